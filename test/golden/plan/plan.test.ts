import { describe, expect, it } from 'vitest';
import { parseFlavor } from '../../../shared/model';
import type { Flavor } from '../../../shared/model';
import type { Plan, RiskClass } from '../../../shared/plan';
import { buildPlan, compareFor, printScript, RISK_CLASSES } from '../../../shared/plan';
import { readSql } from '../../../shared/sql';
import { PLAN_FIXTURES } from '../../support/plan-fixtures';

const FLAVORS = ['mariadb:10.11.19', 'mysql:9.7.4'];

function flavorOf(text: string): Flavor {
  const flavor = parseFlavor(text);
  if (flavor === undefined) throw new Error(`no flavor: ${text}`);
  return flavor;
}

function makePlan(current: string, desired: string, flavor: Flavor, allow: readonly RiskClass[]): Plan {
  const read = (text: string, path: string): ReturnType<typeof readSql>['value'] =>
    readSql(text, { path, flavor, defaultSchema: 'app' }).value;
  const from = read(current, 'current.sql');
  return buildPlan({
    name: 'golden',
    planVersion: '1.0.0',
    flavor,
    style: 'guarded',
    target: { source: 'current', kind: 'sql', fingerprint: '0'.repeat(64) },
    follow: { source: 'desired', kind: 'sql', fingerprint: '1'.repeat(64) },
    from,
    to: read(desired, 'desired.sql'),
    allow: new Set(allow),
    renames: [],
    dropMode: 'real',
    date: '20260101',
    comparer: compareFor(flavor, from),
  }).plan;
}

function describePlan(plan: Plan): string {
  const held = plan.changes.filter((change) => change.risk.kind === 'held');
  return [
    '-- changes that somebody has to allow',
    ...held.map((change) => `--   ${change.id}: ${change.risk.kind === 'held' ? `${change.risk.class}; ${change.risk.reason}` : ''}`),
    '',
    '-- forward',
    ...plan.statements.map((statement) => `${statement.sql};`),
    '',
    '-- rollback',
    ...plan.rollback.map((statement) => `${statement.sql};`),
    '',
  ].join('\n');
}

describe.each(FLAVORS)('plans for %s', (flavorText) => {
  const flavor = flavorOf(flavorText);
  const fixtures = PLAN_FIXTURES.filter((fixture) => fixture.only === undefined || fixture.only === flavor.vendor);

  it.each(fixtures)('$name', async (fixture) => {
    const plan = makePlan(fixture.current, fixture.desired, flavor, RISK_CLASSES);
    await expect(describePlan(plan)).toMatchFileSnapshot(`${fixture.name}.${flavor.vendor}.sql`);
  });

  it.each(fixtures)('$name gives the same bytes twice', (fixture) => {
    const make = (): string => JSON.stringify(makePlan(fixture.current, fixture.desired, flavor, RISK_CLASSES));
    expect(make()).toBe(make());
  });

  it('prints a script that any client can run', async () => {
    const fixture = PLAN_FIXTURES.find((one) => one.name === 'attributes-of-columns');
    const plan = makePlan(fixture?.current ?? '', fixture?.desired ?? '', flavor, RISK_CLASSES);
    await expect(printScript(plan, 'forward')).toMatchFileSnapshot(`script.${flavor.vendor}.sql`);
  });

  it('generates nothing destructive unasked', () => {
    for (const fixture of fixtures) {
      const plan = makePlan(fixture.current, fixture.desired, flavor, []);
      const unasked = plan.changes.filter((change) => change.chosen && change.risk.kind === 'held' && change.risk.class !== 'rename');
      expect(unasked, fixture.name).toEqual([]);
      expect(plan.statements.filter((statement) => statement.losesData), fixture.name).toEqual([]);
    }
  });
});
