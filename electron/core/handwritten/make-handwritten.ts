import { basename } from 'node:path';
import type { Diagnostic, Flavor, SchemaModel } from '../../../shared/model';
import { formatFlavor } from '../../../shared/model';
import type { Plan, PlanBase, Prediction, Statement } from '../../../shared/plan';
import { readSql } from '../../../shared/sql';
import { ScriptScanner } from '../../../shared/sql/script-scanner';
import type { ScriptStatement } from '../../../shared/sql/script-scanner';
import { sealPlan } from '../plan/hash-plan';
import type { PlannedMigration } from '../plan/plan-file';
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
  const forward = readStatements(input.text, flavor, first);
  const back = input.rollback === undefined ? [] : readStatements(input.rollback.text, flavor, first);
  const reading = readSql(input.text, { path: input.path, flavor, defaultSchema: first, base: before });
  const understood = reading.statements.every((statement) => statement.understood);
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
      ...(understood ? { after: reading.value } : {}),
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

function readStatements(text: string, flavor: Flavor, first: string): readonly ReadStatement[] {
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
    const kind = head?.upper ?? '';
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
        prediction: kind === 'ALTER' ? COPY : METADATA,
        losesData: losesData(source),
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

function losesData({ tokens }: ScriptStatement): boolean {
  const words = tokens.map((token) => token.upper);
  const [first = '', second = ''] = words;
  if (first === 'TRUNCATE' || first === 'DELETE' || first === 'UPDATE' || first === 'REPLACE') return true;
  if (first === 'DROP')
    return second === 'TABLE' || second === 'DATABASE' || second === 'SCHEMA' || words.includes('TABLE');
  if (first !== 'ALTER') return false;
  return words.some(
    (word, at) =>
      word === 'MODIFY' ||
      word === 'CHANGE' ||
      (word === 'DROP' &&
        !['INDEX', 'KEY', 'CHECK', 'CONSTRAINT', 'FOREIGN', 'DEFAULT', 'PRIMARY'].includes(
          words[at + 1] ?? '',
        )),
  );
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
