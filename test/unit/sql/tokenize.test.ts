import { describe, expect, it } from 'vitest';
import { parseSqlMode, quoteIdentifier, quoteString, tokenize } from '../../../shared/sql';

const kinds = (text: string, mode = ''): string[] =>
  tokenize(text, { mode: parseSqlMode(mode) }).map((token) => `${token.kind}:${token.text}`);

describe('tokenize', () => {
  it('decodes names and strings', () => {
    expect(kinds("`a``b` 'it''s\\n\\%' \"x\"")).toEqual(['quoted:a`b', "string:it's\n\\%", 'string:x']);
    expect(kinds('"a""b" \'c:\\\'', 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES')).toEqual([
      'quoted:a"b',
      'string:c:\\',
    ]);
  });

  it('tells numbers from names that start with digits', () => {
    expect(kinds('1 1.5e-3 .5 1e5 1st 0xAB 0b01 t.1a')).toEqual([
      'number:1',
      'number:1.5e-3',
      'number:.5',
      'number:1e5',
      'word:1st',
      'hex:AB',
      'bit:01',
      'word:t',
      'symbol:.',
      'word:1a',
    ]);
  });

  it('skips comments by the rules of the servers', () => {
    expect(kinds('5--3 -- x\n# y\n/* z */ 1')).toEqual([
      'number:5',
      'symbol:-',
      'symbol:-',
      'number:3',
      'number:1',
    ]);
  });

  it('enters conditional comments as the flavor would', () => {
    const text = '/*!80023 new */ /*!50100 old */ /*M!100100 maria */ /*M!999999\\- sandbox */ /*! always */';
    const words = (flavor?: Parameters<typeof tokenize>[1]): string[] =>
      tokenize(text, flavor).map((token) => token.text);
    expect(words({ flavor: { vendor: 'mysql', version: [8, 0, 20] } })).toEqual(['old', 'always']);
    expect(words({ flavor: { vendor: 'mysql', version: [8, 4, 0] } })).toEqual(['new', 'old', 'always']);
    expect(words({ flavor: { vendor: 'mariadb', version: [10, 11, 0] } })).toEqual([
      'old',
      'maria',
      'always',
    ]);
    expect(words()).toEqual(['new', 'old', 'maria', 'always']);
  });

  it('takes a sixth digit of a version as each vendor does', () => {
    const texts = (vendor: 'mysql' | 'mariadb', text: string): string[] =>
      tokenize(text, { flavor: { vendor, version: vendor === 'mysql' ? [9, 7, 4] : [10, 11, 0] } }).map(
        (token) => token.text,
      );
    expect(texts('mysql', '/*!506012*/')).toEqual(['2']);
    expect(texts('mysql', '/*!506012 x*/')).toEqual([]);
    expect(texts('mysql', '/*!090700 x*/')).toEqual(['x']);
    expect(texts('mariadb', '/*!506012*/ /*!100100x*/')).toEqual(['x']);
  });

  it('takes no letter for a keyword that only looks like one in capitals', () => {
    expect(tokenize('ſet')[0]?.upper).toBe('ſet');
  });
});

describe('quoting', () => {
  it('is undone by reading', () => {
    for (const text of ["it's", 'a\\b', '\0\n\r\x1a', '"`', '*/ -- #']) {
      expect(kinds(quoteString(text))).toEqual(['string:' + text]);
      expect(kinds(quoteString(text, { noBackslashEscapes: true }), 'NO_BACKSLASH_ESCAPES')).toEqual([
        'string:' + text,
      ]);
    }
    expect(kinds(quoteIdentifier('a`b;"'))).toEqual(['quoted:a`b;"']);
  });
});
