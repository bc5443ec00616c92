import { describe, expect, it } from 'vitest';
import { toCsv, toMarkdown } from '../../../renderer/primitives/table-text';

describe('a table as text', () => {
  it('is Markdown whose cells hold together whatever stands in them', () => {
    const table = {
      head: ['name', 'why | how'],
      rows: [
        ['a`b', 'one\r\ntwo <b>'],
        ['x|y', 'a\\b'],
        ['', ''],
      ],
      code: new Set([0]),
    };
    expect(toMarkdown(table).split('\n')).toEqual([
      '| name | why \\| how |',
      '| --- | --- |',
      '| `` a`b `` | one two \\<b> |',
      '| `x\\|y` | a\\\\b |',
      '|  |  |',
    ]);
  });

  it('is CSV with quotes only where they are needed', () => {
    const rows = [
      ['plain', 'a,b', 'say "x"'],
      ['two\nlines', '', 'ä'],
    ];
    expect(toCsv({ head: ['a', 'b', 'c'], rows })).toBe(
      'a,b,c\r\nplain,"a,b","say ""x"""\r\n"two\nlines",,ä\r\n',
    );
  });

  it('gives a spreadsheet nothing to calculate, and leaves numbers alone', () => {
    const rows = [['=1+1', '@SUM(A1)', '-1.5', '+3', '-2+cmd()', '\t=1']];
    expect(toCsv({ head: [], rows })).toBe("\r\n'=1+1,'@SUM(A1),-1.5,+3,'-2+cmd(),'\t=1\r\n");
  });
});
