/**
 * Programs that the tests need and npm cannot bring: a database server and a browser. As root on Debian they are
 * installed; elsewhere the reader is told what to install. Plain Node, no packages.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findProgram, findServerPrograms } from './database-server.mjs';

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const MAC_BROWSERS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** A Chromium or Chrome on this machine, `TIDEMARK_CHROMIUM` first; undefined when there is none. */
export function findChromium() {
  const named = process.env['TIDEMARK_CHROMIUM'];
  if (named !== undefined && named !== '') return existsSync(named) ? named : undefined;
  for (const name of BROWSERS) {
    const path = findProgram(name);
    if (path !== undefined) return path;
  }
  return MAC_BROWSERS.find((path) => existsSync(path));
}

/** True when a MariaDB or MySQL can be started here, or one is named by the environment. */
export function hasDatabaseServer() {
  return process.env['TIDEMARK_TEST_URL'] !== undefined || findServerPrograms().length > 0;
}

const NEEDS = {
  database: {
    present: hasDatabaseServer,
    debian: ['mariadb-server'],
    elsewhere:
      'Install MariaDB 10.6 or newer (Fedora: mariadb-server; macOS: brew install mariadb), or set TIDEMARK_TEST_URL.',
  },
  browser: {
    present: () => findChromium() !== undefined,
    debian: ['chromium'],
    elsewhere: 'Install Chromium or Chrome, or set TIDEMARK_CHROMIUM to its path.',
  },
};

/**
 * Makes sure of `names` (of `database`, `browser`), installing what is missing where that is possible.
 * Answers a map from the name of each that is still missing to what the reader can do about it.
 */
export function ensurePrograms(names) {
  const missing = names.filter((name) => !NEEDS[name].present());
  if (missing.length > 0 && canInstall()) installDebian(missing.flatMap((name) => NEEDS[name].debian));
  const left = new Map();
  for (const name of missing) {
    if (NEEDS[name].present()) continue;
    const debian = `apt-get install --no-install-recommends ${NEEDS[name].debian.join(' ')}`;
    left.set(
      name,
      findProgram('apt-get') === undefined ? NEEDS[name].elsewhere : `Install it as root: ${debian}`,
    );
  }
  return left;
}

function canInstall() {
  return (
    existsSync('/etc/debian_version') && process.getuid?.() === 0 && findProgram('apt-get') !== undefined
  );
}

function installDebian(packages) {
  console.error(`Installing ${packages.join(', ')} with apt-get …`);
  // RUNLEVEL=1 keeps the package from starting a server of its own.
  const env = { ...process.env, RUNLEVEL: '1', DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) =>
    spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=400', '-qq', ...args], {
      env,
      stdio: ['ignore', 'ignore', 2],
      timeout: 900_000,
    });
  const install = () => apt('install', '-y', '--no-install-recommends', ...packages);
  // A fresh machine has no package lists, and old lists name files that are gone.
  if (install().status !== 0) {
    apt('update');
    install();
  }
}
