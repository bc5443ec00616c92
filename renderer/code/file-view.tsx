import { useEffect, useRef, type ReactElement } from 'react';
import { EditorState, type Extension } from '@codemirror/state';
import { Decoration, EditorView, lineNumbers } from '@codemirror/view';
import { readOnlySql } from './code-theme';
import css from './code.module.css';

/** Lines of a file: `firstLine` is the number of the first, `line` the one that is meant. Both counted from 1. */
export interface FileViewProps {
  readonly label: string;
  readonly lines: readonly string[];
  readonly firstLine: number;
  readonly line: number;
}

/** Lines of a file with their own numbers; the one that is meant is marked and in the middle. */
export function FileView({ label, lines, firstLine, line }: FileViewProps): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current === null) return;
    const doc = EditorState.create({ doc: lines.join('\n') }).doc;
    const meant = doc.line(Math.max(1, Math.min(doc.lines, line - firstLine + 1)));
    const mark: Extension = EditorView.decorations.of(
      Decoration.set([Decoration.line({ class: 'cm-changedLine' }).range(meant.from)]),
    );
    const view = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc,
        selection: { anchor: meant.from },
        extensions: [
          lineNumbers({ formatNumber: (number) => String(number + firstLine - 1) }),
          readOnlySql(label),
          mark,
        ],
      }),
      scrollTo: EditorView.scrollIntoView(meant.from, { y: 'center' }),
    });
    return () => {
      view.destroy();
    };
  }, [label, lines, firstLine, line]);
  return <div ref={place} className={css['view']} />;
}
