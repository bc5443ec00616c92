import { PassThrough, Readable } from 'node:stream';
import { runCli } from '../../electron/cli/run-cli';

/** What a command line left behind. */
export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a command line is run. */
export interface CliSurroundings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** True makes both outputs terminals of 100 columns. */
  readonly terminal?: boolean;
  readonly signal?: AbortSignal;
}

/** Runs the command line in this process, with outputs of its own. */
export async function runInTerminal(args: readonly string[], around: CliSurroundings = {}): Promise<CliRun> {
  const stdout = capture(around.terminal === true);
  const stderr = capture(around.terminal === true);
  const code = await runCli(args, {
    stdout: stdout.stream,
    stderr: stderr.stream,
    stdin: Readable.from([]),
    env: { ...around.env },
    platform: 'linux',
    cwd: around.cwd ?? process.cwd(),
    signal: around.signal ?? new AbortController().signal,
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function capture(isTTY: boolean) {
  const chunks: Buffer[] = [];
  const stream = Object.assign(new PassThrough(), isTTY ? { isTTY: true, columns: 100 } : {});
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return { stream, text: () => Buffer.concat(chunks).toString() };
}
