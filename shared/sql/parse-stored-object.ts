import { isAtLeast } from '../model';
import type { Flavor, Routine, ScheduledEvent, Sequence, Trigger, View } from '../model';
import type { CreateObject, QualifiedName } from './statement-node';
import type { TokenReader } from './token-reader';
import { parseTableOptions } from './parse-table-options';
import { readTypeDialect, returnTypeIn } from './type-dialect';

/** What may stand between CREATE and the kind of a stored object. */
export interface StoredObjectHeader {
  readonly orReplace: boolean;
  readonly definer?: string;
  readonly algorithm?: View['algorithm'];
  readonly security?: 'definer' | 'invoker';
  readonly aggregate?: boolean;
  /** JSON [RELATIONAL] DUALITY stands before VIEW. */
  readonly duality?: boolean;
}

/** `root@localhost`, unquoted; CURRENT_USER and CURRENT_ROLE in capitals. */
export function parseUser(reader: TokenReader): string {
  if (reader.acceptAny('CURRENT_USER', 'CURRENT_ROLE') !== undefined) {
    const word = reader.peek(-1).upper;
    if (reader.accept('(')) reader.expect(')');
    return word;
  }
  const name = reader.nameOrString('a user');
  if (reader.peek().kind === 'variable') return name + '@' + reader.advance().text;
  // A host stands right behind the @, or there is none: an account at no host.
  return reader.accept('@') ? name + '@' : name;
}

function knowsViewIfNotExists(flavor: Flavor | undefined): boolean {
  return flavor?.vendor === 'mysql' && isAtLeast(flavor, 9, 1);
}

/** Reads what follows VIEW. */
export function parseView(reader: TokenReader, header: StoredObjectHeader, start: number): CreateObject {
  const ifNotExists = reader.acceptIfNotExists();
  // MySQL has it since 9.1.
  if (ifNotExists && !knowsViewIfNotExists(reader.context.flavor)) reader.markOnly('mariadb');
  const name = reader.qualifiedName('a view');
  const columns = reader.at('(') ? reader.nameList('a column') : undefined;
  reader.expect('AS');
  const from = reader.index;
  const { end, checkOption } = findCheckOption(reader);
  const select = reader.spelling(from, end);
  if (select === '') throw reader.fault('expected a SELECT');
  const uses = findUses(reader, from, end);
  reader.index = reader.tokens.length;
  const object: View = {
    kind: 'view',
    name: name.name,
    ...(columns === undefined ? {} : { columns }),
    select,
    ...(header.duality === true ? { duality: true } : {}),
    ...(header.algorithm === undefined ? {} : { algorithm: header.algorithm }),
    ...(header.definer === undefined ? {} : { definer: header.definer }),
    ...(header.security === undefined ? {} : { security: header.security }),
    ...(checkOption === undefined ? {} : { checkOption }),
    origin: reader.originAt(start),
  };
  return build(name, object, header, ifNotExists, uses);
}

function findCheckOption(reader: TokenReader): { end: number; checkOption?: 'cascaded' | 'local' } {
  const last = reader.tokens.length;
  const word = (back: number): string => reader.tokens[last - back]?.upper ?? '';
  if (word(1) !== 'OPTION' || word(2) !== 'CHECK') return { end: last };
  if (word(3) === 'WITH') return { end: last - 3, checkOption: 'cascaded' };
  if (word(4) !== 'WITH') return { end: last };
  return { end: last - 4, checkOption: word(3) === 'LOCAL' ? 'local' : 'cascaded' };
}

