import { useEffect, useRef, type ReactElement } from 'react';
import { MergeView } from '@codemirror/merge';
import { readOnlySql } from './code-theme';
import css from './code.module.css';

/** What a diff shows: two texts with their names. `fold` hides what is the same. */
export interface SqlDiffProps {
  readonly left: { readonly name: string; readonly text: string };
  readonly right: { readonly name: string; readonly text: string };
  readonly fold?: boolean;
}

/** Two SQL texts side by side. */
export function SqlDiff({ left, right, fold = false }: SqlDiffProps): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current === null) return;
    const view = new MergeView({
      parent: place.current,
      a: { doc: left.text, extensions: readOnlySql(`SQL of ${left.name}`) },
      b: { doc: right.text, extensions: readOnlySql(`SQL of ${right.name}`) },
      gutter: true,
      ...(fold ? { collapseUnchanged: { margin: 3, minSize: 6 } } : {}),
    });
    return () => {
      view.destroy();
    };
  }, [left.name, left.text, right.name, right.text, fold]);
  return <div ref={place} className={css['diff']} />;
}
