import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { readAlembic } from '../../../electron/core/alembic/read-alembic';

/** A revision file with the given body of upgrade(). */
function aRevision(revision: string, down: string, body = 'pass', head = ''): { path: string; text: string } {
  return {
    path: `${revision}.py`,
    text: `"""About ${revision}\n\nCreate Date: 2025-01-01 10:00:00\n"""\nfrom alembic import op\nimport sqlalchemy as sa\n${head}\nrevision: str = '${revision}'\ndown_revision = ${down}\n\n\ndef upgrade() -> None:\n${body
      .split('\n')
      .map((line) => `    ${line}`)
      .join('\n')}\n\n\ndef downgrade():\n    pass\n`,
  };
}

async function tablesAfter(body: string, head = '', dialect: 'mysql' | 'postgresql' = 'mysql') {
  const read = await readAlembic([aRevision('a', 'None', body, head)], { dialect });
  return {
    tables: read.value.model.schemas.flatMap((schema) => schema.tables),
    codes: read.diagnostics.map((each) => each.code),
    read,
  };
}

describe('operations', () => {
  test('create_table with keys, defaults and constraints', async () => {
    const { tables, codes } = await tablesAfter(
      `op.create_table('t',
    sa.Column('id', sa.BigInteger(), primary_key=True),
    sa.Column('n', mysql.VARCHAR(20, collation='utf8mb4_bin'), nullable=False, server_default='x', unique=True),
    sa.Column('p', sa.Integer, sa.ForeignKey('s.u.id', ondelete='SET NULL'), index=True),
    sa.Column('at', sa.DateTime(), server_default=sa.text('CURRENT_TIMESTAMP')),
    sa.Column('g', sa.Integer(), sa.Computed('id + 1', persisted=True)),
    sa.Column('e', sa.Enum('a', 'b,c', name='en')),
    sa.CheckConstraint('p > 0', name='ck'),
    mysql_engine='InnoDB', comment='The ' 'table')`,
      'from sqlalchemy.dialects import mysql',
    );
    expect(codes).toEqual([]);
    expect(tables).toHaveLength(1);
    expect(tables[0]).toMatchObject({
      name: 't',
      columns: [
        { name: 'id', type: { name: 'bigint' }, nullable: false, autoIncrement: true },
        {
          name: 'n',
          type: { name: 'varchar', parameters: ['20'], collation: 'utf8mb4_bin' },
          nullable: false,
          default: { kind: 'string', value: 'x' },
        },
        { name: 'p', type: { name: 'integer' }, nullable: true, autoIncrement: false },
        {
          name: 'at',
          type: { name: 'datetime' },
          default: { kind: 'expression', value: 'CURRENT_TIMESTAMP' },
        },
        { name: 'g', generated: { expression: 'id + 1', storage: 'stored' } },
        { name: 'e', type: { name: 'enum', values: ['a', 'b,c'] } },
      ],
      primaryKey: { parts: [{ column: 'id' }] },
      indexes: [{ kind: 'unique', parts: [{ column: 'n' }] }, { name: 'ix_t_p' }],
      foreignKeys: [
        {
          columns: ['p'],
          referencedSchema: 's',
          referencedTable: 'u',
          referencedColumns: ['id'],
          onDelete: 'set null',
        },
      ],
      checks: [{ name: 'ck', expression: 'p > 0' }],
      options: { engine: 'InnoDB', comment: 'The table' },
    });
  });

  test('loops over constants, helpers, f-strings, batches and arguments by name', async () => {
    const { tables, codes } = await tablesAfter(
      `make('one', 'x')
for name in NAMES:
    op.add_column('one', sa.Column(f'{name}_id', sa.Integer()))
with op.batch_alter_table('one') as batch:
    batch.drop_column('a_id')
    batch.alter_column('b_id', new_column_name='c', existing_type=sa.Integer(), nullable=False)
    batch.create_index('ix', ['c'], unique=True)
op.rename_table(old_table_name='one', new_table_name='two')`,
      `NAMES = ['a'] + ['b']\ndef make(table, *columns):\n    op.create_table(table, *[sa.Column(each, sa.Text()) for each in columns])\n`,
    );
    expect(codes).toEqual([]);
    expect(
      tables.map((table) => [
        table.name,
        table.columns.map((column) => [column.name, column.nullable]),
        table.indexes.map((index) => index.name),
      ]),
    ).toEqual([
      [
        'two',
        [
          ['x', true],
          ['c', false],
        ],
        ['ix'],
      ],
    ]);
  });

  test('conditions on the schema are answered from the schema', async () => {
    const { tables, codes } = await tablesAfter(`inspector = sa.inspect(op.get_bind())
existing = inspector.get_table_names()
if 't' not in existing:
    op.create_table('t', sa.Column('a', sa.Integer()))
if 'a' not in [c['name'] for c in inspector.get_columns('t')]:
    op.drop_table('t')
if inspector.has_table('gone'):
    op.drop_table('gone')
if op.get_bind().dialect.name == 'postgresql':
    op.drop_table('t')
elif not inspector.has_table('u'):
    op.create_table('u', sa.Column('b', sa.Integer()))
if inspector.has_table('u'):
    return
op.drop_table('t')`);
    expect(codes).toEqual([]);
    expect(tables.map((table) => table.name)).toEqual(['t', 'u']);
  });

  test('what is computed at run time is told with its place, and the rest counts', async () => {
    const { tables, read } = await tablesAfter(`import os
op.create_table(os.environ['T'], sa.Column('a', sa.Integer()))
op.create_table('t', sa.Column('a', make_type()), sa.Column('b', sa.Integer()))
found = []
for line in open('x'):
    found.append(line)
for each in found:
    op.execute(each)`);
    expect(tables.map((table) => [table.name, table.columns.map((column) => column.type.name)])).toEqual([
      ['t', ['unknown', 'integer']],
    ]);
    expect(read.diagnostics.map((each) => [each.code, each.location?.line])).toEqual([
      ['alembic-runtime-value', 14],
      ['alembic-runtime-value', 15],
      ['alembic-runtime-value', 20],
    ]);
  });

  test.each(['mysql', 'postgresql'] as const)('execute runs constant SQL of %s', async (dialect) => {
    const { tables } = await tablesAfter(
      `op.execute("CREATE TABLE " + "t (a int)")\nop.get_bind().execute(sa.text("""ALTER TABLE t ADD COLUMN b int"""))`,
      '',
      dialect,
    );
    expect(
      tables.map((table) =>
        table.columns.map((column) => [column.name, column.origin.kind === 'file' ? column.origin.path : '']),
      ),
    ).toEqual([
      [
        ['a', 'a.py'],
        ['b', 'a.py'],
      ],
    ]);
  });

  test('a table that no revision creates is told', async () => {
    const { codes } = await tablesAfter(`op.add_column('gone', sa.Column('a', sa.Integer()))`);
    expect(codes).toEqual(['alembic-does-not-apply']);
  });
});

