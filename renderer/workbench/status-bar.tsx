import { useEffect, useState, type ReactElement } from 'react';
import { IconAlertTriangle, IconClock, IconLoader2, IconPlugConnectedX } from '@tabler/icons-react';
import clsx from 'clsx';
import { useRead } from '../api/api-context';
import { useMatrix } from '../api/use-matrix';
import { Keys } from '../primitives/action';
import { countOf, formatCount, isDrift } from '../primitives/drift-words';
import { formatMoment } from '../primitives/moment';
import { makePlace } from '../state/place';
import { goTo } from '../state/use-place';
import { togglePane, undoLast, useWindow, type BottomTab } from '../state/window-store';
import { COMMAND_KEY } from './keys';
import css from './status-bar.module.css';

/** The last line: connection, what was read, drift, budget, problems, and what is under way. */
export function StatusBar(): ReactElement {
  const workspace = useRead('workspace.open', {});
  const read = useRead('source.read', {}, workspace.data !== undefined);
  const matrix = useMatrix((workspace.data?.sources.length ?? 0) > 0);
  const task = useWindow((state) => state.tasks.findLast(({ outcome }) => outcome === undefined));
  const sources = read.data?.sources ?? [];
  const own = workspace.data?.diagnostics.filter(({ severity }) => severity !== 'info').length ?? 0;
  const problems = sources.reduce((sum, { diagnostics: d }) => sum + d.errors + d.warnings, own);
  const rows = matrix.data?.rows;
  const tables = rows?.filter(({ object }) => object === 'table').length;
  return (
    <footer className={css['bar']}>
      <Connection />
      {rows !== undefined && tables !== undefined && (
        <button
          type="button"
          className={css['item']}
          onClick={() => {
            goTo(makePlace('drift'));
          }}
        >
          {countOf(sources.length, 'source')} · {countOf(tables, 'table')}
          {matrix.data !== undefined &&
            matrix.data.sources.length > 1 &&
            ` · ${formatCount(rows.filter(({ status }) => isDrift(status)).length)} drift`}
        </button>
      )}
      {workspace.data?.budget !== undefined && tables !== undefined && (
        <button
          type="button"
          className={css['item']}
          onClick={() => {
            goTo(makePlace('overview'));
          }}
        >
          budget {formatCount(tables)} of {formatCount(workspace.data.budget)}
        </button>
      )}
      <span className={css['space']} />
      <Notice />
      {task !== undefined && (
        <button
          type="button"
          className={clsx(css['item'], css['task'])}
          onClick={() => {
            showBottom('tasks');
          }}
        >
          <IconLoader2 size={13} className={css['turning']} aria-hidden="true" />
          <span className={css['under-way']}>
            {task.title}
            {task.progress !== undefined &&
              `: ${task.progress.current ?? task.progress.phase} ${formatCount(task.progress.done)}${
                task.progress.total === undefined ? '' : ` of ${formatCount(task.progress.total)}`
              }`}
          </span>
        </button>
      )}
      {task === undefined && (
        <>
          <span className={css['hint']}>F6 next pane</span>
          <span className={css['hint']}>{COMMAND_KEY} K for everything</span>
        </>
      )}
      <button
        type="button"
        className={css['item']}
        onClick={() => {
          showBottom('problems');
        }}
      >
        {problems > 0 && <IconAlertTriangle size={13} className={css['warn']} aria-hidden="true" />}
        {countOf(problems, 'problem')}
      </button>
    </footer>
  );
}

const NOTICE_MS = 4000;

/** What the window said in passing; who only listens hears it too. What can be taken back stays until something else is said. */
function Notice(): ReactElement {
  const notice = useWindow((state) => state.notice);
  const [gone, setGone] = useState<number>();
  useEffect(() => {
    if (notice === undefined) return;
    const timer = setTimeout(() => {
      setGone(notice.at);
    }, NOTICE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [notice]);
  const shown =
    notice !== undefined && (notice.at !== gone || notice.undo !== undefined) ? notice : undefined;
  return (
    <>
      <span className={css['notice']} role="status">
        {shown?.text}
      </span>
      {shown?.undo !== undefined && (
        <button type="button" className={clsx(css['item'], css['undo'])} onClick={undoLast}>
          Undo <Keys>{COMMAND_KEY} Z</Keys>
        </button>
      )}
    </>
  );
}

function Connection(): ReactElement | null {
  const gone = useWindow((state) => state.coreIsGone);
  const read = useRead('source.read', {}, false);
  if (gone) {
    return (
      <span className={css['bad']} role="alert">
        <IconPlugConnectedX size={13} aria-hidden="true" /> Tidemark does not answer. Start it again, and open
        the address that it prints.
      </span>
    );
  }
  const servers = read.data?.sources.filter(({ kind }) => kind === 'mysql') ?? [];
  const away = servers.find(({ stale, error }) => stale !== undefined || error !== undefined);
  if (away !== undefined) {
    return (
      <span className={css['stale']}>
        <IconClock size={13} aria-hidden="true" />
        {away.stale === undefined
          ? `${away.id} cannot be reached`
          : `${away.id} is offline, showing its snapshot of ${formatMoment(away.stale.since)}`}
      </span>
    );
  }
  const newest = read.data?.sources
    .flatMap(({ readAt, kind }) => (readAt && kind !== 'snapshot' ? [readAt] : []))
    .sort()
    .at(-1);
  return (
    <span className={newest === undefined ? css['idle'] : css['online']}>
      <span className={css['dot']} aria-hidden="true" />
      {read.data === undefined
        ? 'reading…'
        : servers.length > 0
          ? 'online'
          : newest === undefined
            ? 'nothing to read'
            : 'files'}
      {newest === undefined ? '' : `${servers.length > 0 ? ',' : ''} read ${formatMoment(newest)}`}
    </span>
  );
}

function showBottom(tab: BottomTab): void {
  const { bottomTab, preferences } = useWindow.getState();
  const isShown = !preferences.closed.includes('bottom') && bottomTab === tab;
  useWindow.setState({ bottomTab: tab });
  togglePane('bottom', !isShown);
}
