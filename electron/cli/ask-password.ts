import type { ProgressLine } from './progress-line';
import type { Terminal } from './terminal';
import { safeText } from './text/safe-text';

/**
 * Asks for a password on the terminal, without showing it. Resolves to undefined when there is no terminal to
 * ask on, or when the person ends the input.
 */
export async function askPassword(
  terminal: Terminal,
  progress: ProgressLine,
  question: string,
): Promise<string | undefined> {
  const { stdin, stderr } = terminal;
  if (stdin.isTTY !== true || stderr.isTTY !== true || !('setRawMode' in stdin)) return undefined;
  const input = stdin as typeof process.stdin;
  progress.clear();
  stderr.write(`${safeText(question)} `);
  input.setRawMode(true);
  input.setEncoding('utf8');
  input.resume();
  try {
    return await readSecret(input, terminal.signal);
  } finally {
    input.setRawMode(false);
    input.pause();
    stderr.write('\n');
  }
}

function readSecret(input: typeof process.stdin, signal: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve) => {
    let secret = '';
    const end = (answer: string | undefined): void => {
      input.off('data', read);
      signal.removeEventListener('abort', cancel);
      resolve(answer);
    };
    const cancel = (): void => {
      end(undefined);
    };
    const read = (chunk: string): void => {
      for (const key of chunk) {
        if (key === '\r' || key === '\n') {
          end(secret);
          return;
        }
        // In raw mode the terminal makes no signal of Ctrl-C; Ctrl-D ends the input.
        if (key === '\u0003' || key === '\u0004') {
          end(undefined);
          if (key === '\u0003') process.kill(process.pid, 'SIGINT');
          return;
        }
        if (key === '\u007f' || key === '\b') secret = secret.slice(0, -1);
        else secret += key;
      }
    };
    input.on('data', read);
    signal.addEventListener('abort', cancel);
  });
}
