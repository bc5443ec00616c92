import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { EDITOR_IDS, editorAddress, isEditorAddress } from '../../shared/editor-address';

describe('editorAddress', () => {
  it('says file and line as each editor wants them', () => {
    const place = { path: 'docs/my tables/a#b.toon', line: 12 };
    expect(editorAddress('vscode', '/home/you', place)).toBe(
      'vscode://file/home/you/docs/my%20tables/a%23b.toon:12',
    );
    expect(editorAddress('phpstorm', '/home/you/', place)).toBe(
      'phpstorm://open?file=/home/you/docs/my%20tables/a%23b.toon&line=12',
    );
    expect(editorAddress('zed', 'C:\\code\\app', { path: 'sql\\a.sql', line: 1 })).toBe(
      'zed://file/C:/code/app/sql/a.sql:1',
    );
    expect(editorAddress('vscode', '/home/you', { path: '/srv/dump.sql', line: 3 })).toBe(
      'vscode://file/srv/dump.sql:3',
    );
  });

  it('opens nothing that is not what is shown', () => {
    const refused = ['../secret', 'a/../../b', 'a\u0000b', 'a\nb', '\ud800'];
    for (const path of refused)
      expect(editorAddress('vscode', '/home/you', { path, line: 1 })).toBeUndefined();
    expect(editorAddress('vscode', '/home/you', { path: 'a', line: 0 })).toBeUndefined();
    expect(editorAddress('vscode', '', { path: '//server/share/a', line: 1 })).toBeUndefined();
  });

  it('makes only addresses that are let out, whatever a file is called', () => {
    const name = fc.string({ unit: 'binary', minLength: 1 });
    fc.assert(
      fc.property(
        fc.constantFrom(...EDITOR_IDS),
        name,
        fc.integer({ min: 1, max: 1e6 }),
        (editor, path, line) => {
          const address = editorAddress(editor, '/home/you', { path, line });
          expect(address === undefined || isEditorAddress(address)).toBe(true);
        },
      ),
    );
  });
});

describe('isEditorAddress', () => {
  it.each([
    'https://file/home/you/a:1',
    'file:///etc/passwd',
    'vscode://ms-python.python/run?cmd=x',
    'vscode://file/home/you/a:1?x=y',
    'vscode://file/home/you/a:1#x',
    'vscode://file/home/../etc/passwd:1',
    'vscode://file/home/%2e%2e/etc/passwd:1',
    'vscode://file/a%0Ab:1',
    'vscode://file//server/share/a:1',
    'vscode://file/a%:1',
    'vscode://open?file=/a&line=1',
    'phpstorm://file/a:1',
    'phpstorm://open?file=/a&line=1&x=2',
    'javascript:alert(1)//vscode://file/a:1',
    ' vscode://file/a:1',
  ])('keeps %s in', (address) => {
    expect(isEditorAddress(address)).toBe(false);
  });
});
