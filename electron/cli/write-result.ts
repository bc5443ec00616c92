import { resolve } from 'node:path';
import type { Writable } from 'node:stream';
import type { GlobalOptions } from './options';
import type { Terminal } from './terminal';

/** Puts a result on stdout, or in the file that --output names; it always ends with a line break. */
export async function writeResult(text: string, terminal: Terminal, options: GlobalOptions): Promise<void> {
  const whole = text.endsWith('\n') ? text : `${text}\n`;
  if (options.output === undefined || options.output === '-') {
    await writeAll(terminal.stdout, whole);
    return;
  }
  const { writeFileAtomic } = await import('../core/files/write-file-atomic');
  await writeFileAtomic(resolve(terminal.cwd, options.output), whole);
}

/** Resolves when the stream took the text, or when its reader has gone (`tidemark drift | head`). */
function writeAll(stream: Writable, text: string): Promise<void> {
  return new Promise((done, fail) => {
    stream.write(text, (error) => {
      if (error && (error as NodeJS.ErrnoException).code !== 'EPIPE') fail(error);
      else done();
    });
  });
}