/** Reads what follows TRIGGER. */
export function parseTrigger(reader: TokenReader, header: StoredObjectHeader, start: number): CreateObject {
  const ifNotExists = reader.acceptIfNotExists();
  const name = reader.qualifiedName('a trigger');
  const timing = reader.accept('BEFORE') ? 'before' : 'after';
  if (timing === 'after') reader.expect('AFTER');
  const event = reader.acceptAny('INSERT', 'UPDATE', 'DELETE');
  if (event === undefined) throw reader.fault('expected INSERT, UPDATE or DELETE');
  reader.expect('ON');
  const table = reader.qualifiedName('a table');
  reader.expect('FOR');
  reader.expect('EACH');
  reader.expect('ROW');
  const order = reader.acceptAny('FOLLOWS', 'PRECEDES');
  const other = order === undefined ? undefined : reader.name('a trigger');
  const body = reader.index;
  const object: Trigger = {
    kind: 'trigger',
    name: name.name,
    table: table.name,
    timing,
    event: event === 'INSERT' ? 'insert' : event === 'UPDATE' ? 'update' : 'delete',
    ...(other === undefined
      ? {}
      : { order: { kind: order === 'FOLLOWS' ? 'follows' : 'precedes', trigger: other } }),
    body: takeBody(reader),
    ...(header.definer === undefined ? {} : { definer: header.definer }),
    ...sqlModeOf(reader),
    origin: reader.originAt(start),
  };
  const schema = name.schema ?? table.schema;
  return build(
    { ...(schema === undefined ? {} : { schema }), name: name.name },
    object,
    header,
    ifNotExists,
    [table, ...findUses(reader, body, reader.tokens.length)],
  );
}

function takeBody(reader: TokenReader): string {
  if (reader.atEnd) throw reader.fault('expected a body');
  const body = reader.restText(reader.index);
  reader.index = reader.tokens.length;
  return body;
}

/**
 * Stated where it changes how the body reads, or where the script keeps the mode that it found and sets another one for this object,
 * as dumps do. Other modes are set for the script's own sake.
 */
function sqlModeOf(reader: TokenReader): { sqlMode?: string } {
  const { mode, modeIsOwn } = reader.context;
  return mode.text !== undefined &&
    (modeIsOwn === true || mode.ansiQuotes || mode.noBackslashEscapes || mode.pipesAsConcat)
    ? { sqlMode: mode.text }
    : {};
}

/** Reads what follows PROCEDURE or FUNCTION. */
export function parseRoutine(
  reader: TokenReader,
  kind: Routine['kind'],
  header: StoredObjectHeader,
  start: number,
): CreateObject {
  const ifNotExists = reader.acceptIfNotExists();
  const name = reader.qualifiedName('a routine');
  const parameters = reader.at('(') ? reader.parenthesised() : '';
  let returns: string | undefined;
  if (kind === 'function') {
    if (!reader.accept('RETURNS')) reader.expect('RETURN');
    returns = readReturns(reader);
  }
  const characteristics = parseCharacteristics(reader);
  const body = reader.index;
  if (reader.accept('AS') && reader.peek().kind !== 'string') reader.index = body;
  const object: Routine = {
    kind,
    name: name.name,
    parameters,
    ...(returns === undefined ? {} : { returns }),
    ...characteristics,
    ...(header.definer === undefined ? {} : { definer: header.definer }),
    ...(header.aggregate === true ? { aggregate: true } : {}),
    body: takeBody(reader),
    ...sqlModeOf(reader),
    origin: reader.originAt(start),
  };
  return build(name, object, header, ifNotExists, findUses(reader, body, reader.tokens.length));
}

function readReturns(reader: TokenReader): string {
  const dialect = readTypeDialect(reader);
  const from = reader.index;
  reader.name('a data type');
  for (;;) {
    if (reader.at('(')) reader.parenthesised();
    else if (
      [
        'UNSIGNED',
        'ZEROFILL',
        'PRECISION',
        'VARYING',
        'BINARY',
        'ASCII',
        'UNICODE',
        'VARCHAR',
        'VARBINARY',
        'CHAR',
      ].includes(reader.peek().upper) &&
      !reader.at('SET', 1)
    )
      reader.advance();
    else if (reader.at('CHARSET') || reader.at('COLLATE')) reader.index += 2;
    else if ((reader.at('CHARACTER') || reader.at('CHAR')) && reader.at('SET', 1)) reader.index += 3;
    else if ((reader.at('NATIONAL') || reader.at('CHARACTER')) && reader.atName(1)) reader.advance();
    else break;
  }
  return returnTypeIn(dialect, reader.spelling(from, reader.index));
}

/** What a routine says of itself before its body. */
export type Characteristics = Partial<
  Pick<Routine, 'deterministic' | 'dataAccess' | 'security' | 'comment' | 'language'>
>;

