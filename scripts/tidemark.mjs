/** `npm run -s tidemark -- <command>`: the command line from a checkout, built when stale. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuild } from './ensure-build.mjs';
import { ROOT } from './freshness.mjs';
import { ensurePackages } from './packages.mjs';

ensurePackages();
if (!(await ensureBuild())) process.exit(2);

const program = join(ROOT, 'dist', 'cli.js');
// npm runs scripts in the checkout's folder; paths on the command line are meant from where the user stands.
if (process.env['INIT_CWD'] !== undefined) process.chdir(process.env['INIT_CWD']);
process.argv[1] = program;
await import(pathToFileURL(program).href);
