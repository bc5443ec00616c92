import type {
  Routine,
  ScheduledEvent,
  SchemaFacet,
  SchemaObject,
  SchemaOptions,
  Sequence,
  Trigger,
  View,
} from '../model';
import { areTokensEqual } from '../expression/compare-expressions';
import type { NormaliseContext } from '../normalise/context';
import { normaliseObject } from '../normalise/normalise-object';
import type { AttributeDiff, ObjectDiff } from './difference';
import { canonicalSqlMode } from '../sql/sql-mode';
import { compareSchedules } from './compare-schedules';
import { summarise } from './diff-columns';
import { diffTable } from './diff-table';
import { mayBeOver } from './explain-past-event';
import {
  differentAttribute,
  equivalentAttribute,
  NEEDS_SERVER,
  toEquivalence,
  unknownAttribute,
} from './table-sides';

/** The facet under which a schema states objects of a kind. */
export function facetOfObject(kind: SchemaObject['kind']): SchemaFacet {
  switch (kind) {
    case 'table':
      return 'tables';
    case 'view':
      return 'views';
    case 'trigger':
      return 'triggers';
    case 'procedure':
    case 'function':
      return 'routines';
    case 'event':
      return 'events';
    case 'sequence':
      return 'sequences';
    case 'schema':
      return 'schemaOptions';
  }
}

/** Compares two statements of one object of any kind, from → to. Both must be of one kind. */
export function diffObject(
  from: SchemaObject,
  to: SchemaObject,
  contextFrom: NormaliseContext,
  contextTo: NormaliseContext,
): ObjectDiff {
  if (from.kind === 'table' && to.kind === 'table') return diffTable(from, to, contextFrom, contextTo);
  const attributes =
    from === to && contextFrom === contextTo ? [] : diffAttributes(from, to, contextFrom, contextTo);
  return {
    schema: contextFrom.schema.name,
    name: from.name,
    object: from.kind,
    status: attributes.every(({ status, needsServer }) => status === 'unknown' && needsServer !== true)
      ? 'equal'
      : summarise(attributes),
    from,
    to,
    parts: [],
    attributes,
    origins: { from: from.origin, to: to.origin },
  };
}

/** What a comparison of two texts may find. */
type Verdict = 'equal' | 'equivalent' | 'different' | 'unknown';

class AttributeList {
  readonly found: AttributeDiff[] = [];
  constructor(readonly facet: SchemaFacet) {}

  /** Values in normal form; `rule` says why two spellings of one are one. */
  compare(
    attribute: string,
    from: string | undefined,
    to: string | undefined,
    statedFrom: string | undefined,
    statedTo: string | undefined,
    rule: string,
  ): void {
    if (from !== to)
      this.found.push(differentAttribute(attribute, this.facet, statedFrom ?? from, statedTo ?? to));
    else if (statedFrom !== statedTo && statedFrom !== undefined && statedTo !== undefined)
      this.found.push(
        equivalentAttribute(attribute, this.facet, statedFrom, statedTo, [toEquivalence(rule)]),
      );
  }

  /** What files often leave out, such as a definer: unknown where a side says nothing, and then not worth a line. */
  compareStated(attribute: string, from: string | undefined, to: string | undefined): void {
    if (from === undefined || to === undefined || from === to) return;
    this.found.push(differentAttribute(attribute, this.facet, from, to));
  }

  addVerdict(attribute: string, verdict: Verdict, from: string, to: string, rule = 'body-spelling'): void {
    if (verdict === 'different') this.found.push(differentAttribute(attribute, this.facet, from, to));
    else if (verdict === 'unknown')
      this.found.push(unknownAttribute(attribute, this.facet, from, to, NEEDS_SERVER, true));
    else if (verdict === 'equivalent')
      this.found.push(equivalentAttribute(attribute, this.facet, from, to, [toEquivalence(rule)]));
  }
}

function diffAttributes(
  from: SchemaObject,
  to: SchemaObject,
  contextFrom: NormaliseContext,
  contextTo: NormaliseContext,
): readonly AttributeDiff[] {
  const list = new AttributeList(facetOfObject(from.kind));
  if (from.kind === 'view' && to.kind === 'view') diffView(list, from, to, contextFrom, contextTo);
  else if (from.kind === 'trigger' && to.kind === 'trigger') diffTrigger(list, from, to, contextTo);
  else if (from.kind === 'event' && to.kind === 'event') diffEvent(list, from, to, contextFrom, contextTo);
  else if (from.kind === 'sequence' && to.kind === 'sequence')
    diffSequence(list, from, to, contextFrom, contextTo);
  else if (from.kind === 'schema' && to.kind === 'schema') diffSchema(list, from, to, contextFrom, contextTo);
  else if ((from.kind === 'procedure' || from.kind === 'function') && to.kind === from.kind)
    diffRoutine(list, from, to, contextFrom, contextTo);
  return list.found;
}

