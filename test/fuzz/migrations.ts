import { readAlembic } from '../../electron/core/alembic/read-alembic';
import { readMigrations } from '../../electron/core/migrations/read-migrations';
import { readPostgres } from '../../electron/core/postgres/read-postgres';
import { mutate, pick } from './random';

/** A reader that answers later. `read` throws, or rejects, when the reader breaks a promise. */
export interface AsyncFuzzTarget {
  readonly name: string;
  readonly make: (random: () => number) => string;
  readonly read: (text: string) => Promise<void>;
}

const PIECES = [
  '(',
  ')',
  "'",
  '"',
  '`',
  ';',
  ',',
  '$$',
  '/*',
  '*/',
  '--',
  '\n',
  '    ',
  '\\',
  '\0',
  '🎉',
  '\ud800',
  '{',
  '}',
  '[',
  ']',
  ':',
  '@',
  '\uFEFF',
  '__proto__',
  '9'.repeat(40),
  'op.',
  'f"{',
  '"""',
  "E'",
  'COPY t FROM stdin;\n',
  '\\.\n',
  'DO ',
  '-- depends-on: ',
  'SOURCE x\n',
];

const MYSQL = [
  "CREATE TABLE `t` (`a` int(11) unsigned NOT NULL AUTO_INCREMENT COMMENT 'it''s', b enum('x','y,z') DEFAULT 'x', PRIMARY KEY (`a`), KEY k (b(3) DESC)) ENGINE=InnoDB PARTITION BY HASH (a) PARTITIONS 4;",
  "/*!50100 ALTER TABLE t ADD COLUMN c json CHECK (json_valid(c)), DROP KEY k */; SET @s = IF(1, 'ALTER TABLE t ADD d int', 'DO 0'); PREPARE p FROM @s; EXECUTE p;",
  'DELIMITER //\nCREATE PROCEDURE p() BEGIN DECLARE i int; WHILE i < 3 DO SET i = i + 1; END WHILE; END//\nDELIMITER ;\nUSE x; RENAME TABLE a TO b; # c\n-- d\nSOURCE e.sql;',
];

const POSTGRES = [
  "CREATE TYPE m AS ENUM ('a'); CREATE TABLE public.\"é🎉\" (id bigserial PRIMARY KEY, m m DEFAULT 'a'::m, c text[] DEFAULT ARRAY['x'], CHECK (id > (1)));",
  "DO $do$ BEGIN IF x THEN ALTER TABLE t ADD COLUMN y int; EXECUTE 'CREATE TABLE z ()'; END IF; END $do$;\nCOPY t (a) FROM stdin;\n1\t2\n\\.\n\\connect x\nCOMMENT ON COLUMN t.a IS E'x\\'y';",
  'ALTER TABLE ONLY t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES u(b) ON DELETE SET NULL; CREATE UNIQUE INDEX i ON t USING btree (lower(a) DESC) WHERE (a > 0); /* /* */ */',
];

const ALEMBIC = [
  "\"\"\"doc\n\nCreate Date: 2025-01-01\n\"\"\"\nfrom alembic import op\nimport sqlalchemy as sa\nrevision: str = 'a'\ndown_revision = ('b', 'c')\n\ndef upgrade():\n    op.create_table('t', sa.Column('id', sa.Integer(), primary_key=True), sa.UniqueConstraint('id'))\n    with op.batch_alter_table('t') as b:\n        b.add_column(sa.Column(f'{1}x', sa.String(2)))\n",
  "from alembic import op\nrevision = 'x'\nNAMES = ['a'] + ['b']\ndef each(n, *rest, **more):\n    op.drop_column('t', n)\ndef upgrade():\n    for n in NAMES:\n        if n not in existing: each(n)\n        else:\n            op.execute(\"ALTER TABLE t \" 'ADD ' + n)\n    try:\n        raise X\n    except E as e:\n        return [c['name'] for c in i.get_columns('t')]\n",
];

/** The readers of PostgreSQL files, Alembic revisions and migration folders. */
export const MIGRATION_TARGETS: readonly AsyncFuzzTarget[] = [
  {
    name: 'postgres',
    make: (random) => mutate(random, pick(random, POSTGRES), [...PIECES, ...POSTGRES]),
    read: async (text) => {
      const { diagnostics } = await readPostgres(text, { path: 'f.sql' });
      const lines = text.split('\n').length;
      if (diagnostics.some(({ location }) => location !== undefined && location.line > lines))
        throw new Error('a place behind the end of the file');
    },
  },
  {
    name: 'alembic',
    make: (random) => mutate(random, pick(random, ALEMBIC), [...PIECES, ...ALEMBIC]),
    read: async (text) => {
      const { value } = await readAlembic([{ path: 'a.py', text }]);
      if (value.revisions.length > 1) throw new Error('one file, several revisions');
    },
  },
  {
    name: 'migrations',
    make: (random) => mutate(random, pick(random, MYSQL) + pick(random, MYSQL), [...PIECES, ...MYSQL]),
    read: async (text) => {
      const files = text
        .split(/(?<=;)\s/)
        .slice(0, 8)
        .map((part, index) => ({ path: `${String(index % 3)}_${String(index)}.sql`, text: part }));
      const { value } = await readMigrations(files);
      if (value.graph.nodes.length !== files.length) throw new Error('a migration is lost');
    },
  },
];
