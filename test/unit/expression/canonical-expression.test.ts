import { describe, expect, test } from 'vitest';
import { canonicalExpression, readCanonicalForm } from '../../../shared/expression/canonical-expression';
import { areTokensEqual, compareExpressions } from '../../../shared/expression/compare-expressions';
import { parseExpression } from '../../../shared/expression/parse-expression';
import { parseFlavor } from '../../../shared/model';
import type { Flavor } from '../../../shared/model';

const MARIADB = parseFlavor('mariadb:10.11.19') as Flavor;
const MYSQL = parseFlavor('mysql:9.7.4') as Flavor;
const canonical = (text: string, flavor = MYSQL): string | undefined => canonicalExpression(text, flavor);

/** As measured: what was written, what MariaDB shows of it, what MySQL shows of it. */
const STORED: readonly (readonly [string, string | undefined, string | undefined])[] = [
  [
    'a!=1 and b=2 or not a=3',
    '`a` <> 1 and `b` = 2 or `a` <> 3',
    '(((`a` <> 1) and (`b` = 2)) or (`a` <> 3))',
  ],
  ['not a', '`a` = 0', '(0 = `a`)'],
  ['not not a', '`a` <> 0', '(0 <> `a`)'],
  ['a not in (1)', '`a` <> 1', '(`a` <> 1)'],
  [
    "c not like 'x%' escape '!'",
    "`c`  not like 'x%' escape '!'",
    "(not((`c` like _utf8mb4'x%' escape _utf8mb4'!')))",
  ],
  ['not (a > 1 and b < 2)', '`a` <= 1 or `b` >= 2', '((`a` <= 1) or (`b` >= 2))'],
  ['not (a <=> b)', '!(`a` <=> `b`)', '(not((`a` <=> `b`)))'],
  ['a && b || a', '`a` <> 0 and `b` <> 0 or `a` <> 0', '(((0 <> `a`) and (0 <> `b`)) or (0 <> `a`))'],
  ['a xor b', '`a` xor `b`', '((0 <> `a`) xor (0 <> `b`))'],
  ['mod(a,2)', '`a` MOD 2', '(`a` % 2)'],
  ['- -5', '5', '-(-(5))'],
  ['a-(b-1)', '`a` - (`b` - 1)', '(`a` - (`b` - 1))'],
  ['octet_length(c)', 'octet_length(`c`)', 'length(`c`)'],
  ['upper(c)', 'ucase(`c`)', 'upper(`c`)'],
  ['substring(c from 1 for 2)', 'substr(`c`,1,2)', 'substr(`c`,1,2)'],
  ['cast(c as binary(5))', 'cast(`c` as char(5) charset binary)', 'cast(`c` as char(5) charset binary)'],
  ['convert(c, signed)', 'cast(`c` as signed)', 'cast(`c` as signed)'],
  ['adddate(d,1)', '`d` + interval 1 day', '(`d` + interval 1 day)'],
  [
    "d - interval '1:1' hour_minute",
    "`d` - interval '1:1' hour_minute",
    "(`d` - interval _utf8mb4'1:1' hour_minute)",
  ],
  ['timestampadd(day,1,d)', '`d` + interval 1 day', '(`d` + interval 1 day)'],
  ["d > {d '2020-01-01'}", "`d` > DATE'2020-01-01'", "(`d` > DATE'2020-01-01')"],
  ["j->>'$.a'", undefined, "json_unquote(json_extract(`j`,_utf8mb4'$.a'))"],
  ["c not regexp 'a'", "!(`c` regexp 'a')", "(not(regexp_like(`c`,_utf8mb4'a')))"],
  ['row(a,b)=row(1,2)', '(`a`,`b`) = (1,2)', '((`a` = 1) and (`b` = 2))'],
  ['a is true', '`a` is true', '((0 <> `a`) is true)'],
  ['isnull(a)', '`a` is null', '(`a` is null)'],
  ["instr(c,'x')", "locate('x',`c`)", "locate(_utf8mb4'x',`c`)"],
  ["x'41'", "X'41'", '0x41'],
  ["b'101'", '0x05', '0x05'],
  ['a=true', '`a` = 1', '(`a` = true)'],
  ["concat('a' 'b', c)", "concat('ab',`c`)", "concat(_utf8mb4'ab',`c`)"],
  ['week(d)', 'week(`d`)', 'week(`d`,0)'],
  ['(a = 1) = (b = 2)', '`a` = 1 = (`b` = 2)', '((`a` = 1) = (`b` = 2))'],
];

