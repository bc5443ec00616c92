import type { AttributeDiff, ModelDiff, ObjectDiff, PartDiff } from '../drift/difference';
import { describeInSentence } from '../drift/describe-value';
import type { Column, Origin, SchemaObject, Table } from '../model';
import { quoteIdentifier } from '../sql/quote';
import { assessAttribute, assessPart, probeFor } from './assess-risk';
import type { Change, Probe, Refusal, Risk, RiskClass } from './change';
import { actingAttributes, isActing } from './compose-table';
import { findRequirements, withRequirements } from './find-requirements';
import { listSchemaChanges } from './schema-options';

/** How differences become changes, and which of them are on. */
export interface ListOptions {
  /** Classes of risk that are allowed; everything safe is on. */
  readonly allow: ReadonlySet<RiskClass>;
  /** Ids that are on or off whatever their class. */
  readonly include?: ReadonlySet<string>;
  readonly exclude?: ReadonlySet<string>;
  /** Why a change is left alone unless it is included: somebody decided to live with the difference. */
  readonly ignored?: (change: Omit<Change, 'chosen'>) => string | undefined;
  /** Normalised forms, for judging types. */
  readonly normalise: (schema: string, table: Table, side: 'from' | 'to') => Table;
  /** What the target's flavor cannot do about a wanted object; `part` is empty for the object itself. */
  readonly refuse: (schema: string, object: SchemaObject, part: PartDiff | undefined) => Refusal | undefined;
  /** Why nothing in a schema can be changed but its READ ONLY option. */
  readonly refuseSchema?: (schema: string) => Refusal | undefined;
}

/** `core.lupo_actors/column/slug/type`: the id of a change. */
export function changeId(
  schema: string,
  object: string,
  name: string,
  part: string,
  partName: string,
  attribute: string,
): string {
  const path = [part, partName, attribute].filter((piece) => piece !== '').join('/');
  return `${schema}.${object === 'table' ? '' : `${object}:`}${name}${path === '' || part === 'object' ? '' : `/${path}`}`;
}

/**
 * Every change that would bring `from` to `to`, chosen or not, in the order of the diff (made with
 * diffModels(from, to): `extra` is what the wanted side has and the present one lacks).
 */
export function listChanges(diff: ModelDiff, options: ListOptions): readonly Change[] {
  return diff.objects.flatMap((object) => listObjectChanges(object, options));
}

function listObjectChanges(object: ObjectDiff, options: ListOptions): readonly Change[] {
  if (object.status === 'equal' || object.status === 'equivalent') return [];
  if (object.status === 'extra' && object.to !== undefined) {
    return [whole(object, 'create', `create ${object.object} ${object.name}`, { kind: 'safe' }, options)];
  }
  if (object.status === 'missing') {
    return [
      whole(
        object,
        'drop',
        `drop ${object.object} ${object.name}`,
        dropRisk(object),
        options,
        dropProbe(object),
      ),
    ];
  }
  if (object.object === 'schema') return listOptionChanges(object, options);
  if (object.object !== 'table') {
    const acting = object.attributes.some((one) => one.status === 'different' || one.needsServer === true);
    if (!acting) return [];
    const what = object.attributes.map((one) => one.attribute).join(', ');
    return [
      whole(object, 'modify', `replace ${object.object} ${object.name} (${what})`, { kind: 'safe' }, options),
    ];
  }
  const [from, to] = [object.from, object.to];
  if (from?.kind !== 'table' || to?.kind !== 'table') return [];
  const normals = {
    from: options.normalise(object.schema, from, 'from'),
    to: options.normalise(object.schema, to, 'to'),
  };
  const changes = object.parts.flatMap((part) => listPartChanges(object, from, to, part, normals, options));
  // Most tables that differ have everything on: nothing waits for anything.
  if (changes.every((change) => change.chosen)) return changes;
  return withRequirements(changes, findRequirements(object, normals, changes));
}

function listOptionChanges(object: ObjectDiff, options: ListOptions): readonly Change[] {
  return listSchemaChanges(object).map(({ option, ...change }) =>
    finish(
      {
        ...change,
        id: changeId(object.schema, 'schema', object.name, 'option', option, ''),
        kind: 'modify',
        schema: object.schema,
        object: 'schema',
        name: object.name,
        part: 'option',
        partName: option,
        attribute: '',
        cause: origins(object.to?.origin),
      },
      undefined,
      options,
    ),
  );
}

function dropRisk(object: ObjectDiff): Risk {
  const rows = object.object === 'table';
  return {
    kind: 'held',
    class: 'drop',
    reason: rows ? 'the table and its rows go away' : `whatever uses the ${object.object} fails`,
    losesData: rows || object.object === 'sequence',
  };
}

function dropProbe(object: ObjectDiff): Probe | undefined {
  if (object.object !== 'table') return undefined;
  return { sql: `SELECT COUNT(*) FROM ${quoteIdentifier(object.name)}`, sentence: '{n} rows are in it' };
}

/** Where a change comes from. How a server was read is nothing that a plan says, or its file could hold. */
function origins(...values: readonly (Origin | undefined)[]): readonly Origin[] {
  return values.flatMap((value): readonly Origin[] =>
    value === undefined
      ? []
      : value.kind === 'file'
        ? [value]
        : [{ kind: value.kind, server: value.server, readAt: value.readAt }],
  );
}