function diffView(
  list: AttributeList,
  from: View,
  to: View,
  contextFrom: NormaliseContext,
  contextTo: NormaliseContext,
): void {
  const a = normaliseObject(from, contextFrom);
  const b = normaliseObject(to, contextTo);
  const bothStored = contextFrom.stored === true && contextTo.stored === true;
  const columns = (view: View): string => view.columns?.map((name) => name.toLowerCase()).join(', ') ?? '';
  const sameColumns = columns(a) === columns(b);
  let verdict: Verdict;
  if (a.select === b.select && sameColumns) verdict = from.select === to.select ? 'equal' : 'equivalent';
  else if (sameColumns && areTokensEqual(a.select, b.select, contextTo.flavor)) verdict = 'equivalent';
  // Servers rewrite what they store: names are qualified, stars spelled out, column lists moved into the text.
  else verdict = bothStored ? 'different' : 'unknown';
  list.addVerdict('select', verdict, from.select, to.select);
  // MariaDB and MySQL forget ALGORITHM=MERGE where a view cannot be merged: a server alone knows.
  if (a.algorithm !== b.algorithm) {
    if (bothStored || (a.algorithm !== 'merge' && b.algorithm !== 'merge'))
      list.compare('algorithm', a.algorithm, b.algorithm, from.algorithm, to.algorithm, 'view-default');
    else if (verdict !== 'different')
      list.addVerdict('algorithm', 'unknown', from.algorithm ?? 'undefined', to.algorithm ?? 'undefined');
  }
  list.compare('security', a.security, b.security, from.security, to.security, 'view-default');
  const dualityOf = ({ duality }: View): string | undefined => (duality === true ? 'yes' : undefined);
  list.compare('duality', dualityOf(a), dualityOf(b), dualityOf(from), dualityOf(to), 'view-default');
  list.compare('checkOption', a.checkOption, b.checkOption, from.checkOption, to.checkOption, 'view-default');
  list.compareStated('definer', withHost(a.definer, contextTo), withHost(b.definer, contextTo));
}

function compareBodies(from: string, to: string, context: NormaliseContext): Verdict {
  if (from === to) return 'equal';
  // Servers keep bodies as they were written, so another text is another body.
  const a = dropEnd(from);
  const b = dropEnd(to);
  return a === b || areTokensEqual(a, b, context.flavor) ? 'equivalent' : 'different';
}

/** A body without the white space and semicolons at its end: a client that sends several statements at once leaves one there. */
function dropEnd(body: string): string {
  let end = body.length;
  while (end > 0 && /[\s;]/.test(body.charAt(end - 1))) end -= 1;
  return body.slice(0, end).trimStart();
}

function diffTrigger(list: AttributeList, from: Trigger, to: Trigger, context: NormaliseContext): void {
  const same = (a: string, b: string): boolean =>
    a === b || (context.foldsTableNames === true && a.toLowerCase() === b.toLowerCase());
  if (!same(from.table, to.table)) list.compareStated('table', from.table, to.table);
  list.compareStated('timing', from.timing, to.timing);
  list.compareStated('event', from.event, to.event);
  // No server shows FOLLOWS again: it is told by the order in which triggers were made.
  list.addVerdict('body', compareBodies(from.body, to.body, context), from.body, to.body);
  list.compareStated('definer', withHost(from.definer, context), withHost(to.definer, context));
  list.compareStated('sqlMode', canonicalMode(from.sqlMode, context), canonicalMode(to.sqlMode, context));
}

function diffRoutine(
  list: AttributeList,
  from: Routine,
  to: Routine,
  contextFrom: NormaliseContext,
  contextTo: NormaliseContext,
): void {
  const a = normaliseObject(from, contextFrom);
  const b = normaliseObject(to, contextTo);
  list.addVerdict(
    'parameters',
    compareBodies(a.parameters, b.parameters, contextTo),
    from.parameters,
    to.parameters,
  );
  list.compare('returns', a.returns, b.returns, from.returns, to.returns, 'routine-default');
  list.compare(
    'deterministic',
    String(a.deterministic),
    String(b.deterministic),
    from.deterministic?.toString(),
    to.deterministic?.toString(),
    'routine-default',
  );
  list.compare('dataAccess', a.dataAccess, b.dataAccess, from.dataAccess, to.dataAccess, 'routine-default');
  list.compare('security', a.security, b.security, from.security, to.security, 'routine-default');
  list.compare('comment', a.comment, b.comment, from.comment, to.comment, 'empty-comment');
  list.compare('language', a.language, b.language, from.language, to.language, 'routine-default');
  list.compare(
    'aggregate',
    String(a.aggregate ?? false),
    String(b.aggregate ?? false),
    undefined,
    undefined,
    'routine-default',
  );
  list.addVerdict('body', compareBodies(from.body, to.body, contextTo), from.body, to.body);
  list.compareStated('definer', withHost(from.definer, contextTo), withHost(to.definer, contextTo));
  list.compareStated('sqlMode', canonicalMode(from.sqlMode, contextTo), canonicalMode(to.sqlMode, contextTo));
}

