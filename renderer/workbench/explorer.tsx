import { useMemo, type ReactElement } from 'react';
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { WorkspaceView } from '../../shared/api';
import { useMatrix } from '../api/use-matrix';
import { countOf, formatCount } from '../primitives/drift-words';
import { SkeletonRows } from '../primitives/states';
import { useWindow } from '../state/window-store';
import { indexMatrix, listExplorerRows, listGroupKeys } from './explorer-rows';
import { ExplorerTree } from './explorer-tree';
import { GroupingMenu } from './grouping-menu';
import { SourceList } from './source-list';
import css from './explorer.module.css';

/** The left pane: schema → kind → objects with how they drift in each source, a filter, and the sources below. */
export function Explorer({ workspace }: { readonly workspace: WorkspaceView | undefined }): ReactElement {
  const matrix = useMatrix(workspace !== undefined && workspace.sources.length > 0);
  const filter = useWindow((state) => state.filter);
  const folded = useWindow((state) => state.folded);
  const grouping = useWindow((state) => state.preferences.explorerGrouping);
  const federation = workspace?.federation;
  const index = useMemo(
    () => matrix.data && indexMatrix(matrix.data, federation ?? [], grouping),
    [matrix.data, federation, grouping],
  );
  const groupKeys = useMemo(() => (index ? listGroupKeys(index) : []), [index]);
  const rows = useMemo(() => (index ? listExplorerRows(index, filter, folded) : []), [index, filter, folded]);
  const hits = useMemo(() => rows.reduce((sum, row) => sum + (row.level === 1 ? row.shown : 0), 0), [rows]);
  return (
    <div className={css['explorer']}>
      <div className={css['filter']}>
        <TextInput
          aria-label="Filter objects"
          placeholder={index ? `Filter ${countOf(index.total, 'object')}` : 'Filter objects'}
          leftSection={<IconSearch size={14} aria-hidden="true" />}
          value={filter}
          onChange={(event) => {
            useWindow.setState({ filter: event.currentTarget.value });
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && filter !== '') {
              event.stopPropagation();
              useWindow.setState({ filter: '' });
            }
            if (event.key === 'ArrowDown') {
              event.preventDefault();
              document.getElementById('explorer-tree')?.focus();
            }
          }}
        />
        <GroupingMenu />
        <span className="only-heard" role="status">
          {filter === '' ? '' : `${formatCount(hits)} found`}
        </span>
      </div>
      {index === undefined || matrix.data === undefined ? (
        matrix.isError || workspace?.sources.length === 0 ? (
          <p className={css['note']}>No objects to show yet.</p>
        ) : (
          <div className={css['reading']}>
            <SkeletonRows rows={14} />
          </div>
        )
      ) : hits === 0 && filter !== '' ? (
        <p className={css['note']}>
          Nothing is named “{filter}”. Press Escape to see all {formatCount(index.total)}.
        </p>
      ) : (
        <ExplorerTree rows={rows} groupKeys={groupKeys} matrix={matrix.data} filtered={filter !== ''} />
      )}
      <SourceList />
    </div>
  );
}
