import { isHeldBack } from '../../../shared/plan';
import type { Change, Plan, Statement } from '../../../shared/plan';
import type { SchemaModel, Table } from '../../../shared/model';
import { formatOrigin } from '../../../shared/model';
import type { FederationConfig } from '../../../shared/workspace';
import { isDestructive } from '../../../shared/review';
import type { PlannedMigration } from './plan-file';

/** What a summary is made of beside the plan. */
export interface SummaryContext {
  /** YYYYMMDD. */
  readonly date: string;
  readonly federation?: FederationConfig | undefined;
  readonly files: { readonly forward: string; readonly rollback: string };
  /** YAML lines to stand between the dashes at the top; left out where the workspace has no such convention. */
  readonly frontMatter?: readonly string[] | undefined;
  /** Tables of schemas that the plan does not touch, so that the budget counts the whole federation. */
  readonly otherTables?: readonly { readonly schema: string; readonly tables: number }[];
}

/** The summary document of a plan, in Markdown, from measured numbers only. */
export function printSummary(migration: PlannedMigration, context: SummaryContext): string {
  const { plan } = migration;
  const lines: string[] = [];
  if (context.frontMatter !== undefined) lines.push('---', ...context.frontMatter, '---', '');
  lines.push(
    `# ${text(plan.name)}${plan.planVersion === '' ? '' : `, version ${text(plan.planVersion)}`}: summary`,
    '',
    `**Date:** ${isoDate(context.date)}`,
    ...(plan.planVersion === '' ? [] : [`**Version:** ${text(plan.planVersion)}`]),
    `**Migration file:** ${code(context.files.forward)}`,
    `**Rollback file:** ${code(context.files.rollback)}`,
    `**Makes:** ${text(plan.target.source)} follow ${text(plan.follow.source)}`,
    `**Printed for:** ${plan.flavor}`,
    `**Plan:** ${code(plan.hash)}`,
    `**Base:** ${code(plan.target.fingerprint)}`,
    '',
  );
  lines.push(...printCounts(migration, context));
  lines.push(...printChanges(plan));
  lines.push(...printHeld(migration));
  lines.push(...printStatements(plan));
  lines.push(...printCompliance(migration));
  lines.push(...printProof(migration));
  return `${lines.join('\n').trimEnd()}\n`;
}

function printCounts(migration: PlannedMigration, context: SummaryContext): readonly string[] {
  const before = countTables(migration.before);
  const after = countTables(migration.after);
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  if (names.length === 0) return [];
  const limits = new Map(context.federation?.schemas.map((schema) => [schema.name, schema]));
  const others = context.otherTables ?? [];
  const rows = [
    ...names.map((name) => row(name, before.get(name) ?? 0, after.get(name) ?? 0, limits.get(name)?.limit)),
    ...others.map(({ schema, tables }) => row(schema, tables, tables, limits.get(schema)?.limit)),
  ];
  const untouched = others.reduce((sum, { tables }) => sum + tables, 0);
  const total = (counts: ReadonlyMap<string, number>): number =>
    [...counts.values()].reduce((sum, count) => sum + count, untouched);
  const budget = context.federation?.budget;
  const over = budget !== undefined && total(after) > budget;
  return [
    '## Tables, before and after',
    '',
    '| schema | before | after | limit | headroom |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...rows,
    `| **all** | **${String(total(before))}** | **${String(total(after))}** | ${budget === undefined ? '' : `**${String(budget)}**`} | ${budget === undefined ? '' : `**${String(budget - total(after))}**`} |`,
    '',
    ...(budget === undefined
      ? []
      : [
          over
            ? `The table budget of ${String(budget)} is exceeded by ${String(total(after) - budget)}.`
            : `Within the table budget: ${String(total(after))} of ${String(budget)}, headroom ${String(budget - total(after))}.`,
          '',
        ]),
  ];
}