function whole(
  object: ObjectDiff,
  kind: Change['kind'],
  sentence: string,
  risk: Risk,
  options: ListOptions,
  probe?: Probe,
): Change {
  const wanted = object.to;
  return finish(
    {
      id: changeId(object.schema, object.object, object.name, 'object', '', ''),
      kind,
      schema: object.schema,
      object: object.object,
      name: object.name,
      part: 'object',
      partName: '',
      attribute: '',
      sentence,
      risk,
      ...(probe === undefined ? {} : { probe }),
      cause: origins(wanted?.origin ?? object.from?.origin),
    },
    wanted === undefined ? undefined : options.refuse(object.schema, wanted, undefined),
    options,
  );
}

function finish(
  change: Omit<Change, 'chosen' | 'refusal'>,
  refused: Refusal | undefined,
  options: ListOptions,
): Change {
  const isUnlocking = change.object === 'schema' && change.partName === 'readOnly';
  const refusal = refused ?? (isUnlocking ? undefined : options.refuseSchema?.(change.schema));
  const ignored = options.ignored?.(change);
  const allowed =
    ignored === undefined && (change.risk.kind === 'safe' || options.allow.has(change.risk.class));
  const chosen =
    refusal === undefined &&
    options.exclude?.has(change.id) !== true &&
    (allowed || options.include?.has(change.id) === true);
  return {
    ...change,
    chosen,
    ...(refusal === undefined ? {} : { refusal }),
    ...(ignored === undefined ? {} : { ignored }),
  };
}

function listPartChanges(
  object: ObjectDiff,
  from: Table,
  to: Table,
  part: PartDiff,
  normals: { readonly from: Table; readonly to: Table },
  options: ListOptions,
): readonly Change[] {
  if (!isActing(part)) return [];
  const refusal = options.refuse(object.schema, to, part);
  const base = {
    schema: object.schema,
    object: object.object,
    name: object.name,
    part: part.part,
    cause: origins(partOrigin(part) ?? to.origin),
  } as const;
  if (part.part === 'column' && part.from !== undefined && part.to !== undefined) {
    const [before, after] = [findColumn(normals.from, part.from), findColumn(normals.to, part.to)];
    return actingAttributes(part).map((attribute) =>
      finish(
        {
          ...base,
          id: changeId(object.schema, object.object, object.name, part.part, part.name, attribute.attribute),
          kind: 'modify',
          partName: part.name,
          attribute: attribute.attribute,
          sentence: describeAttribute(part.name, attribute),
          ...texts(attribute),
          risk: assessAttribute(attribute, before, after),
          ...withProbe(probeFor(from, { ...part, from: before, to: after }, attribute.attribute)),
        },
        refusal,
        options,
      ),
    );
  }
  const kind =
    part.part === 'columnOrder'
      ? 'move'
      : part.to === undefined
        ? 'drop'
        : part.from === undefined
          ? 'create'
          : 'modify';
  const partName =
    part.part === 'primaryKey'
      ? 'PRIMARY'
      : part.part === 'columnOrder' || part.part === 'partitioning'
        ? ''
        : part.name;
  return [
    finish(
      {
        ...base,
        id: changeId(object.schema, object.object, object.name, part.part, partName, ''),
        kind,
        partName,
        attribute: '',
        sentence: describePart(kind, part),
        risk: assessPart(part),
        ...withProbe(probeFor(from, part, '')),
      },
      refusal,
      options,
    ),
  ];
}

function withProbe(probe: Probe | undefined): { readonly probe?: Probe } {
  return probe === undefined ? {} : { probe };
}

function texts(attribute: AttributeDiff): { readonly from?: string; readonly to?: string } {
  return {
    ...(attribute.from === undefined ? {} : { from: attribute.from }),
    ...(attribute.to === undefined ? {} : { to: attribute.to }),
  };
}

function findColumn(normal: Table, column: Column): Column {
  const name = column.name.toLowerCase();
  return normal.columns.find((one) => one.name.toLowerCase() === name) ?? column;
}

function partOrigin(part: PartDiff): Origin | undefined {
  switch (part.part) {
    case 'column':
    case 'primaryKey':
    case 'index':
    case 'foreignKey':
    case 'check':
      return part.to?.origin ?? part.from?.origin;
    default:
      return undefined;
  }
}

const WORDS: Readonly<Record<string, string>> = {
  onUpdate: 'ON UPDATE',
  autoIncrement: 'AUTO_INCREMENT',
};

function describeAttribute(column: string, attribute: AttributeDiff): string {
  if (attribute.attribute === 'nullable') {
    return attribute.to === 'NOT NULL' ? `refuse NULL in ${column}` : `allow NULL in ${column}`;
  }
  const word = WORDS[attribute.attribute] ?? attribute.attribute;
  const say = (value: string | undefined): string => describeInSentence(attribute.attribute, value);
  return `change the ${word} of ${column} from ${say(attribute.from)} to ${say(attribute.to)}`;
}

function describePart(kind: Change['kind'], part: PartDiff): string {
  const verb = { create: 'add', drop: 'drop', modify: 'change', rename: 'rename', move: 'move' }[kind];
  switch (part.part) {
    case 'columnOrder':
      return 'put the columns in the wanted order';
    case 'primaryKey':
      return `${verb} the primary key`;
    case 'partitioning':
      return kind === 'create'
        ? 'partition the table'
        : kind === 'drop'
          ? 'remove partitioning'
          : 'change the partitions';
    case 'option':
      return `set ${part.name} to ${part.to ?? 'its default'}`;
    case 'foreignKey':
      return `${verb} foreign key ${part.name}`;
    default:
      return `${verb} ${part.part} ${part.name}`;
  }
}
