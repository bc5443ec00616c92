import { basename } from 'node:path';
import type { Diagnostic, Flavor, SchemaModel } from '../../../shared/model';
import { formatFlavor } from '../../../shared/model';
import type { Plan, PlanBase, Prediction, Statement } from '../../../shared/plan';
import { readSql } from '../../../shared/sql';
import { ScriptScanner } from '../../../shared/sql/script-scanner';
import type { ScriptStatement } from '../../../shared/sql/script-scanner';
import { sealPlan } from '../plan/hash-plan';
import type { PlannedMigration } from '../plan/plan-file';
import { losesParts, mayLoseData } from './find-losses';
import type { LossContext } from './find-losses';
import { judgeStatement } from './judge-statement';
import type { Judgement } from './judge-statement';

/** A hand-written migration, with what it is to be run on. */
export interface HandwrittenInput {
  /** As it is shown. */
  readonly path: string;
  readonly text: string;
  /** The file that takes it back, where there is one. */
  readonly rollback?: { readonly path: string; readonly text: string } | undefined;
  readonly name: string;
  readonly planVersion: string;
  readonly author: string;
  readonly flavor: Flavor;
  readonly target: PlanBase;
  readonly fingerprint: string;
  readonly before: SchemaModel;
}

/** A hand-written migration as a plan, with each statement judged. */
export interface HandwrittenMigration {
  readonly migration: PlannedMigration;
  readonly judgements: readonly (Judgement & { readonly number: number; readonly line: number })[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Makes a plan of a hand-written migration: its statements as they are, judged for being safe to run again, and the
 * state that they lead to, found by executing them on the target's model.
 */
export function makeHandwritten(input: HandwrittenInput): HandwrittenMigration {
  const { before, flavor } = input;
  const first = before.schemas[0]?.name ?? '';
  const reading = readSql(input.text, { path: input.path, flavor, defaultSchema: first, base: before });
  const understood = reading.statements.every((statement) => statement.understood);
  const after = understood ? reading.value : undefined;
  const losses: LossContext = {
    flavor,
    bodyOf: findBodies(input.text, before, flavor),
    losesParts: losesParts(before, after),
  };
  const forward = readStatements(input.text, flavor, first, losses);
  const back =
    input.rollback === undefined
      ? []
      : readStatements(input.rollback.text, flavor, first, {
          flavor,
          bodyOf: findBodies(input.rollback.text, before, flavor),
          losesParts: after === undefined || losesParts(after, before),
        });
  const judgements = forward.map(({ source, statement, line }) => ({
    ...judgeStatement(source, statement.sql, flavor),
    number: statement.number,
    line,
  }));
  const plan: Plan = sealPlan({
    version: 1,
    name: input.name,
    planVersion: input.planVersion,
    flavor: formatFlavor(flavor),
    style: 'guarded',
    target: input.target,
    follow: { source: input.path, kind: 'migrations', fingerprint: input.fingerprint },
    changes: [],
    statements: forward.map(({ statement }) => statement),
    rollback: back.map(({ statement }) => statement),
    irreversible: [],
    refusals: [],
    hash: '',
  });
  const dependsOn = readDependencies(input.text);
  return {
    migration: {
      plan,
      author: input.author,
      probes: [],
      before,
      // Where a statement was not understood, nobody can say what it leads to: the rehearsal will show it.
      ...(after === undefined ? {} : { after }),
      handwritten: {
        file: input.path,
        once: judgements.filter(({ verdict }) => verdict !== 'idempotent').map(({ number }) => number),
      },
      ...(dependsOn.length === 0 ? {} : { dependsOn }),
    },
    judgements,
    diagnostics: reading.diagnostics,
  };
}

interface ReadStatement {
  readonly source: ScriptStatement;
  readonly statement: Statement;
  readonly line: number;
}

const COPY: Prediction = { algorithm: 'copy', lock: 'shared', rebuildsTable: true };
const METADATA: Prediction = { algorithm: 'metadata', lock: 'exclusive', rebuildsTable: false };

function readStatements(
  text: string,
  flavor: Flavor,
  first: string,
  losses: LossContext,
): readonly ReadStatement[] {
  const scanner = new ScriptScanner(text, { flavor });
  const found: ReadStatement[] = [];
  let schema = first;
  let line = 1;
  let counted = 0;
  for (let source = scanner.next(); source !== undefined; source = scanner.next()) {
    if (source.kind === 'client' || source.kind === 'stray') continue;
    const sql = text.slice(source.start, source.end).trim();
    if (sql === '') continue;
    for (; counted < source.start; counted += 1) if (text.charCodeAt(counted) === 10) line += 1;
    const [head, next] = source.tokens;
    if (head?.upper === 'USE' && next !== undefined) {
      schema = next.text;
      continue;
    }
    found.push({
      source,
      line,
      statement: {
        number: found.length + 1,
        schema,
        object: objectOf(source),
        title: title(sql),
        changes: [],
        sql,
        steps: [sql],
        // What is not generated is not predicted: the worst is said.
        prediction: mayCopy(source) ? COPY : METADATA,
        losesData: mayLoseData(source.tokens, losses),
        otherSchemas: [],
      },
    });
  }
  return found;
}

function title(sql: string): string {
  const line = sql.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

/** The name behind TABLE, INTO, FROM or UPDATE, for people; '' where there is none. */
function objectOf({ tokens }: ScriptStatement): string {
  const words = new Set([
    'TABLE',
    'INTO',
    'FROM',
    'UPDATE',
    'VIEW',
    'TRIGGER',
    'PROCEDURE',
    'FUNCTION',
    'EVENT',
  ]);
  let at = tokens.findIndex((token) => words.has(token.upper)) + 1;
  if (at === 0) return '';
  while (['IF', 'NOT', 'EXISTS', 'IGNORE'].includes(tokens[at]?.upper ?? '')) at += 1;
  if (tokens[at + 1]?.text === '.') at += 2;
  const token = tokens[at];
  return token !== undefined && (token.kind === 'word' || token.kind === 'quoted') ? token.text : '';
}

/** Statements that may change a table's rows or keys, and those of which nobody can say what they run. */
const MAY_COPY: ReadonlySet<string> = new Set(['ALTER', 'EXECUTE', 'CALL', 'OPTIMIZE', 'REPAIR', 'BEGIN']);

function mayCopy({ tokens }: ScriptStatement): boolean {
  const first = tokens[0]?.upper ?? '';
  const isOfIndex = tokens.slice(1, 5).some(({ upper }) => upper === 'INDEX');
  return MAY_COPY.has(first) || ((first === 'CREATE' || first === 'DROP') && isOfIndex);
}

/** The bodies of procedures, by name: the migration's own, and those that the target has. */
function findBodies(text: string, before: SchemaModel, flavor: Flavor): (name: string) => string | undefined {
  const bodies = new Map<string, string>();
  const keep = ({ schemas }: SchemaModel): void => {
    for (const routine of schemas.flatMap(({ routines }) => routines))
      if (routine.kind === 'procedure') bodies.set(routine.name.toLowerCase(), routine.body);
  };
  keep(before);
  const scanner = new ScriptScanner(text, { flavor });
  for (let source = scanner.next(); source !== undefined; source = scanner.next()) {
    if (source.tokens[0]?.upper !== 'CREATE') continue;
    if (!source.tokens.slice(0, 12).some(({ upper }) => upper === 'PROCEDURE')) continue;
    // Alone: the migration may drop it again.
    keep(readSql(text.slice(source.start, source.end), { path: '', flavor }).value);
  }
  return (name) => bodies.get(name);
}

/** `-- depends-on: a, b`, `-- prerequisite: a`, `-- run after: a`. */
function readDependencies(text: string): readonly string[] {
  const names: string[] = [];
  for (const line of text.slice(0, 20_000).split('\n')) {
    const match = /^\s*(?:--|#)\s*(?:depends-on|prerequisites?|run after)\s*:\s*(.+)$/i.exec(line);
    if (match === null) continue;
    for (const name of (match[1] ?? '').split(',')) {
      const clean = basename(name.trim()).replace(/\.sql$/i, '');
      if (clean !== '') names.push(clean);
    }
  }
  return names;
}
