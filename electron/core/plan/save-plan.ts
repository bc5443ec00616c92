import { join } from 'node:path';
import { printScript } from '../../../shared/plan';
import { writeFileAtomic } from '../files/write-file-atomic';
import type { FileChange } from '../files/write-file-atomic';
import { writePlanFile } from './plan-file';
import type { PlannedMigration } from './plan-file';
import { printSummary } from './print-summary';
import type { SummaryContext } from './print-summary';

/** The files of a plan, by what they are for. */
export interface PlanPaths {
  readonly forward: string;
  readonly rollback: string;
  readonly plan: string;
  readonly summary: string;
}

/** `{name}_{version}.sql` and its kin; characters that a file system may not take become `_`. */
export function planPaths(folder: string, name: string, version: string): PlanPaths {
  const stem = fileStem(version === '' ? name : `${name}_${version.replaceAll('.', '_')}`);
  return {
    forward: join(folder, `${stem}.sql`),
    rollback: join(folder, `${stem}_rollback.sql`),
    plan: join(folder, `${stem}.plan.json`),
    summary: join(folder, `${stem}_SUMMARY.md`),
  };
}

function fileStem(name: string): string {
  // Letters of any script stay; separators, quotes, controls and a leading dot do not.
  const stem = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '_')
    .replace(/^[.-]+/, '_')
    .slice(0, 100);
  return stem === '' ? 'migration' : stem;
}

/** Writes the script, its rollback, the plan and the summary; each whole or not at all. */
export async function savePlan(
  folder: string,
  migration: PlannedMigration,
  context: Omit<SummaryContext, 'files'>,
): Promise<{
  readonly paths: PlanPaths;
  readonly written: readonly { readonly path: string; readonly change: FileChange }[];
}> {
  const { plan } = migration;
  const paths = planPaths(folder, plan.name, plan.planVersion);
  const header = sqlFrontMatter(context.frontMatter);
  const name = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
  const written = [];
  // The plan comes last: whoever finds it finds the others too.
  for (const [path, content] of [
    [paths.forward, header + printScript(plan, 'forward')],
    [paths.rollback, header + printScript(plan, 'rollback')],
    [
      paths.summary,
      printSummary(migration, {
        ...context,
        files: { forward: name(paths.forward), rollback: name(paths.rollback) },
      }),
    ],
  ] as const)
    written.push({ path, change: await writeFileAtomic(path, content) });
  written.push({ path: paths.plan, change: await writePlanFile(paths.plan, migration) });
  return { paths, written };
}

/** The workspace's header as SQL comments: `-- ---` around its lines. */
function sqlFrontMatter(lines: readonly string[] | undefined): string {
  if (lines === undefined) return '';
  return `${['-- ---', ...lines.map((line) => `-- ${line}`), '-- ---'].join('\n')}\n`;
}
