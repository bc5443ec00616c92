import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** One file of the window, ready to be sent. */
export interface StaticFile {
  readonly body: Buffer;
  readonly type: string;
  readonly etag: string;
  /** True when the name holds a hash of the content, so that it may be kept for ever. */
  readonly immutable: boolean;
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.mjs', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.webmanifest', 'application/manifest+json; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.ico', 'image/x-icon'],
  ['.woff2', 'font/woff2'],
  ['.woff', 'font/woff'],
  ['.wasm', 'application/wasm'],
  ['.txt', 'text/plain; charset=utf-8'],
]);

/**
 * Reads the built window into memory: URL path → file. What is not in the answer does not exist, so no URL,
 * however it is spelled, can reach outside the folder. Links and files of unknown kinds are left out.
 * An absent folder gives an empty map.
 */
export async function loadStaticFiles(folder: string): Promise<ReadonlyMap<string, StaticFile>> {
  const files = new Map<string, StaticFile>();
  await loadFolder(folder, '/', files);
  const index = files.get('/index.html');
  if (index) files.set('/', index);
  return files;
}

/** All at once: one after another, the files took as long as everything else that a start waits for. */
async function loadFolder(folder: string, prefix: string, files: Map<string, StaticFile>): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) await loadFolder(path, `${prefix}${entry.name}/`, files);
      const type = TYPES.get(extname(entry.name).toLowerCase());
      if (!entry.isFile() || type === undefined) return;
      const body = await readFile(path);
      files.set(prefix + entry.name, {
        body,
        type,
        etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`,
        immutable: prefix.startsWith('/assets/') && /-[\w-]{8}\.\w+$/.test(entry.name),
      });
    }),
  );
}
