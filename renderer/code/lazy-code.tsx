import { lazy, Suspense, type ReactElement } from 'react';
import { SkeletonRows } from '../primitives/states';
import type { FileViewProps } from './file-view';
import type { SqlDiffProps } from './sql-diff';
import type { SqlViewProps } from './sql-view';

const View = lazy(async () => ({ default: (await import('./sql-view')).SqlView }));
const File = lazy(async () => ({ default: (await import('./file-view')).FileView }));
const Diff = lazy(async () => ({ default: (await import('./sql-diff')).SqlDiff }));

/** SQL to read, with colours, search and copy. The editor's code is loaded when the first one is shown. */
export function LazySqlView(props: SqlViewProps): ReactElement {
  return (
    <Suspense fallback={<SkeletonRows rows={8} />}>
      <View {...props} />
    </Suspense>
  );
}

/** Two SQL texts side by side, with what differs marked. */
export function LazySqlDiff(props: SqlDiffProps): ReactElement {
  return (
    <Suspense fallback={<SkeletonRows rows={12} />}>
      <Diff {...props} />
    </Suspense>
  );
}

/** Lines of a file, with the one that is meant marked. */
export function LazyFileView(props: FileViewProps): ReactElement {
  return (
    <Suspense fallback={<SkeletonRows rows={16} />}>
      <File {...props} />
    </Suspense>
  );
}