function row(name: string, before: number, after: number, limit: number | undefined): string {
  const headroom = limit === undefined ? '' : String(limit - after);
  return `| ${code(name)} | ${String(before)} | ${String(after)} | ${limit === undefined ? '' : String(limit)} | ${headroom} |`;
}

function countTables(model: SchemaModel | undefined): ReadonlyMap<string, number> {
  return new Map(model?.schemas.map((schema) => [schema.name, schema.tables.length]));
}

function printChanges(plan: Plan): readonly string[] {
  const chosen = plan.changes.filter((change) => change.chosen);
  if (chosen.length === 0) return ['## What changes', '', 'Nothing.', ''];
  const lines = ['## What changes', ''];
  const created = chosen.filter((change) => change.part === 'object' && change.kind === 'create');
  if (created.length > 0) {
    lines.push(
      `Added, because ${text(plan.follow.source)} states it and ${text(plan.target.source)} does not:`,
      '',
    );
    for (const [place, change] of created.entries())
      lines.push(
        `${String(place + 1)}. ${change.object} ${code(`${change.schema}.${change.name}`)}${printCause(change)}`,
      );
    lines.push('');
  }
  const rest = chosen.filter((change) => !created.includes(change));
  if (rest.length > 0) {
    lines.push('Changed:', '');
    for (const change of rest)
      lines.push(
        `- ${code(`${change.schema}.${change.name}`)}: ${text(change.sentence)}${printCause(change)}`,
      );
    lines.push('');
  }
  return lines;
}

function printCause(change: Change): string {
  const file = change.cause.find((origin) => origin.kind === 'file');
  return file === undefined ? '' : ` (${code(formatOrigin(file))})`;
}

function printHeld({ plan, probes }: PlannedMigration): readonly string[] {
  const held = plan.changes.filter(isHeldBack);
  const refused = plan.refusals;
  const ignored = plan.changes.filter((change) => !change.chosen && change.ignored !== undefined);
  const lines: string[] = [];
  const found = new Map(probes.map((probe) => [probe.change, probe.sentence]));
  if (held.length > 0) {
    lines.push('## Not part of this migration', '', 'Held back until somebody asks for it:', '');
    for (const change of held) {
      const reason = change.risk.kind === 'held' ? change.risk.reason : '';
      const rows = found.get(change.id);
      lines.push(
        `- ${code(`${change.schema}.${change.name}`)}: ${text(change.sentence)}. ${text(reason)}${rows === undefined ? '' : `; ${text(rows)}`}.`,
      );
    }
    lines.push('');
  }
  if (ignored.length > 0) {
    lines.push('## Differences that stay as they are', '');
    for (const { schema, name, sentence, ignored: reason = '' } of ignored)
      lines.push(`- ${code(`${schema}.${name}`)}: ${text(sentence)}. Ignored: ${text(reason)}`);
    lines.push('');
  }
  if (refused.length > 0) {
    lines.push('## What the server cannot do', '');
    for (const { change, reason, alternative } of refused)
      lines.push(`- ${code(change)}: ${text(reason)} ${text(alternative)}`);
    lines.push('');
  }
  return lines;
}

function printStatements(plan: Plan): readonly string[] {
  const line = (statement: Statement): string =>
    `| ${String(statement.number)} | ${code(`${statement.schema}.${statement.object}`)} | ${text(statement.title)} | ${statement.prediction.algorithm.toUpperCase()} | ${statement.prediction.lock === 'none' ? 'none' : statement.prediction.lock === 'shared' ? 'writers wait' : 'brief exclusive'} | ${statement.losesData ? 'yes' : 'no'} |`;
  if (plan.statements.length === 0) return [];
  return [
    `## Statements (${String(plan.statements.length)} forward, ${String(plan.rollback.length)} back)`,
    '',
    '| # | table | what | algorithm | lock | can lose data |',
    '| ---: | --- | --- | --- | --- | --- |',
    ...plan.statements.map(line),
    '',
  ];
}

