import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatOrigin } from '../../../shared/model';
import type { Flavor } from '../../../shared/model';
import { printModel, readSql } from '../../../shared/sql';

const CASES = join(import.meta.dirname, 'cases');
const FLAVORS: readonly Flavor[] = [
  { vendor: 'mysql', version: [8, 4, 0] },
  { vendor: 'mariadb', version: [10, 11, 0] },
];

/** What reading one script answers, for people to read: statements, diagnostics, and the schema that results. */
function describeReading(text: string, file: string, flavor: Flavor): string {
  const reading = readSql(text, { path: file, flavor });
  const statements = reading.statements.map((statement) => {
    const only = statement.onlyFor === undefined ? '' : ` only ${statement.onlyFor}`;
    const touched = Object.entries(statement.effects).flatMap(([effect, objects]) =>
      effect === 'renames' ? [] : (objects as readonly { readonly name: string }[]).map((object) => ` ${effect} ${object.name}`),
    );
    return `${formatOrigin(statement.origin)} ${statement.kind}${statement.understood ? '' : ' NOT UNDERSTOOD'}${only}${touched.join('')}`;
  });
  const diagnostics = reading.diagnostics.map(
    (found) => `${found.location === undefined ? '' : formatOrigin(found.location)} ${found.severity} ${found.code}: ${found.message}`,
  );
  const renames = reading.value.schemas.flatMap((schema) =>
    schema.tables.flatMap((table) =>
      [table, ...table.columns, ...table.indexes].flatMap((part) =>
        part.renamedFrom === undefined ? [] : [`${table.name}: ${part.name ?? ''} was ${part.renamedFrom}`],
      ),
    ),
  );
  const rows = reading.value.schemas.flatMap((schema) =>
    schema.tables.flatMap((table) => (table.rowsInFile === undefined ? [] : [`${table.name}: ${String(table.rowsInFile)} rows`])),
  );
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['statements', statements],
    ['diagnostics', diagnostics],
    ['renamed', renames],
    ['rows', rows],
  ];
  const head = sections.map(([title, lines]) => `# ${title}\n${lines.join('\n')}\n`).join('\n');
  return head + '\n# schema\n' + printModel(reading.value, flavor);
}

describe.each(FLAVORS)('golden scripts on $vendor', (flavor) => {
  it.each(readdirSync(CASES).filter((file) => file.endsWith('.sql')))('%s', async (file) => {
    const text = readFileSync(join(CASES, file), 'utf8');
    await expect(describeReading(text, file, flavor)).toMatchFileSnapshot(
      join(CASES, file.replace('.sql', `.${flavor.vendor}.txt`)),
    );
  });
});
