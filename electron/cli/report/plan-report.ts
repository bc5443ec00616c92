import type { OutputOf } from '../../../shared/api';
import { isHeldBack } from '../../../shared/plan/change';
import { setColumns } from '../text/columns';
import { countOf } from '../text/count';
import { markdownCode, markdownTable, markdownText } from '../text/markdown';
import { safeText } from '../text/safe-text';
import type { Style } from '../text/style';

type Saved = OutputOf<'plan.save'>;

/** A plan for a person: what it does, what it leaves out and why, and where it was saved. */
export function describePlan(saved: Saved, style: Style, format: 'text' | 'markdown'): string {
  if (format === 'markdown') return markdownPlan(saved);
  const { plan } = saved;
  const held = plan.changes.filter(isHeldBack);
  const lines = [headline(saved), ''];
  const rows = plan.statements.map((statement) => [
    `  ${String(statement.number)}`,
    safeText(`${statement.schema}.${statement.object}`),
    safeText(statement.title),
    `${statement.prediction.algorithm}${statement.losesData ? ', may lose data' : ''}`,
  ]);
  if (rows.length > 0) lines.push(...setColumns(rows), '');
  for (const judgement of saved.judgements.filter(({ verdict }) => verdict !== 'idempotent'))
    lines.push(
      `  line ${String(judgement.line)}: ${judgement.verdict === 'unknown' ? 'nobody can tell whether it may run twice' : 'not safe to run again'}. ${safeText(judgement.reason)}`,
      ...(judgement.guard === undefined ? [] : [style.dim(`    ${safeText(judgement.guard.slice(0, 300))}`)]),
    );
  if (held.length > 0) {
    lines.push('Held back until you ask for it (--allow):');
    const probes = new Map(saved.probes.map((probe) => [probe.change, probe.sentence]));
    for (const change of held) {
      const risk = change.risk.kind === 'held' ? change.risk : undefined;
      const rowsFound = probes.get(change.id);
      lines.push(
        `  ${style.tint('different', risk?.class ?? '')}  ${safeText(`${change.schema}.${change.name}`)}: ${safeText(change.sentence)}${rowsFound === undefined ? '' : style.dim(`  ${safeText(rowsFound)}`)}`,
      );
    }
    lines.push('');
  }
  if (plan.refusals.length > 0) {
    lines.push('Refused:');
    for (const { change, reason, alternative } of plan.refusals)
      lines.push(`  ${safeText(change)}: ${safeText(reason)}; ${safeText(alternative)}`);
    lines.push('');
  }
  if (saved.renameCandidates.length > 0) {
    lines.push('These may be renames (--rename):');
    for (const { table, from, to, evidence } of saved.renameCandidates.slice(0, 20)) {
      const old = table === undefined ? from : `${table}.${from}`;
      lines.push(`  ${safeText(old)}=${safeText(to)}  ${style.dim(safeText(evidence.join('; ')))}`);
    }
    lines.push('');
  }
  for (const note of saved.notes) lines.push(safeText(note));
  for (const { path, change } of saved.written)
    lines.push(`${change === 'unchanged' ? 'Unchanged' : 'Wrote'} ${safeText(path)}`);
  lines.push('', style.dim(`Plan ${plan.hash}`), `Next: tidemark rehearse ${safeText(saved.path)}`);
  return lines.join('\n');
}

function headline({ plan, judgements }: Saved): string {
  const what = `${safeText(plan.target.source)} ${judgements.length > 0 ? 'takes' : 'follows'} ${safeText(plan.follow.source)}`;
  if (plan.statements.length === 0) return `Nothing to do: ${what} already.`;
  const chosen = plan.changes.filter((change) => change.chosen).length;
  return `${what}: ${judgements.length > 0 ? '' : `${countOf(chosen, 'change')} in `}${countOf(plan.statements.length, 'statement')}, printed for ${plan.flavor}.`;
}

function markdownPlan(saved: Saved): string {
  const { plan } = saved;
  return [
    `# ${markdownText(plan.name)}`,
    '',
    headline(saved),
    '',
    markdownTable(
      ['#', 'object', 'what', 'algorithm', 'can lose data'],
      plan.statements.map((statement) => [
        String(statement.number),
        `${statement.schema}.${statement.object}`,
        statement.title,
        statement.prediction.algorithm,
        statement.losesData ? 'yes' : 'no',
      ]),
    ),
    '',
    `Plan ${markdownCode(plan.hash)}`,
  ].join('\n');
}
