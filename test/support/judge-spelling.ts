import type { SpellingCase } from '../golden/drift/spelling-cases';
import { diffModels } from '../../shared/drift/diff-models';
import { explainDifference } from '../../shared/drift/explain-difference';
import type { Flavor, SchemaModel } from '../../shared/model';
import type { StoredSpelling } from './stored-spellings';
import { readStoredTable, readTable } from './stored-spellings';

/**
 * Whether the drift engine agrees with what a server stored: no drift between a spelling and what was stored of it; drift between
 * the two exactly when they are stored differently, whether files or stored forms are compared. Answers what is wrong.
 */
export function judgeSpelling(one: SpellingCase, stored: StoredSpelling, flavor: Flavor): readonly string[] {
  const models = {
    a: readTable(`CREATE TABLE t ${one.a}`, flavor),
    b: readTable(`CREATE TABLE t ${one.b}`, flavor),
    storedA: readStoredTable(stored.a, flavor),
    storedB: readStoredTable(stored.b, flavor),
  };
  const isApart = one.apart === true || one.apart === flavor.vendor;
  const expected = stored.a === stored.b || isApart ? 'same' : 'different';
  const wrong: string[] = [];
  const expectVerdict = (
    what: string,
    from: SchemaModel,
    to: SchemaModel,
    wanted: 'same' | 'different',
  ): void => {
    const diff = diffModels(from, to, { flavor });
    const [status = 'equal'] = diff.objects.map((object) => object.status);
    const verdict = status === 'equal' || status === 'equivalent' ? 'same' : status;
    if (verdict !== wanted)
      wrong.push(
        `${what}: ${verdict}, not ${wanted}. ${diff.objects.map((object) => explainDifference(object)).join(' ')}`,
      );
  };
  expectVerdict('a and what was stored of it', models.a, models.storedA, 'same');
  expectVerdict('b and what was stored of it', models.b, models.storedB, 'same');
  expectVerdict('a and b', models.a, models.b, expected);
  expectVerdict('what was stored of both', models.storedA, models.storedB, expected);
  if (isApart && stored.a === stored.b) wrong.push('is marked as stored apart, but is not');
  return wrong;
}
