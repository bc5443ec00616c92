import { useEffect, useRef, type ReactElement } from 'react';
import { Change, diff, MergeView } from '@codemirror/merge';
import { readOnlySql } from './code-theme';
import css from './code.module.css';
import { diffByLines } from './diff-by-lines';

/** What a diff shows: two texts with their names. `fold` hides what is the same. */
export interface SqlDiffProps {
  readonly left: { readonly name: string; readonly text: string };
  readonly right: { readonly name: string; readonly text: string };
  readonly fold?: boolean;
}

/** How long signs are compared within one stretch of lines, in milliseconds: longer, and they count as changed. */
const MOST_MS = 50;

/** What changes, sign by sign within the lines that do. */
function findChanges(a: string, b: string): readonly Change[] {
  return diffByLines(a, b).flatMap(({ fromA, toA, fromB, toB }) =>
    diff(a.slice(fromA, toA), b.slice(fromB, toB), { scanLimit: 500, timeout: MOST_MS }).map(
      (change) =>
        new Change(change.fromA + fromA, change.toA + fromA, change.fromB + fromB, change.toB + fromB),
    ),
  );
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
      diffConfig: { override: findChanges },
      ...(fold ? { collapseUnchanged: { margin: 3, minSize: 6 } } : {}),
    });
    return () => {
      view.destroy();
    };
  }, [left.name, left.text, right.name, right.text, fold]);
  return <div ref={place} className={css['diff']} />;
}