describe('canonicalExpression', () => {
  test.each(STORED)('%s is what servers store of it', (written, mariadb, mysql) => {
    if (mariadb !== undefined) expect(canonical(written, MARIADB)).toBe(canonical(mariadb, MARIADB));
    if (mysql !== undefined) expect(canonical(written, MYSQL)).toBe(canonical(mysql, MYSQL));
    expect(canonical(written, MYSQL)).toBeDefined();
  });

  test.each([
    ['a + b * 2', '(a + b) * 2'],
    ['a - (b - 1)', 'a - b - 1'],
    ['a or b and c', '(a or b) and c'],
    ['a & (b | 1)', 'a & b | 1'],
    ["c = 'x'", "c = 'X'"],
    ['a in (1,2)', 'a in (2,1)'],
    ["_latin1'x'", "'x'"],
    ['cast(a as signed)', 'cast(a as unsigned)'],
    ['a between 1 and 2 and b', 'a between 1 and (2 and b)'],
    ['-a ^ 2', '-(a ^ 2)'],
    ['not a = b', '(not a) = b'],
    ['1.50', '1.5'],
  ])('%s and %s are two things', (a, b) => {
    expect(canonical(a)).toBeDefined();
    expect(canonical(a)).not.toBe(canonical(b));
  });

  test.each([
    '',
    'a +',
    '(a',
    'select 1',
    'a in (select 1)',
    'a = ?',
    'match (a) against (b)',
    'sum(a) over ()',
    'a b',
    "'open",
    ')',
  ])('says that it does not understand %j', (text) => {
    expect(canonical(text)).toBeUndefined();
  });

  test('deep nesting ends, and is not understood', () => {
    for (const open of ['(', 'not ', '- ', 'f(', 'case when '])
      expect(canonical(`${open.repeat(5000)}a`)).toBeUndefined();
    expect(canonical(`${'('.repeat(50)}a${')'.repeat(50)}`)).toBe('`a`');
  });

  test('long chains are read', () => {
    const text = Array.from({ length: 2000 }, (_, i) => `a = ${String(i)}`).join(' or ');
    expect(canonical(text)).toBeDefined();
  });

  test('sql_mode counts', () => {
    expect(canonicalExpression('a || b', MYSQL, { sqlMode: 'PIPES_AS_CONCAT' })).toBe('concat(`a`,`b`)');
    expect(canonicalExpression('"a" = 1', MYSQL, { sqlMode: 'ANSI_QUOTES' })).toBe('(`a` = 1)');
    expect(canonical('"a" = 1')).toBe("('a' = 1)");
  });

  test('MySQL’s escaped generation expressions are read', () => {
    expect(canonical("concat(`a`,_utf8mb4\\'it\\\\\\'s\\')")).toBe("concat(`a`,'it''s')");
  });

  test('names that JavaScript knows are just names', () => {
    expect(canonical('__proto__ + constructor')).toBe('(`__proto__` + `constructor`)');
    expect(canonical('`a``b` + 1')).toBe('(`a``b` + 1)');
  });
});

