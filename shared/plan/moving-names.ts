import type { PartDiff } from '../drift/difference';
import type { Flavor, ForeignKey, Check, SchemaModel, Table } from '../model';
import type { AlteredTable } from './altered-table';
import type { DraftInput } from './draft-input';
import { foldName } from './fold-name';
import type { Sides } from './sort-objects';

/** A constraint whose name no other table of its schema may bear: foreign keys, and on MySQL checks too. */
type Kind = 'foreignKey' | 'check';

/** Does the name leave one table of the schema and come to another? Then it has to go there first. */
export type IsMoving = (kind: Kind, schema: string, name: string | undefined) => boolean;

/** One key for a name within its schema, whatever its case. */
export function constraintKey(kind: Kind, schema: string, name: string | undefined): string {
  return `${kind}\0${schema}\0${foldName(name)}`;
}

/** The kinds of constraints whose names are one to a schema: error 3822 and 1826 of MySQL, 1005 with errno 121 of MariaDB. */
export function uniqueConstraints({ vendor }: Flavor): readonly Kind[] {
  return vendor === 'mysql' ? ['foreignKey', 'check'] : ['foreignKey'];
}

/** A table's constraints of one kind. */
export function constraintsOf(table: Table, kind: Kind): readonly (ForeignKey | Check)[] {
  return kind === 'check' ? table.checks : table.foreignKeys;
}

/** Finds the names that move between the tables of one schema; a table that is new under such a name counts as another. */
export function findMovingNames(input: DraftInput, present: SchemaModel, sides: Sides): IsMoving {
  const kinds = uniqueConstraints(input.flavor);
  type Owners = readonly (readonly [key: string, table: string])[];
  const ofParts = (side: 'from' | 'to'): Owners => {
    const isOnlyThere = (part: PartDiff): boolean =>
      part[side] !== undefined && part[side === 'from' ? 'to' : 'from'] === undefined;
    return sides.changed.flatMap(({ schema, name, parts }) =>
      parts.flatMap((part) =>
        (part.part === 'foreignKey' || part.part === 'check') &&
        isOnlyThere(part) &&
        kinds.includes(part.part)
          ? [[constraintKey(part.part, schema, part.name), name] as const]
          : [],
      ),
    );
  };
  const ofTables = (model: SchemaModel, tables: Sides['dropped']['tables']): Owners =>
    tables.flatMap(({ schema, table }) => {
      if (kinds.every((kind) => constraintsOf(table, kind).length === 0)) return [];
      const normal = input.comparer.normalise(model, schema, table);
      return kinds.flatMap((kind) =>
        constraintsOf(normal, kind).map(
          ({ name }) => [constraintKey(kind, schema, name), table.name] as const,
        ),
      );
    });
  const leaving = new Map([...ofParts('from'), ...ofTables(present, sides.dropped.tables)]);
  if (leaving.size === 0) return () => false;
  const arriving = new Map([...ofParts('to'), ...ofTables(input.after, sides.created.tables)]);
  return (kind, schema, name) => {
    const key = constraintKey(kind, schema, name);
    const [before, after] = [leaving.get(key), arriving.get(key)];
    return before !== undefined && after !== undefined && before !== after;
  };
}

/** The altered table with the checks whose names move dropped among the first, as its foreign keys are. */
export function dropMovingFirst(altered: AlteredTable, isMoving: IsMoving): AlteredTable {
  const { clauses, schema, before } = altered;
  const names = before.checks.flatMap(({ name }) =>
    name !== undefined && isMoving('check', schema, name) ? [`check/${name}`] : [],
  );
  if (names.length === 0) return altered;
  const isFirst = ({ text, about }: (typeof clauses.main)[number]): boolean =>
    text.startsWith('DROP CONSTRAINT ') && about.some((part) => names.includes(part));
  return {
    ...altered,
    clauses: {
      ...clauses,
      dropKeys: [...clauses.dropKeys, ...clauses.main.filter(isFirst)],
      main: clauses.main.filter((clause) => !isFirst(clause)),
    },
  };
}

/** A table that is set aside without the constraints whose names other tables of the schema, `wanted`, are to have. */
export function leaveNames(aside: Table, wanted: readonly Table[], flavor: Flavor): Table {
  const kinds = uniqueConstraints(flavor);
  const taken = new Set(
    wanted.flatMap((table) =>
      kinds.flatMap((kind) => constraintsOf(table, kind).map(({ name }) => constraintKey(kind, '', name))),
    ),
  );
  const stays = (kind: Kind, { name }: ForeignKey | Check): boolean =>
    name === undefined || !kinds.includes(kind) || !taken.has(constraintKey(kind, '', name));
  return {
    ...aside,
    foreignKeys: aside.foreignKeys.filter((key) => stays('foreignKey', key)),
    checks: aside.checks.filter((check) => stays('check', check)),
  };
}