/** DETERMINISTIC, READS SQL DATA, SQL SECURITY, COMMENT, LANGUAGE; in any order. */
export function parseCharacteristics(reader: TokenReader): Characteristics {
  const found: { -readonly [K in keyof Characteristics]: Characteristics[K] } = {};
  for (;;) {
    if (reader.accept('DETERMINISTIC')) found.deterministic = true;
    else if (reader.acceptAll('NOT', 'DETERMINISTIC')) found.deterministic = false;
    else if (reader.acceptAll('CONTAINS', 'SQL')) found.dataAccess = 'contains sql';
    else if (reader.acceptAll('NO', 'SQL')) found.dataAccess = 'no sql';
    else if (reader.acceptAll('READS', 'SQL', 'DATA')) found.dataAccess = 'reads sql data';
    else if (reader.acceptAll('MODIFIES', 'SQL', 'DATA')) found.dataAccess = 'modifies sql data';
    else if (reader.acceptAll('SQL', 'SECURITY'))
      found.security = reader.accept('INVOKER') ? 'invoker' : (reader.expect('DEFINER'), 'definer');
    else if (reader.accept('LANGUAGE')) found.language = reader.name().toLowerCase();
    else if (reader.at('COMMENT') && reader.peek(1).kind === 'string') {
      reader.advance();
      found.comment = reader.string();
    } else return found;
  }
}

/** Reads what follows EVENT. */
export function parseEvent(reader: TokenReader, header: StoredObjectHeader, start: number): CreateObject {
  const ifNotExists = reader.acceptIfNotExists();
  const name = reader.qualifiedName('an event');
  reader.expect('ON');
  const clauses = parseEventClauses(reader, true);
  const body = reader.index;
  if (clauses.schedule === undefined) throw reader.fault('expected SCHEDULE');
  const object: ScheduledEvent = {
    kind: 'event',
    name: name.name,
    ...clauses,
    schedule: clauses.schedule,
    body: clauses.body ?? '',
    ...(header.definer === undefined ? {} : { definer: header.definer }),
    ...sqlModeOf(reader),
    origin: reader.originAt(start),
  };
  const uses = findUses(reader, body, reader.tokens.length);
  if (object.body === '') throw reader.fault('expected DO');
  reader.index = reader.tokens.length;
  return build(name, object, header, ifNotExists, uses);
}

/** The clauses that CREATE EVENT and ALTER EVENT share. */
export type EventClauses = Partial<
  Pick<ScheduledEvent, 'schedule' | 'preserve' | 'status' | 'comment' | 'body'>
>;

/** Reads the clauses of an event; `afterOn` when the ON of ON SCHEDULE was read already. */
export function parseEventClauses(
  reader: TokenReader,
  afterOn = false,
): EventClauses & { renameTo?: QualifiedName } {
  const found: { -readonly [K in keyof EventClauses]: EventClauses[K] } & { renameTo?: QualifiedName } = {};
  let on = afterOn;
  while (!reader.atEnd) {
    if (on || reader.accept('ON')) {
      on = false;
      if (reader.accept('SCHEDULE')) found.schedule = readSchedule(reader);
      else {
        reader.expect('COMPLETION');
        found.preserve = !reader.accept('NOT');
        reader.expect('PRESERVE');
      }
    } else if (reader.accept('ENABLE')) found.status = 'enabled';
    else if (reader.accept('DISABLE')) {
      found.status = 'disabled';
      if (reader.accept('ON')) {
        if (!reader.accept('SLAVE')) reader.expect('REPLICA');
        found.status = 'disabled on replica';
      }
    } else if (reader.accept('COMMENT')) found.comment = reader.string();
    else if (reader.acceptAll('RENAME', 'TO')) found.renameTo = reader.qualifiedName();
    else {
      reader.expect('DO');
      found.body = reader.restText(reader.index);
      break;
    }
  }
  return found;
}

function readSchedule(reader: TokenReader): string {
  const from = reader.index;
  while (
    !reader.atEnd &&
    !['ON', 'ENABLE', 'DISABLE', 'COMMENT', 'DO', 'RENAME'].includes(reader.peek().upper)
  ) {
    if (reader.at('(')) reader.parenthesised();
    else reader.advance();
  }
  return reader.spelling(from, reader.index);
}

