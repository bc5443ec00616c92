import { EXIT } from './exit-code';
import { runCli } from './run-cli';

const controller = new AbortController();
// The first Ctrl-C cancels and cleans up; who presses again wants out at once.
process.on('SIGINT', () => {
  if (controller.signal.aborted) process.exit(EXIT.interrupted);
  controller.abort();
});
process.on('SIGTERM', () => {
  controller.abort();
});
// The reader of a pipe may leave early (`tidemark drift | head`): nothing went wrong here.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? EXIT.done);
    throw error;
  });
}

void runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: process.stdin,
  env: process.env,
  platform: process.platform,
  cwd: process.cwd(),
  signal: controller.signal,
}).then((code) => {
  process.exitCode = code;
});
