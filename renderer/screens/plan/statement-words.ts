import type { Change, Plan, Prediction, RiskClass, Statement } from '../../../shared/plan';
import type { PillTone } from '../../primitives/pill';

/** How much care a statement asks for, most first. */
export type Care = 'loses data' | 'held class' | 'rewrites' | 'locks' | 'safe';

/** Every degree of care, most first: the order in which a reviewer reads. */
export const CARES: readonly Care[] = ['loses data', 'held class', 'rewrites', 'locks', 'safe'];

/** What each class of risk is called. */
export const RISK_WORDS: Readonly<Record<RiskClass, string>> = {
  drop: 'drop',
  narrow: 'narrowing',
  convert: 'conversion',
  unique: 'new rule over old rows',
  rename: 'rename',
};

/** `INSTANT · no lock`: what the server is predicted to do; the algorithm by the server's own word, where it has one. */
export function wordsOfPrediction(prediction: Prediction): string {
  const algorithm =
    prediction.algorithm === 'metadata' ? 'definition only' : prediction.algorithm.toUpperCase();
  return `${algorithm} · ${LOCK_WORDS[prediction.lock]}`;
}

/** `no lock`, `short lock`, `blocks writes`: what others feel of a statement. */
export function wordsOfLock({ lock }: Prediction): string {
  return LOCK_WORDS[lock];
}

const LOCK_WORDS: Readonly<Record<Prediction['lock'], string>> = {
  none: 'no lock',
  shared: 'blocks writes',
  exclusive: 'short lock',
};

/** What the prediction means for whoever uses the table meanwhile, in a sentence. */
export function explainPrediction(prediction: Prediction): string {
  const work: Readonly<Record<Prediction['algorithm'], string>> = {
    metadata: 'Only the definition is written; no row is touched.',
    instant: 'Only the definition is changed, at once, however many rows there are.',
    inplace: prediction.rebuildsTable
      ? 'The server rebuilds the table beside the old one.'
      : 'The server changes the table in place, without copying its rows.',
    copy: 'The server copies every row into a new table.',
  };
  const wait: Readonly<Record<Prediction['lock'], string>> = {
    none: 'Others read and write meanwhile.',
    shared: 'Others can read meanwhile; writes wait.',
    exclusive: 'Others wait, for as long as it takes.',
  };
  return `${work[prediction.algorithm]} ${prediction.algorithm === 'metadata' ? 'Others wait for a moment.' : wait[prediction.lock]}`;
}

/** The colour that goes with a prediction. */
export function toneOfPrediction(prediction: Prediction): PillTone {
  if (prediction.algorithm === 'copy' || prediction.lock === 'shared') return 'warn';
  return prediction.algorithm === 'metadata' ? 'quiet' : 'good';
}

/** A statement with all that a person wants to know beside its text. */
export interface StatementRow {
  readonly statement: Statement;
  readonly care: Care;
  /** The changes that it carries. */
  readonly changes: readonly Change[];
  /** What may be lost, and when; one sentence for each held change. */
  readonly reasons: readonly string[];
  /** The statements of the rollback that take it back. */
  readonly reverse: readonly Statement[];
  /** True when taking it back cannot bring rows back. */
  readonly irreversible: boolean;
}

/** Puts each statement together with its changes, its risk and its reverse, in the order of the script. */
export function statementRows(plan: Plan): readonly StatementRow[] {
  const changes = new Map(plan.changes.map((change) => [change.id, change]));
  const lost = new Set(plan.irreversible);
  const back = new Map<string, Statement[]>();
  for (const statement of plan.rollback) {
    for (const id of statement.changes) {
      const known = back.get(id);
      if (known === undefined) back.set(id, [statement]);
      else known.push(statement);
    }
  }
  return plan.statements.map((statement) => {
    const own = statement.changes.flatMap((id) => changes.get(id) ?? []);
    const held = own.filter((change) => change.risk.kind === 'held');
    return {
      statement,
      care: careOf(statement, held),
      changes: own,
      reasons: held.map((change) =>
        change.risk.kind === 'held' ? `${change.sentence}: ${change.risk.reason}` : '',
      ),
      reverse: [...new Set(statement.changes.flatMap((id) => back.get(id) ?? []))].sort(
        (a, b) => a.number - b.number,
      ),
      irreversible: statement.changes.some((id) => lost.has(id)),
    };
  });
}

function careOf(statement: Statement, held: readonly Change[]): Care {
  if (statement.losesData || held.some(({ risk }) => risk.kind === 'held' && risk.losesData))
    return 'loses data';
  if (held.length > 0) return 'held class';
  if (statement.prediction.rebuildsTable || statement.prediction.algorithm === 'copy') return 'rewrites';
  if (statement.prediction.lock === 'shared') return 'locks';
  return 'safe';
}

/** Those that ask for most care first; the script's own order among equals. */
export function readingOrder(rows: readonly StatementRow[]): readonly StatementRow[] {
  return [...rows].sort(
    (a, b) => CARES.indexOf(a.care) - CARES.indexOf(b.care) || a.statement.number - b.statement.number,
  );
}

/** The pill for a degree of care: its word and its colour. */
export function pillOfCare(care: Care): { readonly word: string; readonly tone: PillTone } {
  switch (care) {
    case 'loses data':
      return { word: 'can lose data', tone: 'bad' };
    case 'held class':
      return { word: 'chosen on purpose', tone: 'warn' };
    case 'rewrites':
      return { word: 'rewrites the table', tone: 'warn' };
    case 'locks':
      return { word: 'blocks writes', tone: 'warn' };
    case 'safe':
      return { word: 'safe', tone: 'good' };
  }
}

/** `7f3a 91c2 … 0be4`: enough of a hash for people to compare. */
export function shortHash(hash: string): string {
  return hash.length < 16 ? hash : `${hash.slice(0, 4)} ${hash.slice(4, 8)} … ${hash.slice(-4)}`;
}