const OF_ITS_MOMENT = 'A schedule that counts from now is another one each time the event is made.';

function diffEvent(
  list: AttributeList,
  from: ScheduledEvent,
  to: ScheduledEvent,
  contextFrom: NormaliseContext,
  contextTo: NormaliseContext,
): void {
  const a = normaliseObject(from, contextFrom);
  const b = normaliseObject(to, contextTo);
  const verdict = compareSchedules(a.schedule, b.schedule);
  if (verdict === 'of its moment') {
    list.found.push(unknownAttribute('schedule', list.facet, from.schedule, to.schedule, OF_ITS_MOMENT));
  }
  const spelled = verdict === 'equal' && from.schedule !== to.schedule ? 'equivalent' : verdict;
  list.addVerdict(
    'schedule',
    spelled === 'of its moment' ? 'equal' : spelled,
    from.schedule,
    to.schedule,
    verdict === 'equal' ? 'event-schedule' : 'event-start',
  );
  list.compare(
    'preserve',
    String(a.preserve),
    String(b.preserve),
    from.preserve?.toString(),
    to.preserve?.toString(),
    'event-default',
  );
  // Servers disable an event that they keep and that is over.
  const isDone = [from, to].some(
    ({ origin, status, schedule }) =>
      origin.kind === 'server' && status === 'disabled' && mayBeOver(schedule, origin.readAt),
  );
  if (!isDone) list.compare('status', a.status, b.status, from.status, to.status, 'event-default');
  list.compare('comment', a.comment, b.comment, from.comment, to.comment, 'empty-comment');
  list.addVerdict('body', compareBodies(from.body, to.body, contextTo), from.body, to.body);
  list.compareStated('definer', withHost(from.definer, contextTo), withHost(to.definer, contextTo));
  list.compareStated('sqlMode', canonicalMode(from.sqlMode, contextTo), canonicalMode(to.sqlMode, contextTo));
}

function diffSequence(
  list: AttributeList,
  from: Sequence,
  to: Sequence,
  contextFrom: NormaliseContext,
  contextTo: NormaliseContext,
): void {
  const a = normaliseObject(from, contextFrom);
  const b = normaliseObject(to, contextTo);
  for (const name of ['start', 'increment', 'minimum', 'maximum', 'cache', 'engine', 'comment'] as const) {
    list.compare(name, a[name], b[name], from[name], to[name], 'sequence-default');
  }
  list.compare(
    'cycle',
    String(a.cycle),
    String(b.cycle),
    from.cycle?.toString(),
    to.cycle?.toString(),
    'sequence-default',
  );
}

/** What one side does not say of its schema is whatever its server has: nothing to compare. */
function diffSchema(
  list: AttributeList,
  from: SchemaOptions,
  to: SchemaOptions,
  contextFrom: NormaliseContext,
  contextTo: NormaliseContext,
): void {
  const a = normaliseObject(from, contextFrom);
  const b = normaliseObject(to, contextTo);
  if (a.charset !== undefined && b.charset !== undefined) {
    list.compare('defaultCharset', a.charset, b.charset, from.charset, to.charset, 'schema-charset');
    list.compare(
      'defaultCollation',
      a.collation,
      b.collation,
      from.collation,
      to.collation,
      'schema-charset',
    );
  }
  if (a.comment !== undefined && b.comment !== undefined)
    list.compare('comment', textOf(a.comment), textOf(b.comment), undefined, undefined, 'empty-comment');
  list.compareStated('defaultEncryption', onOrOff(a.encryption), onOrOff(b.encryption));
  list.compareStated('readOnly', onOrOff(a.readOnly), onOrOff(b.readOnly));
}

/** An empty text is none, and is called so. */
function textOf(text: string): string | undefined {
  return text === '' ? undefined : text;
}

function onOrOff(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : value ? 'on' : 'off';
}

/**
 * An account without a host is one at any host, to MariaDB also with an @ behind it; CURRENT_USER is whoever runs the
 * statement, which says nothing.
 */
function withHost(definer: string | undefined, { flavor }: NormaliseContext): string | undefined {
  if (definer === undefined || definer === 'CURRENT_USER' || definer === 'CURRENT_ROLE') return undefined;
  if (!definer.includes('@')) return `${definer}@%`;
  return definer.endsWith('@') && flavor.vendor === 'mariadb' ? `${definer}%` : definer;
}

function canonicalMode(mode: string | undefined, { flavor }: NormaliseContext): string | undefined {
  return mode === undefined ? undefined : canonicalSqlMode(mode, flavor.vendor);
}
