import type { Check, Flavor } from '../model';
import { quoteIdentifier } from './quote';

/** A check as CREATE TABLE and ALTER TABLE … ADD read it. */
export function printCheck(check: Check, flavor: Flavor): string {
  const name = check.name === undefined ? '' : 'CONSTRAINT ' + quoteIdentifier(check.name) + ' ';
  return (
    name +
    'CHECK (' +
    check.expression +
    ')' +
    (check.enforced || flavor.vendor === 'mariadb' ? '' : ' NOT ENFORCED')
  );
}
