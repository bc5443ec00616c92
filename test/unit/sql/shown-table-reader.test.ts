import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Flavor, ServerOrigin, Table } from '../../../shared/model';
import { asShownColumn, printTable, readSql, ShownTableReader, withoutInherited } from '../../../shared/sql';
import { anyTable, withoutOrigins } from '../../support/arbitrary-table';

const origin: ServerOrigin = { kind: 'server', server: 'here', readAt: '2026-01-26T08:14:00Z' };
const FLAVORS: readonly Flavor[] = [
  { vendor: 'mysql', version: [9, 7, 0] },
  { vendor: 'mariadb', version: [10, 11, 0] },
];

/** As a script says it, with columns as a server means them. */
function asScript(text: string, flavor: Flavor): unknown {
  const table = readSql(text, { path: 't.sql', flavor }).value.schemas[0]?.tables[0];
  return withoutOrigins({
    ...table,
    // What a server shows is the table's own collation, where the two are the same.
    columns: table?.columns.map((column) =>
      asShownColumn(withoutInherited(column, table.options.collation), origin, flavor),
    ),
  });
}

describe.each(FLAVORS)('ShownTableReader on $vendor', (flavor) => {
  it('reads what the script reader reads, or leaves it to that one', () => {
    let read = 0;
    fc.assert(
      fc.property(fc.array(anyTable(flavor), { minLength: 1, maxLength: 3 }), (tables) => {
        // One reader for all: what it remembers of one table must not reach another.
        const reader = new ShownTableReader(flavor, origin);
        for (const text of tables.map((table) => printTable(table, flavor).replace(/;\s*$/, ''))) {
          const found = reader.read(text);
          if (found === undefined) continue;
          read += 1;
          expect(withoutOrigins(found)).toEqual(asScript(text, flavor));
        }
      }),
      { numRuns: 150 },
    );
    expect(read).toBeGreaterThan(100);
  }, 60_000);
});

describe('ShownTableReader', () => {
  const [, flavor] = FLAVORS;
  const read = (text: string): Table | undefined => {
    if (flavor === undefined) throw new Error('no flavor');
    return new ShownTableReader(flavor, origin).read(text);
  };
  const table = (...lines: readonly string[]): string => `CREATE TABLE \`t\` (\n${lines.join('\n')}`;

  it('gives every part the origin of its server, and lets tables share equal lines', () => {
    const text = table('  `id` int(11) DEFAULT NULL,', '  KEY `k` (`id`)', ') ENGINE=InnoDB');
    if (flavor === undefined) throw new Error('no flavor');
    const reader = new ShownTableReader(flavor, origin);
    const [a, b] = [reader.read(text), reader.read(text.replace('`t`', '`u`'))];
    expect([a?.name, b?.name]).toEqual(['t', 'u']);
    expect(b?.columns[0]).toBe(a?.columns[0]);
    expect([a?.origin, a?.columns[0]?.origin, a?.indexes[0]?.origin]).toEqual([origin, origin, origin]);
    expect(a?.columns[0]?.nullable).toBe(true);
  });

  it('takes a name with a backtick, and leaves one with a line break to the script reader', () => {
    expect(read(table('  `a``b` int(11) NOT NULL', ') ENGINE=InnoDB'))?.columns[0]?.name).toBe('a`b');
    expect(read(table('  `a\n  `` int,` int(11) NOT NULL', ') ENGINE=InnoDB'))).toBeUndefined();
    expect(
      read(table('  `a', '  `` int(11),', '  `` int(11)', ')` int(11)', ') ENGINE=InnoDB')),
    ).toBeUndefined();
  });

  it.each([
    ['a missing comma', ['  `a` int(11)', '  `b` int(11)', ') ENGINE=InnoDB']],
    ['a comma too many', ['  `a` int(11),', ') ENGINE=InnoDB']],
    ['two elements on a line', ['  `a` int(11), `b` int(11)', ') ENGINE=InnoDB']],
    ['an open comment', ['  `a` int(11) /* ,', '  `b` int(11)', ') ENGINE=InnoDB']],
    ['an open conditional comment', ['  `a` int(11) /*!50100 ,', '  `b` int(11) */', ') ENGINE=InnoDB']],
    ['a key inside a column', ['  `a` int(11) UNIQUE', ') ENGINE=InnoDB']],
    [
      'two primary keys',
      ['  `a` int(11),', '  PRIMARY KEY (`a`),', '  PRIMARY KEY (`a`)', ') ENGINE=InnoDB'],
    ],
    ['what is not understood', ['  `a` int(11) WHATEVER', ') ENGINE=InnoDB']],
    ['more than a table', ['  `a` int(11)', ') ENGINE=InnoDB; DROP TABLE x']],
    ['no end', ['  `a` int(11),']],
  ])('leaves %s to the script reader', (_, lines) => {
    expect(read(table(...lines))).toBeUndefined();
  });

  it('takes a missing DEFAULT of MySQL for a dropped one, where MySQL would have said NULL', () => {
    const text = `CREATE TABLE \`t\` (
  \`a\` int,
  \`b\` int DEFAULT NULL,
  \`c\` int NOT NULL,
  \`d\` text,
  \`e\` mediumblob,
  \`f\` json,
  \`g\` int GENERATED ALWAYS AS (\`a\`) VIRTUAL,
  \`h\` timestamp NULL
) ENGINE=InnoDB`;
    const [mysql, mariadb] = FLAVORS.map((flavor) =>
      new ShownTableReader(flavor, origin).read(text)?.columns.map((column) => column.default?.kind),
    );
    const nothing = undefined;
    expect(mysql).toEqual(['none', 'null', nothing, nothing, nothing, 'none', nothing, 'none']);
    expect(mariadb).toEqual([nothing, 'null', nothing, nothing, nothing, nothing, nothing, nothing]);
  });
});
