import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { jsx, jsxs } from '../../../renderer/jsx/jsx-runtime';
import { visibleText } from '../../../shared/visible-text';

describe('visibleText', () => {
  it('shows what turns, hides or controls, and leaves the rest', () => {
    expect(visibleText('users\u202egnp.exe')).toBe('users\\u202egnp.exe');
    expect(visibleText('a\u0000b\u001b[31m\u200b\ufeff')).toBe('a\\x00b\\x1b[31m\\u200b\\ufeff');
    for (const text of ['', 'two\nlines\tand a tab', '👩‍👩‍👧‍👦', 'नमस्ते', 'क्‍ष', 'שלום', 'é'])
      expect(visibleText(text)).toBe(text);
  });
});

describe('the page’s JSX', () => {
  const MARK = '\u202e';

  it('makes every text visible: children, titles and names', () => {
    const element = jsxs('p', {
      title: `t${MARK}`,
      'aria-label': `l${MARK}`,
      children: [`a${MARK}`, jsx('b', { children: `c${MARK}` }), 1, null],
    });
    const html = renderToStaticMarkup(element);
    expect(html).toBe('<p title="t\\u202e" aria-label="l\\u202e">a\\u202e<b>c\\u202e</b>1</p>');
  });

  it('leaves properties as they are that are no text, and never changes what it was given', () => {
    const props = { value: `v${MARK}`, title: `t${MARK}`, readOnly: true };
    expect(renderToStaticMarkup(jsx('input', props))).toContain(`value="v${MARK}"`);
    expect(props.title).toBe(`t${MARK}`);
  });
});
