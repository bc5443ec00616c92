import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState, type Extension } from '@codemirror/state';
import { MySQL, sql } from '@codemirror/lang-sql';
import { EditorView, highlightSpecialChars, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const look = EditorView.theme({
  '&': {
    height: '100%',
    fontSize: 'var(--type-small)',
    backgroundColor: 'var(--panel)',
    color: 'var(--ink)',
  },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.25rem' },
  '.cm-gutters': { backgroundColor: 'var(--panel)', color: 'var(--dim)', border: 'none' },
  '.cm-content': { padding: '0.5rem 0' },
  '&.cm-focused': { outline: 'var(--focus)', outlineOffset: '-2px' },
  '.cm-changedLine': { backgroundColor: 'var(--different-tint) !important' },
  '.cm-deletedChunk': { backgroundColor: 'var(--missing-tint)' },
  '.cm-changedText': { background: 'none !important', boxShadow: 'inset 0 -2px 0 var(--different)' },
  '.cm-changeGutter': { width: '3px', paddingLeft: '0' },
  '.cm-changedLineGutter, .cm-deletedLineGutter': { background: 'var(--different) !important' },
  '.cm-specialChar': { color: 'var(--missing-ink)', backgroundColor: 'var(--missing-tint)' },
  '.cm-collapsedLines': {
    background: 'var(--sunk)',
    color: 'var(--dim)',
    fontFamily: 'var(--sans)',
    padding: '0.25rem 0.75rem',
  },
  // The library's own sign is in neither of our fonts.
  '.cm-collapsedLines:before, .cm-collapsedLines:after': { content: '"⋯"' },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword], color: 'var(--tide-ink)', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--different-ink)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--extra-ink)' },
  { tag: [tags.comment, tags.lineComment, tags.blockComment], color: 'var(--dim)', fontStyle: 'italic' },
  { tag: [tags.typeName, tags.standard(tags.name)], color: 'var(--equal-ink)' },
]);

/** SQL that is read, not written: colours by the tokens, line numbers, wrapped lines, a name for screen readers. */
export function readOnlySql(label: string): Extension {
  return [
    sql({ dialect: MySQL }),
    look,
    syntaxHighlighting(colours),
    highlightSpecialChars(),
    lineNumbers(),
    EditorView.lineWrapping,
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({
      'aria-label': label,
      tabindex: '0',
      role: 'textbox',
      'aria-readonly': 'true',
      'aria-multiline': 'true',
    }),
  ];
}
