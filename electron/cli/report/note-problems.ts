import { isSourceAddress } from '../../core/source/parse-source-address';
import type { CommandContext } from '../command-context';
import { readPages } from '../read-pages';
import { countOf } from '../text/count';
import { safeText } from '../text/safe-text';
import { describeDiagnostics } from './diagnostics-text';

/**
 * Says on stderr which of the compared sources could not be read completely: what was not read is unknown and no
 * drift, so that without a word a missing grant or a statement that was not understood would go unseen.
 */
export async function noteProblems(context: CommandContext, sources: readonly string[]): Promise<void> {
  if (context.options.quiet) return;
  const counts = new Map<string, number>();
  const diagnostics = await readPages((page) => context.call('source.diagnostics', { sources, ...page }));
  for (const { source, diagnostic } of diagnostics) {
    if (diagnostic.severity !== 'info') counts.set(source, (counts.get(source) ?? 0) + 1);
  }
  for (const [source, count] of counts) {
    const name = safeText(source);
    context.note(`${countOf(count, 'problem')} in reading ${name}: tidemark sources ${name}`);
  }
}

/**
 * Says on stderr of which compared sources nothing could be read; true when there is one. Such a source has errors and
 * not one object, so that nobody can tell whether it agrees, whatever the comparison says.
 */
export async function noteUnread(
  context: CommandContext,
  compared: readonly { readonly id: string; readonly tables: number }[],
): Promise<boolean> {
  let unread = false;
  for (const { id, tables } of compared) {
    if (tables > 0) continue;
    const { sources } = await context.call('source.read', { sources: [id] });
    for (const { counts, diagnostics } of sources) {
      if (counts === undefined || diagnostics.errors === 0) continue;
      const { views, triggers, routines, events, sequences } = counts;
      if (views + triggers + routines + events + sequences > 0) continue;
      unread = true;
      context.note(`Nothing of ${safeText(id)} could be read.`);
    }
  }
  return unread;
}

/**
 * Says on stderr what is wrong in tidemark.yaml, where a source of it is asked for; true when something in it could
 * not be understood. A source that its config loses would else go unseen.
 */
export async function noteConfigProblems(
  context: CommandContext,
  names: readonly string[],
): Promise<boolean> {
  // Sources that are named by their addresses need no workspace; none is opened for them.
  if (names.length > 0 && names.every(isSourceAddress)) return false;
  const { configPath, diagnostics } = await context.call('workspace.open', {});
  if (configPath === undefined) return false;
  const told = diagnostics.filter(({ severity }) => severity !== 'info');
  for (const line of describeDiagnostics(told, context.style)) context.note(line.trimStart());
  return told.some(({ severity }) => severity === 'error');
}
