/** `npm run package [-- --linux]`: builds, then makes the desktop packages in release/. Downloads Electron if needed. */
import { spawnSync } from 'node:child_process';
import { ensureBuild } from './ensure-build.mjs';
import { ROOT } from './freshness.mjs';
import { ensurePackages } from './packages.mjs';
import { packageProgram } from './test-step.mjs';

ensurePackages();
if (!(await ensureBuild())) process.exit(2);
const args = [packageProgram('electron-builder'), '--publish', 'never', ...process.argv.slice(2)];
process.exitCode = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
