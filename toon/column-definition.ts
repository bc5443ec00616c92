import type { Column } from '../shared/model';
import { LineIndex } from '../shared/sql/line-index';
import { parseColumnRest } from '../shared/sql/parse-column';
import { RenameComments } from '../shared/sql/rename-comments';
import { DEFAULT_SQL_MODE } from '../shared/sql/sql-mode';
import { SyntaxFault, TokenReader } from '../shared/sql/token-reader';
import { tokenize } from '../shared/sql/tokenize';

/** Which keys a column's own definition declares. */
export interface FieldKeys {
  readonly primary: boolean;
  readonly unique: boolean;
}

/** What stands behind a column's name, read as SQL. */
export interface ColumnDefinition {
  readonly column: Omit<Column, 'name' | 'origin'>;
  readonly keys: FieldKeys;
  readonly warnings: readonly string[];
}

/** Most columns of a project share a few dozen definitions, so each is parsed once. */
const KNOWN = new Map<string, ColumnDefinition | undefined>();
const MOST_KNOWN = 5000;

/**
 * Reads `type [attributes]` with the SQL reader's own column parser. Answers undefined for what it does
 * not understand, and for text that goes on after the column.
 */
export function readColumnDefinition(definition: string): ColumnDefinition | undefined {
  if (KNOWN.has(definition)) return KNOWN.get(definition);
  if (KNOWN.size >= MOST_KNOWN) KNOWN.clear();
  const read = parseDefinition(definition);
  KNOWN.set(definition, read);
  return read;
}

function parseDefinition(text: string): ColumnDefinition | undefined {
  const reader = new TokenReader(tokenize(text, { mode: DEFAULT_SQL_MODE }), {
    path: '',
    text,
    lines: new LineIndex(text),
    renames: new RenameComments(text),
    mode: DEFAULT_SQL_MODE,
    flavor: undefined,
  });
  try {
    const { column, keys } = parseColumnRest(reader, 'column', 0);
    if (!reader.atEnd) return undefined;
    const { name: _name, origin: _origin, ...rest } = column;
    return {
      column: rest,
      keys: {
        primary: keys.some((key) => key.kind === 'primary'),
        unique: keys.some((key) => key.kind === 'unique'),
      },
      warnings: reader.diagnostics.map((diagnostic) => diagnostic.message),
    };
  } catch (error) {
    if (error instanceof SyntaxFault) return undefined;
    throw error;
  }
}
