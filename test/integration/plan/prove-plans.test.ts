import { expect, it } from 'vitest';
import { Dice, drawCase } from '../../conformance/random-schema';
import { provePlan } from '../../conformance/plan-cases';
import { PLAN_FIXTURES } from '../../support/plan-fixtures';
import { describeEachServer } from '../../support/servers';

/** Schemas that are drawn, always the same ones. */
const SEEDS = Array.from({ length: 12 }, (_, at) => 5000 + at);

describeEachServer('a plan', (server) => {
  const fixtures = PLAN_FIXTURES.filter((one) => one.only === undefined || one.only === server.flavor.vendor);

  it.each(fixtures)('leads there, again, back and again: $name', async (fixture) => {
    expect(await provePlan(server.url, fixture, 'forward', server.flavor, 'in meaning')).toMatchObject({
      result: 'passed',
    });
  });

  it.each(fixtures)('leads the other way, with rows, and back from anywhere: $name', async (fixture) => {
    const outcome = await provePlan(
      server.url,
      fixture,
      'backward',
      server.flavor,
      'in meaning',
      'guarded',
      new Dice(fixture.name.length),
    );
    expect(outcome).toMatchObject({ result: 'passed' });
  });

  it.each(SEEDS)('leads from one drawn schema to another: seed %i', async (seed) => {
    const outcome = await provePlan(
      server.url,
      { name: 'drawn', ...drawCase(new Dice(seed), server.flavor) },
      'forward',
      server.flavor,
      'in meaning',
    );
    expect(outcome).toMatchObject({ result: 'passed' });
  });
});