describe('compareExpressions', () => {
  test('what MySQL keeps and shows as question marks is unknown, and everything else still counts', () => {
    const against = (stored: string, stated: string, flavor: Flavor = MYSQL): string =>
      compareExpressions({ text: stored, stored: true }, { text: stated, stored: false }, flavor);
    expect(against("(`a` <> _utf8mb4'????')", "a <> '💩'")).toBe('unknown');
    expect(against("(`a` <> _utf8mb4'????')", "a <> '????'")).toBe('equivalent');
    expect(against("(`a` <> _utf8mb4'????')", "b <> '💩'")).toBe('different');
    expect(against("(`a` <> _utf8mb4'????')", "a <> '💩💩'")).toBe('different');
    expect(against("`a` <> '????'", "a <> '💩'", MARIADB)).toBe('different');
  });

  const compare = (a: string, b: string, stored = false): string =>
    compareExpressions({ text: a, stored }, { text: b, stored }, MYSQL);

  test('equal, equivalent, different', () => {
    expect(compare('a > 1', 'a > 1')).toBe('equal');
    expect(compare('a > 1', '(`A`>1)')).toBe('equivalent');
    expect(compare('a > 1', 'a > 2')).toBe('different');
    expect(compare('a > 1', 'b > 1')).toBe('different');
  });

  test('the charset of an ASCII text says nothing beside a column, and everything elsewhere', () => {
    for (const [flavor, server] of [
      [MYSQL, "(`s` <> _latin1'q')"],
      [MARIADB, "`s` <> 'q'"],
    ] as const) {
      const against = (stated: string, stored = server): string =>
        compareExpressions({ text: stored, stored: true }, { text: stated, stored: false }, flavor);
      expect(against("s <> 'q'")).toBe('equivalent');
      expect(against("s <> _latin1'q'")).toBe('equivalent');
      expect(against("s <> 'p'")).toBe('different');
    }
    expect(compare("(`s` in (_latin1'a',_latin1'b'))", "s in ('a','b')", true)).toBe('equivalent');
    expect(compare("concat(`s`,_latin1'a')", "concat(s, 'a')", true)).toBe('equivalent');
    expect(compare("(_latin1'a' = _latin1'A')", "('a' = 'A')", true)).toBe('different');
    expect(compare("(`s` = _binary'a')", "(`s` = 'a')", true)).toBe('different');
    expect(compare("(`s` = _utf16'a')", "(`s` = 'a')", true)).toBe('different');
    expect(compare("(`s` = _latin1'é')", "(`s` = 'é')", true)).toBe('different');
    // Whether MariaDB keeps the charset depends on what stands around it.
    const between = { text: "length('q') > n", stored: true };
    expect(compareExpressions(between, { text: "length(_latin1'q') > n", stored: false }, MARIADB)).toBe(
      'unknown',
    );
  });

  test('what servers might rewrite is unknown, unless a server has stored both', () => {
    expect(compare('frob(a)', 'frob(a, 1)')).toBe('unknown');
    expect(compare('frob(a)', 'frob(b)')).toBe('different');
    expect(compare('frob(a)', 'frob(a, 1)', true)).toBe('different');
    expect(compare('match (a) against (b)', 'MATCH(`a`) AGAINST (`b`)')).toBe('equivalent');
    expect(compare('match (a) against (b)', 'match (a) against (c)')).toBe('unknown');
  });

  test('the truth of a check is all that counts', () => {
    const check = (a: string, b: string): string =>
      compareExpressions({ text: a, stored: false }, { text: b, stored: false }, MYSQL, { truth: true });
    expect(check('a', 'a <> 0')).toBe('equivalent');
    expect(compare('a', 'a <> 0')).toBe('different');
  });
});

describe('areTokensEqual', () => {
  test('white space, comments, the case of words and the quoting of names do not count', () => {
    expect(areTokensEqual('SELECT a  FROM t -- x\n', 'select `a` from `t`')).toBe(true);
    expect(areTokensEqual("select 'a'", 'select "a"')).toBe(true);
    expect(areTokensEqual("select 'a'", "select 'A'")).toBe(false);
    expect(areTokensEqual("select 'a'", 'select a')).toBe(false);
    expect(areTokensEqual('select `A`', 'select `a`')).toBe(false);
  });
});

describe('parseExpression', () => {
  test('keeps the structure', () => {
    expect(parseExpression('a + 1 > 2')).toEqual({
      kind: 'binary',
      operator: '>',
      left: {
        kind: 'binary',
        operator: '+',
        left: { kind: 'column', name: 'a' },
        right: { kind: 'number', value: '1' },
      },
      right: { kind: 'number', value: '2' },
    });
  });
});

test('settled says that every part is stored as written', () => {
  expect(readCanonicalForm('upper(a) > 1', MYSQL)?.settled).toBe(true);
  expect(readCanonicalForm('frob(a) > 1', MYSQL)?.settled).toBe(false);
});
