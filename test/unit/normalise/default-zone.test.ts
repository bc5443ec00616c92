import { describe, expect, it } from 'vitest';
import { diffModels } from '../../../shared/drift/diff-models';
import type { SchemaModel } from '../../../shared/model';
import { readSql } from '../../../shared/sql';
import { addMinutes, zoneMinutes } from '../../../shared/normalise/time-zones';

const flavor = { vendor: 'mysql', version: [9, 7, 4] } as const;
const read = (zone: string, moment: string): SchemaModel =>
  readSql(`SET time_zone = '${zone}'; CREATE TABLE t (a TIMESTAMP NULL DEFAULT '${moment}');`, {
    path: 'a.sql',
    flavor,
  }).value;
const statusOf = (from: SchemaModel, to: SchemaModel, off?: ReadonlySet<string>): string =>
  diffModels(from, to, { flavor, off }).objects[0]?.parts[0]?.attributes[0]?.status ?? 'equal';

describe('the default of a TIMESTAMP', () => {
  it('is one moment in every zone that keeps its distance from UTC', () => {
    const here = read('+02:00', '2020-01-01 01:00:00');
    expect(statusOf(here, read('UTC', '2019-12-31 23:00:00'))).toBe('equivalent');
    expect(statusOf(here, read('-01:30', '2019-12-31 21:30:00'))).toBe('equivalent');
    expect(statusOf(here, read('UTC', '2020-01-01 01:00:00'))).toBe('different');
    expect(statusOf(here, read('UTC', '2019-12-31 23:00:00'), new Set(['default-zone']))).not.toBe(
      'equivalent',
    );
  });

  it('is the text that it is in the zone of the server, and the zero date is none', () => {
    const known = (model: SchemaModel): SchemaModel => ({ ...model, server: { timeZone: '+01:00' } });
    expect(
      statusOf(known(read('SYSTEM', '2020-01-01 00:00:00')), known(read('UTC', '2019-12-31 23:00:00'))),
    ).toBe('equivalent');
    expect(statusOf(read('SYSTEM', '0000-00-00 00:00:00'), read('UTC', '0000-00-00 00:00:00'))).not.toBe(
      'unknown',
    );
  });

  it('cannot be compared where the distance is not known', () => {
    expect(statusOf(read('SYSTEM', '2020-01-01 00:00:00'), read('UTC', '2020-01-01 00:00:00'))).toBe(
      'unknown',
    );
    expect(statusOf(read('Europe/Berlin', '2020-01-01 00:00:00'), read('UTC', '2020-01-01 00:00:00'))).toBe(
      'unknown',
    );
    expect(
      statusOf(read('Europe/Berlin', '2020-01-01 00:00:00'), read('Europe/Berlin', '2020-01-01 00:00:00')),
    ).toBe('equal');
  });
});

it('counts the minutes between zones', () => {
  expect(['UTC', '+05:30', '-11:00', 'CEST', 'Europe/Berlin'].map(zoneMinutes)).toEqual([
    0,
    330,
    -660,
    undefined,
    undefined,
  ]);
  expect(addMinutes('2020-02-28 23:30:00.250', 45)).toBe('2020-02-29 00:15:00.250');
  expect(addMinutes('2020-02-30 00:00:00', 1)).toBeUndefined();
});