function printCompliance(migration: PlannedMigration): readonly string[] {
  const { plan, after } = migration;
  const tables =
    after?.schemas.flatMap((schema) => schema.tables.map((table) => ({ schema: schema.name, table }))) ?? [];
  const touched = new Set(
    plan.changes
      .filter((change) => change.chosen)
      .map((change) => `${change.schema}\0${change.newName ?? change.name}`),
  );
  const mine = tables
    .filter(({ schema, table }) => touched.has(`${schema}\0${table.name}`))
    .map(({ table }) => table);
  const created = plan.changes.filter(
    (change) => change.chosen && change.kind === 'create' && change.part === 'object',
  );
  const names = (kind: string): number => created.filter((change) => change.object === kind).length;
  const check = (holds: boolean, title: string, detail: string): string =>
    `- ${holds ? '✅' : '❌'} **${title}**: ${detail}`;
  const keys = mine.filter((table) => table.foreignKeys.length > 0);
  const softless = mine.filter(
    (table) => !hasColumn(table, 'is_deleted') || !hasColumn(table, 'deleted_ymdhis'),
  );
  const programs = names('trigger') + names('procedure') + names('function');
  return [
    '## Compliance',
    '',
    `Measured on the ${String(mine.length)} tables that this migration touches.`,
    '',
    check(keys.length === 0, 'Foreign keys', keys.length === 0 ? 'none.' : `on ${list(keys)}.`),
    check(
      programs === 0,
      'Triggers and stored procedures',
      programs === 0 ? 'none are added.' : `${String(programs)} are added.`,
    ),
    check(
      softless.length === 0,
      'Soft deletes',
      softless.length === 0
        ? 'every table has is_deleted and deleted_ymdhis.'
        : `${list(softless)} ${softless.length === 1 ? 'has' : 'have'} no is_deleted or no deleted_ymdhis.`,
    ),
    check(
      plan.rollback.length > 0 || plan.statements.length === 0,
      'Rollback',
      plan.irreversible.length === 0
        ? 'every statement has its reverse.'
        : `the structure comes back; rows do not for ${String(plan.irreversible.length)} changes.`,
    ),
    check(true, 'Safe to run again', 'each step looks at the database before it acts.'),
    check(
      !isDestructive(plan),
      'Data',
      isDestructive(plan) ? 'this migration can lose data.' : 'no row and no value is lost.',
    ),
    '',
  ];
}

function printProof({ proof }: PlannedMigration): readonly string[] {
  if (proof === undefined) return ['## Status', '', '⏳ **Not rehearsed yet.**'];
  return [
    '## Status',
    '',
    `${proof.passed ? '✅ **Rehearsed**' : '❌ **The rehearsal failed**'} on ${proof.flavor} (${text(proof.where)}).`,
    '',
    ...proof.steps.map((step) => `- ${step.passed ? '✅' : '❌'} ${step.step}: ${text(step.message)}`),
  ];
}

function hasColumn(table: Table, name: string): boolean {
  return table.columns.some((column) => column.name === name);
}

function list(tables: readonly Table[]): string {
  const names = tables.slice(0, 8).map((table) => code(table.name));
  return names.join(', ') + (tables.length > 8 ? ` and ${String(tables.length - 8)} more` : '');
}

function isoDate(date: string): string {
  return /^\d{8}$/.test(date) ? `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}` : date;
}

/** Markdown that shows the text as it is, on one line. */
function text(value: string): string {
  return (
    value
      // eslint-disable-next-line no-control-regex -- control characters are what is taken out
      .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ')
      .replace(/[\\`*_{}[\]<>#|~]/g, (character) =>
        character === '<' ? '&lt;' : character === '>' ? '&gt;' : `\\${character}`,
      )
  );
}

function code(value: string): string {
  const safe = value
    // eslint-disable-next-line no-control-regex -- as above
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .replaceAll('|', '\\|');
  const longest = Math.max(0, ...(safe.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = safe.startsWith('`') || safe.endsWith('`') ? ' ' : '';
  return fence + pad + safe + pad + fence;
}
