import type { AlterAction } from './statement-node';

/**
 * The actions of one ALTER TABLE in an order in which they can be carried out one by one. Servers see them at once: what goes
 * is taken from the table as it was, so that `ADD PRIMARY KEY (b), DROP PRIMARY KEY` and `DROP COLUMN a, DROP
 * INDEX i` hold; what is renamed may take the name of something that is renamed or dropped too; and new keys
 * speak of the columns as they will be called. Foreign keys go first: the index that serves one may go in the same ALTER, and
 * the server makes no other for it. `isForeignKey` tells whether DROP CONSTRAINT means one by a name.
 */
export function orderActions(
  actions: readonly AlterAction[],
  isForeignKey: (name: string) => boolean,
): readonly AlterAction[] {
  if (actions.length < 2) return actions;
  const drops = actions.filter(({ kind }) => DROPPED_FIRST.has(kind));
  const isKeyDrop = (action: AlterAction): boolean =>
    action.kind === 'drop foreign key' ||
    (action.kind === 'drop constraint' && action.of === 'any' && isForeignKey(action.name));
  const columnDrops = actions.filter(({ kind }) => kind === 'drop column');
  const rest = actions.filter(({ kind }) => kind !== 'drop column' && !DROPPED_FIRST.has(kind));
  // MariaDB converts the columns first, wherever the table's own charset is said; MySQL refuses both at once.
  const converts = rest.filter(({ kind }) => kind === 'convert charset');
  // A new index may take the name that an old one gives up.
  const first = new Set<AlterAction>([...converts, ...rest.filter(({ kind }) => kind === 'rename index')]);
  const others = first.size === 0 ? rest : [...first, ...rest.filter((action) => !first.has(action))];
  return [
    ...drops.filter(isKeyDrop),
    ...drops.filter((action) => !isKeyDrop(action)),
    ...columnDrops,
    ...(others.some(renamesColumn) ? withRenames(others) : others),
  ];
}

const DROPPED_FIRST: ReadonlySet<AlterAction['kind']> = new Set([
  'drop primary key',
  'drop index',
  'drop foreign key',
  'drop constraint',
  'drop period',
]);

function renamesColumn(action: AlterAction): boolean {
  return oldAndNewName(action) !== undefined;
}

/** The names of a column that an action renames, lower case; undefined when it renames none. */
function oldAndNewName(action: AlterAction): { readonly from: string; readonly to: string } | undefined {
  const from =
    action.kind === 'rename column' ? action.from : action.kind === 'modify column' ? action.name : '';
  const to =
    action.kind === 'rename column'
      ? action.to
      : action.kind === 'modify column'
        ? action.definition.column.name
        : '';
  return from.toLowerCase() === to.toLowerCase()
    ? undefined
    : { from: from.toLowerCase(), to: to.toLowerCase() };
}

/** Columns that swap their names go by a third one in between; new keys come last. */
function withRenames(actions: readonly AlterAction[]): readonly AlterAction[] {
  const renames = actions.flatMap((action) => oldAndNewName(action) ?? []);
  const taken = new Set(renames.map(({ to }) => to));
  const aside: AlterAction[] = [];
  const rest = actions.map((action): AlterAction => {
    const names = oldAndNewName(action);
    if (names === undefined || !taken.has(names.from)) return action;
    const between = `${names.from} set aside`;
    if (action.kind === 'rename column') {
      aside.push({ ...action, to: between });
      return { ...action, from: between, ifExists: true };
    }
    if (action.kind !== 'modify column') return action;
    aside.push({ kind: 'rename column', from: action.name, to: between, ifExists: action.ifExists });
    return { ...action, name: between, ifExists: true };
  });
  const isKey = (action: AlterAction): boolean => action.kind === 'add' && action.element.kind !== 'column';
  return [...aside, ...rest.filter((action) => !isKey(action)), ...rest.filter(isKey)];
}
