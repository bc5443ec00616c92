import { resolve } from 'node:path';
import type { CommandContext } from '../command-context';
import { EXIT } from '../exit-code';
import { reportDetection } from '../report/detection-report';
import { requireFormat } from '../require-format';
import { writeResult } from '../write-result';

/** Says what a folder holds; with `write`, puts the tidemark.yaml there. */
export async function detect(context: CommandContext, dir: string, write: boolean): Promise<number> {
  const { call, options, terminal } = context;
  const format = requireFormat(options.format, ['text', 'json', 'markdown']);
  const path = resolve(terminal.cwd, dir);
  const detection = await call('workspace.detect', { path });
  if (write) {
    await call('workspace.open', { path });
    const view = await call('workspace.acceptConfig', { config: detection.config });
    context.note(`Wrote ${view.configPath ?? 'tidemark.yaml'}.`);
  }
  await writeResult(reportDetection(detection, format, context.style), terminal, options);
  const lost = detection.diagnostics.some((diagnostic) => diagnostic.severity === 'error');
  return detection.found.length === 0 || lost ? EXIT.found : EXIT.done;
}
