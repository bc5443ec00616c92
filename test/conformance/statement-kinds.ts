/**
 * Counts the statements of every distinct SQL file below a folder by dialect and kind, and how many of them Tidemark
 * understands; names the places of those that it does not.
 * `node scripts/run-ts.mjs test/conformance/statement-kinds.ts FOLDER`
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { decodeText } from '../../electron/core/files/decode-text';
import { listFiles } from '../../electron/core/files/list-files';
import { detectSqlDialect } from '../../electron/core/postgres/detect-sql-dialect';
import { readPostgres } from '../../electron/core/postgres/read-postgres';
import { readSql } from '../../shared/sql';

interface Kind {
  all: number;
  readonly unread: string[];
}

const DDL = /^(?:CREATE|ALTER|DROP|RENAME|TRUNCATE)\b/;

async function main(folder: string): Promise<void> {
  const kinds = new Map<string, Kind>();
  const seen = new Set<string>();
  const listed = await listFiles(folder, { root: folder, accept: (path) => /\.sql$/i.test(path) });
  for (const { path, absolutePath } of listed.value) {
    const bytes = readFileSync(absolutePath);
    const hash = createHash('sha256').update(bytes).digest('hex');
    if (seen.has(hash)) continue;
    seen.add(hash);
    const { text } = decodeText(bytes, path);
    const dialect = detectSqlDialect(text) ?? 'mysql';
    const statements =
      dialect === 'postgresql'
        ? (await readPostgres(text, { path })).value.statements
        : readSql(text, { path }).statements;
    for (const { kind, origin, understood } of statements) {
      const key = `${dialect}\t${kind}`;
      const counted = kinds.get(key) ?? { all: 0, unread: [] };
      kinds.set(key, counted);
      counted.all += 1;
      if (!understood) counted.unread.push(`${origin.path}:${String(origin.line)}`);
    }
  }
  console.log(`${String(listed.value.length)} SQL files, ${String(seen.size)} distinct`);
  for (const [key, { all, unread }] of [...kinds].toSorted(([, a], [, b]) => b.all - a.all))
    console.log(
      `${key.padEnd(40)} ${String(all - unread.length).padStart(6)} of ${String(all).padStart(6)}  ${unread.join(' ')}`.trimEnd(),
    );
  for (const dialect of ['mysql', 'postgresql']) {
    const ddl = [...kinds].filter(
      ([key]) => key.startsWith(`${dialect}\t`) && DDL.test(key.slice(dialect.length + 1)),
    );
    const all = ddl.reduce((sum, [, kind]) => sum + kind.all, 0);
    const understood = all - ddl.reduce((sum, [, kind]) => sum + kind.unread.length, 0);
    if (all > 0)
      console.log(
        `${dialect}: ${String(understood)} of ${String(all)} DDL statements understood, ${((100 * understood) / all).toFixed(3)} %`,
      );
  }
}

const [folder] = process.argv.slice(2);
if (folder === undefined) console.log('Name a folder.');
else await main(resolve(folder));
