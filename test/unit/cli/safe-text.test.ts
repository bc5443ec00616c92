import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeJson, safeText } from '../../../electron/cli/text/safe-text';
import { markdownCode, markdownRows, markdownText } from '../../../electron/cli/text/markdown';

// eslint-disable-next-line no-control-regex -- what must never reach a terminal
const STEERING = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]/;

describe('safeText', () => {
  it.each([
    ['a\nb', 'a\\nb'],
    ['\u001b[31mred', '\\x1b[31mred'],
    ['\u009b2J', '\\x9b2J'],
    ['\u202egnp.exe', '\\u202egnp.exe'],
    ['\r\t\0', '\\r\\t\\0'],
    ['naïve 表 🙂', 'naïve 表 🙂'],
  ])('shows %j as %j', (text, shown) => {
    expect(safeText(text)).toBe(shown);
  });

  it('lets nothing through that steers a terminal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(safeText(text)).not.toMatch(STEERING);
      }),
    );
  });
});

describe('safeJson', () => {
  it('says the same as JSON and holds nothing that steers a terminal', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = safeJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(text.replaceAll('\n', '')).not.toMatch(STEERING);
      }),
    );
  });
});

describe('Markdown', () => {
  it('keeps a name in its cell', () => {
    const table = markdownRows(['a'], [[markdownText('x | y\n| z')], [markdownCode('p | q')]]);
    expect(table.split('\n')).toEqual(['| a |', '| --- |', '| x \\| y\\\\n\\| z |', '| `p \\| q` |']);
  });

  it('makes no markup of a hostile name', () => {
    expect(markdownText('<img src=x> [a](javascript:b) *c* `d`')).toBe(
      '&lt;img src=x&gt; \\[a\\](javascript:b) \\*c\\* \\`d\\`',
    );
    expect(markdownCode('a`b``c')).toBe('```a`b``c```');
    expect(markdownCode('`')).toBe('`` ` ``');
  });
});
