import type { Flavor, Routine, ScheduledEvent, Sequence, Trigger, View } from '../model';
import { quoteIdentifier, quoteQualified, quoteString } from './quote';

/** How a stored object is printed. */
export interface PrintObjectOptions {
  /** Qualifies the object's name. */
  readonly schema?: string;
  /** False leaves DEFINER out, so that whoever runs it becomes the definer. */
  readonly definer?: boolean;
  /** OR REPLACE, where the flavor has it: views everywhere, the rest on MariaDB. */
  readonly orReplace?: boolean;
}

function printDefiner(definer: string | undefined, options: PrintObjectOptions): string {
  if (definer === undefined || options.definer === false) return '';
  if (definer === 'CURRENT_USER' || definer === 'CURRENT_ROLE') return 'DEFINER=' + definer + ' ';
  const at = definer.lastIndexOf('@');
  return (
    'DEFINER=' +
    (at < 0
      ? quoteIdentifier(definer)
      : quoteIdentifier(definer.slice(0, at)) + '@' + quoteIdentifier(definer.slice(at + 1))) +
    ' '
  );
}

function createWord(flavor: Flavor, options: PrintObjectOptions, everywhere: boolean): string {
  return options.orReplace === true && (everywhere || flavor.vendor === 'mariadb')
    ? 'CREATE OR REPLACE '
    : 'CREATE ';
}

/** CREATE VIEW, without a delimiter. */
export function printView(view: View, flavor: Flavor, options: PrintObjectOptions = {}): string {
  const parts = [
    createWord(flavor, options, true),
    view.algorithm === undefined ? '' : 'ALGORITHM=' + view.algorithm.toUpperCase() + ' ',
    printDefiner(view.definer, options),
    view.security === undefined ? '' : 'SQL SECURITY ' + view.security.toUpperCase() + ' ',
    view.duality === true ? 'JSON RELATIONAL DUALITY ' : '',
    'VIEW ' + quoteQualified(options.schema, view.name),
    view.columns === undefined ? '' : ' (' + view.columns.map(quoteIdentifier).join(',') + ')',
    ' AS ' + view.select,
    view.checkOption === undefined ? '' : ' WITH ' + view.checkOption.toUpperCase() + ' CHECK OPTION',
  ];
  return parts.join('');
}

/** CREATE TRIGGER, without a delimiter; its body may hold semicolons. */
export function printTrigger(trigger: Trigger, flavor: Flavor, options: PrintObjectOptions = {}): string {
  const order =
    trigger.order === undefined
      ? ''
      : ' ' + trigger.order.kind.toUpperCase() + ' ' + quoteIdentifier(trigger.order.trigger);
  return (
    createWord(flavor, options, false) +
    printDefiner(trigger.definer, options) +
    'TRIGGER ' +
    quoteQualified(options.schema, trigger.name) +
    ' ' +
    trigger.timing.toUpperCase() +
    ' ' +
    trigger.event.toUpperCase() +
    ' ON ' +
    quoteQualified(options.schema, trigger.table) +
    ' FOR EACH ROW' +
    order +
    '\n' +
    trigger.body
  );
}

/** CREATE PROCEDURE or FUNCTION, without a delimiter; its body may hold semicolons. */
export function printRoutine(routine: Routine, flavor: Flavor, options: PrintObjectOptions = {}): string {
  const lines = [
    createWord(flavor, options, false) +
      printDefiner(routine.definer, options) +
      (routine.aggregate === true ? 'AGGREGATE ' : '') +
      routine.kind.toUpperCase() +
      ' ' +
      quoteQualified(options.schema, routine.name) +
      '(' +
      routine.parameters +
      ')' +
      (routine.returns === undefined ? '' : ` ${returnsWord(routine)} ${routine.returns}`),
  ];
  if (routine.language !== undefined) lines.push('LANGUAGE ' + routine.language.toUpperCase());
  if (routine.deterministic === true) lines.push('DETERMINISTIC');
  if (routine.dataAccess !== undefined) lines.push(routine.dataAccess.toUpperCase());
  if (routine.security !== undefined) lines.push('SQL SECURITY ' + routine.security.toUpperCase());
  if (routine.comment !== undefined && routine.comment !== '')
    lines.push('COMMENT ' + quoteString(routine.comment));
  const isForeign = routine.language !== undefined && routine.language !== 'sql';
  return (
    lines.join('\n    ') + '\n' + (isForeign && !/^as\b/i.test(routine.body) ? 'AS ' : '') + routine.body
  );
}

/** sql_mode=ORACLE, which a routine is made under again, knows RETURN and no RETURNS (MariaDB 10.11). */
function returnsWord({ sqlMode = '' }: Routine): string {
  return sqlMode.toUpperCase().split(',').includes('ORACLE') ? 'RETURN' : 'RETURNS';
}

/** CREATE EVENT, without a delimiter; its body may hold semicolons. */
export function printEvent(event: ScheduledEvent, flavor: Flavor, options: PrintObjectOptions = {}): string {
  const parts = [
    createWord(flavor, options, false) +
      printDefiner(event.definer, options) +
      'EVENT ' +
      quoteQualified(options.schema, event.name),
    'ON SCHEDULE ' + event.schedule,
  ];
  if (event.preserve !== undefined)
    parts.push('ON COMPLETION ' + (event.preserve ? 'PRESERVE' : 'NOT PRESERVE'));
  if (event.status !== undefined) parts.push(printStatus(event.status, flavor));
  if (event.comment !== undefined && event.comment !== '')
    parts.push('COMMENT ' + quoteString(event.comment));
  return parts.join(' ') + ' DO ' + event.body;
}

function printStatus(status: NonNullable<ScheduledEvent['status']>, flavor: Flavor): string {
  if (status === 'enabled') return 'ENABLE';
  if (status === 'disabled') return 'DISABLE';
  // MySQL 8.4 dropped SLAVE; 8.0.22 brought REPLICA, which MariaDB does not read.
  return flavor.vendor === 'mysql' ? 'DISABLE ON REPLICA' : 'DISABLE ON SLAVE';
}

/** CREATE SEQUENCE (MariaDB), without a delimiter. */
export function printSequence(sequence: Sequence, flavor: Flavor, options: PrintObjectOptions = {}): string {
  const parts = [
    createWord(flavor, options, false) + 'SEQUENCE ' + quoteQualified(options.schema, sequence.name),
  ];
  if (sequence.start !== undefined) parts.push('START WITH ' + sequence.start);
  if (sequence.minimum !== undefined) parts.push('MINVALUE ' + sequence.minimum);
  if (sequence.maximum !== undefined) parts.push('MAXVALUE ' + sequence.maximum);
  if (sequence.increment !== undefined) parts.push('INCREMENT BY ' + sequence.increment);
  if (sequence.cache !== undefined)
    parts.push(sequence.cache === '0' ? 'NOCACHE' : 'CACHE ' + sequence.cache);
  if (sequence.cycle !== undefined) parts.push(sequence.cycle ? 'CYCLE' : 'NOCYCLE');
  if (sequence.engine !== undefined) parts.push('ENGINE=' + sequence.engine);
  if (sequence.comment !== undefined && sequence.comment !== '')
    parts.push('COMMENT=' + quoteString(sequence.comment));
  return parts.join(' ');
}
