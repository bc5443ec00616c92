import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, readdir, realpath, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { parseFlavor } from '../../../shared/model';
import type { Flavor, Vendor } from '../../../shared/model';

/** A database server program on this machine. */
export interface ServerBinary {
  readonly path: string;
  readonly flavor: Flavor;
  /** Changes with the program: path, size and time of change. */
  readonly identity: string;
}

const NAMES = ['mariadbd', 'mysqld'];
/** Where packages put servers that are in no user's PATH. */
const FOLDERS = [
  ...['/usr/sbin', '/usr/local/sbin', '/usr/libexec', '/usr/local/libexec', '/usr/local/mysql/bin'],
  ...['/usr/local/mariadb/bin', '/opt/mysql/bin', '/opt/mariadb/bin', '/opt/local/bin', '/opt/homebrew/bin'],
];
/** Folders with one folder per version below them. */
const VERSIONED = ['/opt/homebrew/opt', '/usr/local/opt', '/opt'];

/**
 * Finds mariadbd and mysqld: TIDEMARK_SERVER_BINARY first, then PATH, then where packages put them. Each
 * program once, whatever its links; what does not tell its version is left out.
 */
export async function findServerBinaries(
  vendor?: Vendor,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<readonly ServerBinary[]> {
  const named = environment['TIDEMARK_SERVER_BINARY'];
  const path = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const folders = [...path, ...FOLDERS, ...(await listVersioned())];
  const candidates = [
    ...(named === undefined ? [] : [named]),
    ...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))),
  ];
  const seen = new Set<string>();
  const found: ServerBinary[] = [];
  for (const candidate of candidates) {
    const real = await realpath(candidate).catch(() => undefined);
    if (real === undefined || seen.has(real)) continue;
    seen.add(real);
    const binary = await describeBinary(real);
    if (binary !== undefined && (vendor === undefined || binary.flavor.vendor === vendor)) found.push(binary);
  }
  return found;
}

async function listVersioned(): Promise<readonly string[]> {
  const lists = await Promise.all(
    VERSIONED.map(async (folder) => {
      const names = await readdir(folder).catch(() => []);
      return names.filter((name) => /^(mysql|mariadb)/i.test(name)).map((name) => join(folder, name, 'bin'));
    }),
  );
  return lists.flat();
}

async function describeBinary(path: string): Promise<ServerBinary | undefined> {
  try {
    await access(path, constants.X_OK);
    const { size, mtimeMs } = await stat(path);
    const { stdout } = await promisify(execFile)(path, ['--no-defaults', '--version'], { timeout: 5000 });
    const flavor = parseFlavor(/Ver (\S+)/.exec(stdout)?.[1] ?? '');
    return flavor === undefined
      ? undefined
      : { path, flavor, identity: `${path}:${String(size)}:${String(Math.round(mtimeMs))}` };
  } catch {
    return undefined;
  }
}
