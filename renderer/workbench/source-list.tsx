import type { ReactElement } from 'react';
import { Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconClock } from '@tabler/icons-react';
import type { SourceSummary } from '../../shared/api';
import { useRead } from '../api/api-context';
import { useMatrix } from '../api/use-matrix';
import { isMenuKey, useContextMenu, type MenuAnchor } from '../primitives/context-menu';
import { formatCount, sayOwnTables } from '../primitives/drift-words';
import { formatMoment } from '../primitives/moment';
import { Pill } from '../primitives/pill';
import { Skeleton } from '../primitives/states';
import { makePlace } from '../state/place';
import { goTo } from '../state/use-place';
import { useSourceMenu } from './source-menu';
import css from './source-list.module.css';

/** The sources, with what each holds and how it stands; a press leads to its settings. */
export function SourceList(): ReactElement | null {
  const workspace = useRead('workspace.open', {});
  const read = useRead('source.read', {}, workspace.data !== undefined);
  const matrix = useMatrix((workspace.data?.sources.length ?? 0) > 0);
  const { menu, openMenu } = useContextMenu();
  const entriesOf = useSourceMenu();
  const expected = workspace.data?.sources ?? [];
  if (workspace.data !== undefined && expected.length === 0) return null;
  return (
    <section className={css['sources']} aria-labelledby="sources-caption">
      <h2 id="sources-caption" className={css['caption']}>
        Sources <span className={css['unit']}>tables</span>
      </h2>
      <ul>
        {read.data?.sources.map((source) => (
          <li key={source.id}>
            <SourceLine
              source={source}
              own={matrix.data?.sources.find(({ id }) => id === source.id)?.own ?? 0}
              onMenu={(anchor) => {
                openMenu(anchor, source.id, entriesOf(source));
              }}
            />
          </li>
        )) ??
          (expected.length === 0 ? [1, 2, 3, 4] : expected.map(({ id }) => id)).map((id) => (
            <li key={id} className={css['line']}>
              <Skeleton width="0.6rem" />
              {typeof id === 'string' ? <span className={css['name']}>{id}</span> : <Skeleton width="40%" />}
            </li>
          ))}
      </ul>
      {menu}
    </section>
  );
}

function SourceLine(props: {
  readonly source: SourceSummary;
  /** How many of its tables are Tidemark's own. */
  readonly own: number;
  readonly onMenu: (anchor: MenuAnchor) => void;
}): ReactElement {
  const { source, own, onMenu } = props;
  const tables = source.counts && source.counts.tables - own;
  return (
    <Tooltip label={describe(source, own)} position="right">
      <button
        type="button"
        className={css['line']}
        onClick={() => {
          goTo(makePlace('settings', ['sources'], { source: source.id }));
        }}
        onKeyDown={(event) => {
          if (!isMenuKey(event)) return;
          event.preventDefault();
          onMenu(event.currentTarget);
        }}
        onContextMenu={(event) => {
          event.preventDefault();
          event.currentTarget.focus();
          onMenu(event);
        }}
      >
        <Sign source={source} />
        <span className={css['name']}>{source.id}</span>
        {source.reference && <Pill tone="tide">reference</Pill>}
        <span className={css['count']}>
          {source.error !== undefined
            ? 'not read'
            : tables !== undefined && (
                <>
                  {formatCount(tables)}
                  <span className="only-heard"> {tables === 1 ? 'table' : 'tables'}</span>
                </>
              )}
        </span>
      </button>
    </Tooltip>
  );
}

function Sign({ source }: { readonly source: SourceSummary }): ReactElement {
  if (source.error !== undefined)
    return <IconAlertTriangle size={13} className={css['failed']} aria-label="failed" />;
  if (source.stale !== undefined || source.kind === 'snapshot')
    return <IconClock size={13} className={css['stale']} aria-label="snapshot" />;
  return <span className={css['dot']} aria-hidden="true" />;
}

function describe(source: SourceSummary, own: number): string {
  const parts = [source.address];
  if (source.error !== undefined) parts.push(source.error.message);
  if (source.stale !== undefined)
    parts.push(`A snapshot of ${formatMoment(source.stale.since)} stands in: ${source.stale.reason}`);
  if (source.readAt !== undefined)
    parts.push(
      source.kind === 'snapshot'
        ? `Saved ${formatMoment(source.readAt)}`
        : `Read ${formatMoment(source.readAt)}`,
    );
  if (own > 0) parts.push(sayOwnTables(own));
  return parts.join(' · ');
}