describe('graph', () => {
  const names = ['base', 'left', 'right', 'merge', 'redundant', 'tip'];
  const files = [
    aRevision('base', 'None'),
    aRevision('left', `'base'`),
    aRevision('right', `'base'`),
    aRevision('merge', `('left', 'right')`),
    aRevision('redundant', `['merge', 'left']`),
    aRevision('tip', `'redundant'`),
  ];

  test('heads, roots, merges and branch points do not depend on the order of the files', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(files, { minLength: files.length }), async (shuffled) => {
        const { graph } = (await readAlembic(shuffled)).value;
        expect(graph.ordered.map((each) => each.revision)).toEqual(names);
        expect(graph).toMatchObject({
          heads: ['tip'],
          roots: ['base'],
          branchPoints: ['base', 'left'],
          merges: [
            { revision: 'merge', redundant: false },
            { revision: 'redundant', redundant: true },
          ],
          orphans: [],
          cycles: [],
        });
      }),
      { numRuns: 30 },
    );
  });

  test('missing parents, cycles, duplicates and several heads are told', async () => {
    const read = await readAlembic([
      aRevision('a', `'b'`),
      aRevision('b', `'a'`),
      aRevision('c', `'nowhere'`),
      aRevision('d', 'None'),
      { ...aRevision('d', 'None'), path: 'other.py' },
      aRevision('e', 'compute()'),
      { path: 'env.py', text: 'import os\n' },
    ]);
    const { graph } = read.value;
    expect(graph.cycles).toEqual([['a', 'b']]);
    expect(graph.missingParents).toEqual([{ revision: 'c', parent: 'nowhere' }]);
    expect(graph.orphans).toEqual(['a', 'b', 'c']);
    expect(graph.duplicates).toEqual([{ revision: 'd', paths: ['d.py', 'other.py'] }]);
    expect(new Set(read.diagnostics.map((each) => each.code))).toEqual(
      new Set([
        'alembic-computed-reference',
        'alembic-duplicate-revision',
        'alembic-missing-parent',
        'alembic-cycle',
        'alembic-several-heads',
      ]),
    );
  });

  test('a revision that is older than what it follows is told', async () => {
    const newer = aRevision('newer', 'None');
    const read = await readAlembic([
      { ...newer, text: newer.text.replace('2025-01-01', '2025-06-01') },
      aRevision('older', `'newer'`),
    ]);
    expect(read.value.graph.dateContradictions).toMatchObject([{ revision: 'older', follows: 'newer' }]);
  });
});

describe('hostile files', () => {
  test('any text gives an answer', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'def upgrade():\n',
        '    op.create_table(',
        "'t'",
        ',',
        ')',
        '(',
        '[',
        'for x in ',
        'revision = ',
        '"""',
        "f'{",
        '}',
        '\n',
        '    ',
        'if ',
        'lambda: ',
        '*',
        '**',
        'with op.batch_alter_table("t") as b:\n',
        'import ',
        '\\',
        '\0',
      ),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
        const text = `from alembic import op\nrevision = 'x'\n${pieces.join('')}`;
        const read = await readAlembic([{ path: 'x.py', text }]);
        expect(read.value.revisions.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300 },
    );
  });

  test('recursion, deep nesting and long loops end', async () => {
    const nested = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const read = await readAlembic([
      aRevision(
        'a',
        'None',
        `again()\nx = ${nested}\nfor a in range(9999):\n    for b in range(9999):\n        op.execute('SELECT 1')`,
        'def again():\n    again()\n    again()\n',
      ),
    ]);
    expect(read.value.revisions[0]?.upgrade.length).toBeLessThan(30_000);
  });
});
