import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { detectSqlDialect } from '../../../electron/core/postgres/detect-sql-dialect';
import { readPostgres } from '../../../electron/core/postgres/read-postgres';
import { scanStatements } from '../../../electron/core/postgres/scan-statements';
import type { Table } from '../../../shared/model';

async function read(text: string) {
  return readPostgres(text, { path: 'a.sql' });
}

async function table(text: string, name: string): Promise<Table> {
  const { value } = await read(text);
  const found = value.model.schemas.flatMap((schema) => schema.tables).find((each) => each.name === name);
  if (found === undefined) throw new Error(`no table ${name}`);
  return found;
}

describe('tables', () => {
  test('columns with types, defaults, identity and serial', async () => {
    const made = await table(
      `CREATE TYPE mood AS ENUM ('sad', 'ok');
       CREATE TABLE t (
         id bigserial PRIMARY KEY,
         n integer GENERATED ALWAYS AS IDENTITY,
         a varchar(20) DEFAULT 'x''y' NOT NULL,
         b numeric(10,0) DEFAULT -1,
         c timestamptz DEFAULT now() /* , */ CHECK (c > '2000-01-01'),
         d mood DEFAULT 'ok'::mood,
         e text[] DEFAULT ARRAY['a,b', ')'],
         f int GENERATED ALWAYS AS (b * (2 + 1)) STORED
       );`,
      't',
    );
    const column = (name: string) => made.columns.find((each) => each.name === name);
    expect(made.primaryKey?.parts).toEqual([{ kind: 'column', column: 'id' }]);
    expect(column('id')).toMatchObject({ type: { name: 'bigint' }, autoIncrement: true, nullable: false });
    expect(column('n')).toMatchObject({ autoIncrement: true, nullable: false });
    expect(column('a')).toMatchObject({
      type: { name: 'varchar', parameters: ['20'] },
      default: { kind: 'string', value: "x'y" },
      nullable: false,
    });
    expect(column('b')).toMatchObject({
      type: { parameters: ['10', '0'] },
      default: { kind: 'number', value: '-1' },
    });
    expect(column('c')).toMatchObject({
      type: { name: 'timestamp with time zone' },
      default: { kind: 'expression', value: 'now()' },
    });
    expect(column('d')).toMatchObject({
      type: { name: 'mood', values: ['sad', 'ok'] },
      default: { kind: 'string', value: 'ok' },
    });
    expect(column('e')).toMatchObject({
      type: { name: 'text[]' },
      default: { kind: 'expression', value: "ARRAY['a,b', ')']" },
    });
    expect(column('f')).toMatchObject({ generated: { expression: 'b * (2 + 1)', storage: 'stored' } });
    expect(made.checks).toMatchObject([{ expression: "c > '2000-01-01'", column: 'c' }]);
  });

  test('what pg_dump says later by ALTER belongs to the table', async () => {
    const made = await table(
      `CREATE TABLE public.t (id integer NOT NULL, p integer);
       CREATE SEQUENCE public.t_id_seq START WITH 1;
       ALTER SEQUENCE public.t_id_seq OWNED BY public.t.id;
       ALTER TABLE ONLY public.t ALTER COLUMN id SET DEFAULT nextval('public.t_id_seq'::regclass);
       ALTER TABLE ONLY public.t ADD CONSTRAINT t_pkey PRIMARY KEY (id);
       ALTER TABLE ONLY public.t ADD CONSTRAINT t_p_fkey FOREIGN KEY (p) REFERENCES public.t(id) ON DELETE CASCADE;
       CREATE UNIQUE INDEX t_i ON public.t USING btree (lower(p::text) DESC, id) WHERE (p > 0);
       COMMENT ON COLUMN public.t.p IS 'parent; of "it"';`,
      't',
    );
    expect(made.columns[0]).toMatchObject({ autoIncrement: true });
    expect(made.primaryKey?.parts).toHaveLength(1);
    expect(made.foreignKeys).toMatchObject([{ name: 't_p_fkey', referencedTable: 't', onDelete: 'cascade' }]);
    expect(made.indexes).toMatchObject([
      {
        kind: 'unique',
        name: 't_i',
        parts: [{ kind: 'expression', expression: 'lower(p::text)', direction: 'desc' }, { column: 'id' }],
      },
    ]);
    expect(made.columns[1]?.comment).toBe('parent; of "it"');
  });

  test('drop, rename and change', async () => {
    const made = await table(
      `CREATE TABLE a (x int, y int, z int, UNIQUE (x, y));
       ALTER TABLE a DROP COLUMN y; ALTER TABLE a RENAME COLUMN x TO w; ALTER TABLE a ALTER COLUMN w TYPE bigint;
       ALTER TABLE a RENAME TO b; ALTER TABLE b ALTER z SET NOT NULL;`,
      'b',
    );
    expect(made.columns.map((column) => [column.name, column.type.name, column.nullable])).toEqual([
      ['w', 'bigint', undefined],
      ['z', 'integer', false],
    ]);
    expect(made.indexes).toEqual([]);
  });

  test('places count UTF-16 units though the parser counts bytes', async () => {
    const made = await table(
      `-- Grüße 🎉\nCREATE TABLE "tä🎉b" (\n  "sö🎉" int, x int DEFAULT 1\n);`,
      'tä🎉b',
    );
    expect(made.origin).toEqual({ kind: 'file', path: 'a.sql', line: 2, column: 14 });
    expect(made.columns[1]?.origin).toEqual({ kind: 'file', path: 'a.sql', line: 3, column: 15 });
  });
});

