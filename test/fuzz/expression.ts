import { compareExpressions } from '../../shared/expression/compare-expressions';
import type { Flavor } from '../../shared/model';
import type { FuzzTarget } from './random';
import { mutate, pick } from './random';

const FLAVORS: readonly Flavor[] = [
  { vendor: 'mysql', version: [9, 7, 0] },
  { vendor: 'mariadb', version: [10, 11, 0] },
];

const EXPRESSIONS = [
  "((`a` + 1) * -`b`) <= 3.50 and not (`c` is null or `d` in ('x', _utf8mb4\\'y\\'))",
  "CASE WHEN a BETWEEN 1 AND 2 THEN concat(upper(b), 'it''s', \"z\") ELSE json_unquote(json_extract(`j`,'$.k')) END",
  "j->>\"$.a\" LIKE '%x%' ESCAPE '|' XOR (a DIV 2 MOD 3 << 1 | 4 & 5 ^ 6)",
  'cast(a as unsigned) > interval(1, 2) and date_add(d, interval 1 day) < current_timestamp(6) collate utf8mb4_bin',
  "regexp_like(a, '^[0-9]+$') || b is not true and x'4142' = b'01' or 0xFF != 1e-3",
  "coalesce(nullif(a, ''), if(b, 1, 0), convert(c using utf8mb4), trim(leading ' ' from d), d.e.f)",
];

const PIECES = [
  '(',
  ')',
  '((((((((',
  "'",
  '"',
  '`',
  '\\',
  '-- x\n',
  '/*',
  '*/',
  '#',
  '\n',
  '\0',
  '🎉',
  '\ud800',
  '__proto__',
  '9'.repeat(80),
  '.5e',
  'NOT ',
  ' AND ',
  ' OR ',
  '-',
  '!',
  '~',
  ':=',
  '->',
  '->>',
  '<=>',
  ' IS ',
  ' BETWEEN ',
  ' IN (',
  'CASE ',
  ' WHEN ',
  ' END',
  'INTERVAL ',
  ' COLLATE ',
  '_utf8mb4',
  "x'",
  '@v',
  '?',
  'true',
  'null',
];

/** Expressions of checks, defaults and generated columns, broken in every way. */
export const expressionTarget: FuzzTarget = {
  name: 'expression',
  make: (random) => mutate(random, pick(random, EXPRESSIONS), [...PIECES, ...EXPRESSIONS]),
  read: (text) => {
    const side = { text, stored: false };
    for (const flavor of FLAVORS) {
      if (compareExpressions(side, side, flavor) !== 'equal') throw new Error('not equal to itself');
      for (const other of EXPRESSIONS) {
        const against = { text: other, stored: false };
        const [there, back] = [
          compareExpressions(side, against, flavor),
          compareExpressions(against, side, flavor),
        ];
        if (there !== back) throw new Error(`${there} against ${other}, and ${back} the other way round`);
      }
    }
  },
};