/** A sequence under construction. */
export type SequenceChanges = {
  -readonly [K in keyof Omit<Sequence, 'kind' | 'name' | 'origin'>]?: Sequence[K];
};

/** Reads the options of a MariaDB sequence. */
export function parseSequenceOptions(reader: TokenReader): SequenceChanges {
  const found: SequenceChanges = {};
  for (;;) {
    if (reader.accept('AS')) reader.name();
    else if (reader.accept('START')) found.start = readNumber(reader, 'WITH');
    else if (reader.accept('INCREMENT')) found.increment = readNumber(reader, 'BY');
    else if (reader.accept('MINVALUE')) found.minimum = readNumber(reader);
    else if (reader.accept('MAXVALUE')) found.maximum = readNumber(reader);
    else if (reader.accept('CACHE')) found.cache = readNumber(reader);
    else if (reader.accept('CYCLE')) found.cycle = true;
    else if (reader.accept('NOCYCLE') || reader.acceptAll('NO', 'CYCLE')) found.cycle = false;
    else if (reader.accept('NOCACHE') || reader.acceptAll('NO', 'CACHE')) found.cache = '0';
    else if (reader.accept('RESTART')) {
      if (reader.at('WITH') || reader.at('=') || reader.peek().kind === 'number') readNumber(reader, 'WITH');
    } else if (
      reader.acceptAny('NOMINVALUE', 'NOMAXVALUE') !== undefined ||
      reader.acceptAll('NO', 'MINVALUE') ||
      reader.acceptAll('NO', 'MAXVALUE')
    )
      continue;
    else {
      // MariaDB (10.11) takes whatever can be said of a table, and shows no more of it than these two.
      const options = parseTableOptions(reader, false)?.options;
      if (options === undefined) return found;
      if (options.engine !== undefined) found.engine = options.engine;
      if (options.comment !== undefined) found.comment = options.comment;
    }
  }
}

function readNumber(reader: TokenReader, word?: string): string {
  if (word === undefined || !reader.accept(word)) reader.accept('=');
  const sign = reader.accept('-') ? '-' : (reader.accept('+'), '');
  return sign + reader.digits();
}

/** Reads what follows SEQUENCE. */
export function parseSequence(reader: TokenReader, header: StoredObjectHeader, start: number): CreateObject {
  reader.markOnly('mariadb');
  const ifNotExists = reader.acceptIfNotExists();
  const name = reader.qualifiedName('a sequence');
  const object: Sequence = {
    kind: 'sequence',
    name: name.name,
    ...parseSequenceOptions(reader),
    origin: reader.originAt(start),
  };
  return build(name, object, header, ifNotExists, []);
}

function build(
  name: QualifiedName,
  object: CreateObject['object'],
  header: StoredObjectHeader,
  ifNotExists: boolean,
  uses: readonly QualifiedName[],
): CreateObject {
  return {
    kind: 'create object',
    ...(name.schema === undefined ? {} : { schema: name.schema }),
    object,
    orReplace: header.orReplace,
    ifNotExists,
    uses,
  };
}

/** Tables named behind FROM, JOIN, INTO, UPDATE and TABLE, and behind commas between FROM and the next clause. */
export function findUses(reader: TokenReader, from: number, to: number): QualifiedName[] {
  const { tokens } = reader;
  const found: QualifiedName[] = [];
  for (let at = from; at < to; at += 1) {
    const word = tokens[at]?.upper ?? '';
    if (!['FROM', 'JOIN', 'INTO', 'UPDATE', 'STRAIGHT_JOIN'].includes(word)) continue;
    let next = at + 1;
    while (tokens[next]?.upper === '(') next += 1;
    const first = tokens[next];
    if (first === undefined || (first.kind !== 'word' && first.kind !== 'quoted') || first.upper === 'SELECT')
      continue;
    const second = tokens[next + 1]?.upper === '.' ? tokens[next + 2] : undefined;
    if (tokens[next + 1]?.upper === '(' && word !== 'INTO') continue;
    found.push(second === undefined ? { name: first.text } : { schema: first.text, name: second.text });
  }
  return found;
}