describe('scripts', () => {
  test('one bad statement costs only itself', async () => {
    const { value, diagnostics } = await read(
      `CREATE TABLE a (x int);\nCREATE TABL b (x int);\nCREATE TABLE c (x int);`,
    );
    expect(value.model.schemas[0]?.tables.map((each) => each.name)).toEqual(['a', 'c']);
    expect(value.statements.map((each) => each.understood)).toEqual([true, false, true]);
    expect(diagnostics).toMatchObject([
      { code: 'postgres-not-understood', location: { line: 2, column: 8 } },
    ]);
  });

  test('psql commands and COPY data are no SQL; rows are counted', async () => {
    const { value, diagnostics } = await read(
      `\\connect x\nCREATE TABLE a (x text);\nCOPY a (x) FROM stdin;\nCREATE TABLE no (x int);\nit's\n\\.\nINSERT INTO a VALUES ('1'), ('2');\nCREATE TABLE b ();`,
    );
    expect(diagnostics).toEqual([]);
    expect(value.model.schemas[0]?.tables.map((each) => [each.name, each.rowsInFile])).toEqual([
      ['a', 4],
      ['b', undefined],
    ]);
  });

  test('a DO block does what applies and is silent about the rest', async () => {
    const { value, diagnostics } = await read(
      `CREATE TABLE a (x int);
       DO $$ BEGIN
         IF NOT EXISTS (SELECT 1) THEN ALTER TABLE a ADD COLUMN y int; ALTER TABLE gone ADD COLUMN z int; END IF;
         EXECUTE 'CREATE TABLE ' || 'b (q int)';
       END $$;`,
    );
    expect(diagnostics).toEqual([]);
    expect(value.model.schemas[0]?.tables.map((each) => each.columns.map((column) => column.name))).toEqual([
      ['x', 'y'],
      ['q'],
    ]);
  });

  test('semicolons in dollar quotes, E-strings, comments and names do not end a statement', () => {
    const text = `SELECT $a$;$b$;$a$; SELECT E'\\';' ; /* ; /* ; */ ; */ SELECT ";" -- ;\n; SELECT ';'`;
    const { statements } = scanStatements(text);
    expect(statements.map(({ start, end }) => text.slice(start, end).trim().slice(0, 9))).toEqual([
      'SELECT $a',
      "SELECT E'",
      '/* ; /* ;',
      "SELECT ';",
    ]);
  });

  test('hostile names stay names', async () => {
    const { value } = await read(
      `CREATE TABLE "__proto__" ("constructor" int); CREATE TABLE "a""b" (x int);`,
    );
    expect(value.model.schemas[0]?.tables.map((each) => each.name)).toEqual(['__proto__', 'a"b']);
  });

  test('deep nesting is an answer, and the parser works after it', async () => {
    const deep = await read(`SELECT ${'('.repeat(50_000)}1${')'.repeat(50_000)}`);
    expect(deep.value.statements).toHaveLength(1);
    expect((await read('CREATE TABLE a (x int)')).value.model.schemas).toHaveLength(1);
  });

  test('any text gives an answer with places inside of it', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'CREATE TABLE a (',
        'id int',
        ',',
        ')',
        ';',
        "'",
        '"',
        '$$',
        '$x$',
        '/*',
        '*/',
        '--',
        '\n',
        'DO ',
        'COPY a FROM stdin;\n',
        '\\.\n',
        '\\c\n',
        '🎉',
        "E'\\",
        'ALTER TABLE a ADD COLUMN é int',
        '\0',
      ),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
        const text = pieces.join('');
        const lines = text.split('\n');
        const { value, diagnostics } = await read(text);
        for (const place of [
          ...value.statements.map((each) => each.origin),
          ...diagnostics.flatMap((each) => each.location ?? []),
        ]) {
          expect(place.line).toBeLessThanOrEqual(lines.length);
          expect(place.column).toBeLessThanOrEqual((lines[place.line - 1]?.length ?? 0) + 1);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('dialects', () => {
  test.each([
    ['CREATE TABLE t (id SERIAL PRIMARY KEY, j JSONB);', 'postgresql'],
    ['CREATE TABLE `t` (id int unsigned) ENGINE=InnoDB;', 'mysql'],
    ["INSERT INTO t VALUES ('ENGINE=InnoDB AUTO_INCREMENT') ON CONFLICT DO NOTHING;", 'postgresql'],
    ['-- JSONB, SERIAL PRIMARY KEY\nCREATE TABLE t (a datetime);', 'mysql'],
    ['SELECT 1;', undefined],
  ])('%s', (text, dialect) => {
    expect(detectSqlDialect(text)).toBe(dialect);
  });
});
