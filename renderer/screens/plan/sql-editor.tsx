import { useEffect, useRef, type ReactElement } from 'react';
import { MySQL, sql } from '@codemirror/lang-sql';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { EditorView, highlightSpecialChars, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const COLOURS = HighlightStyle.define([
  {
    tag: [tags.keyword, tags.typeName, tags.standard(tags.name)],
    color: 'var(--tide-ink)',
    fontWeight: '600',
  },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--different-ink)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--extra-ink)' },
  { tag: [tags.comment, tags.lineComment, tags.blockComment], color: 'var(--dim)', fontStyle: 'italic' },
]);

const LOOK = EditorView.theme({
  '&': { height: '100%', fontSize: 'var(--type-small)', backgroundColor: 'transparent', color: 'var(--ink)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.2rem', overflow: 'auto' },
  '.cm-content': { padding: 'var(--space-2) 0', fontVariantLigatures: 'none' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--dim)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '2.25rem', padding: '0 var(--space-2) 0 var(--space-1)' },
});

/** SQL with colours, to be read, selected and copied. Loaded when it is first shown: the editor is large. */
export function SqlEditor({ text, label }: { readonly text: string; readonly label: string }): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current === null) return undefined;
    const view = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(),
          highlightSpecialChars(),
          sql({ dialect: MySQL }),
          syntaxHighlighting(COLOURS),
          EditorView.lineWrapping,
          EditorState.readOnly.of(true),
          EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': 'true', tabindex: '0' }),
          LOOK,
        ],
      }),
    });
    return () => {
      view.destroy();
    };
  }, [text, label]);
  return <div ref={place} style={{ height: '100%' }} />;
}
