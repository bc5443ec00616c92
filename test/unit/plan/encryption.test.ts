import { expect, it } from 'vitest';
import { buildPlan, compareFor, RISK_CLASSES } from '../../../shared/plan';
import { readSql } from '../../../shared/sql';

const flavor = { vendor: 'mysql', version: [9, 7, 4] } as const;

function clauses(current: string, desired: string): string {
  const read = (text: string) => readSql(text, { path: 'a.sql', flavor, defaultSchema: 's' }).value;
  const from = read(current);
  const source = { source: 'a', kind: 'sql', fingerprint: '' };
  const { plan } = buildPlan({
    name: 'encryption',
    planVersion: '1',
    flavor,
    style: 'guarded',
    target: source,
    follow: source,
    from,
    to: read(desired),
    allow: new Set(RISK_CLASSES),
    renames: [],
    dropMode: 'real',
    date: '20260101',
    comparer: compareFor(flavor, from),
  });
  return plan.statements.map(({ sql }) => sql).join('\n');
}

// Seen on MySQL 9.7.4 with a keyring: ENCRYPTION='' is error 3184.
it('takes a table out of encryption by saying so', () => {
  const plain = 'CREATE TABLE t (a int);';
  const encrypted = "CREATE TABLE t (a int) ENCRYPTION='Y';";
  expect(clauses(encrypted, plain)).toContain("ENCRYPTION='N'");
  expect(clauses(plain, encrypted)).toContain("ENCRYPTION='Y'");
});
