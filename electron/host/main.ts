import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { serveWorkspace, untilTold } from './serve-workspace';

/** The local host as a program: `host.js [DIR] [--port N] [--no-open] [--read-only]`. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '0' },
      'no-open': { type: 'boolean', default: false },
      'read-only': { type: 'boolean', default: false },
    },
  });
  const host = await serveWorkspace({
    directory: resolve(positionals[0] ?? '.'),
    port: Number(values.port),
    open: !values['no-open'],
    readOnly: values['read-only'],
    say: (line) => {
      process.stdout.write(`${line}\n`);
    },
  });
  await untilTold();
  await host.stop();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
