import { useEffect, useRef, type ReactElement } from 'react';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { readOnlySql } from './code-theme';
import css from './code.module.css';

/** What an SQL view shows. `label` names it for screen readers. */
export interface SqlViewProps {
  readonly text: string;
  readonly label: string;
}

/** SQL to read. */
export function SqlView({ text, label }: SqlViewProps): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current === null) return;
    const view = new EditorView({
      parent: place.current,
      state: EditorState.create({ doc: text, extensions: readOnlySql(label) }),
    });
    return () => {
      view.destroy();
    };
  }, [text, label]);
  return <div ref={place} className={css['view']} />;
}
