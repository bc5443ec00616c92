import type { ReactElement } from 'react';
import { Progress } from '@mantine/core';
import { IconAlertTriangle, IconCircleX, IconInfoCircle, IconX } from '@tabler/icons-react';
import clsx from 'clsx';
import { formatOrigin, type Diagnostic } from '../../shared/model';
import { useApi, useRead } from '../api/api-context';
import { Action } from '../primitives/action';
import { CopyButton } from '../primitives/copy-button';
import { countOf, formatCount } from '../primitives/drift-words';
import { formatDuration } from '../primitives/moment';
import { OriginText } from '../primitives/origin';
import { ErrorState, SkeletonRows } from '../primitives/states';
import { togglePane, useWindow, type BottomTab, type Task } from '../state/window-store';
import css from './bottom-panel.module.css';

const TABS: readonly { readonly id: BottomTab; readonly title: string }[] = [
  { id: 'problems', title: 'Problems' },
  { id: 'tasks', title: 'Tasks' },
  { id: 'log', title: 'Log' },
];

const SIGNS = { error: IconCircleX, warning: IconAlertTriangle, info: IconInfoCircle } as const;
const SHOWN = 500;

/** Below the screen: what is wrong in the sources, what is under way, and what happened. */
export function BottomPanel(): ReactElement {
  const tab = useWindow((state) => state.bottomTab);
  return (
    <div className={css['panel']}>
      <div className={css['tabs']}>
        {TABS.map(({ id, title }) => (
          <button
            key={id}
            type="button"
            aria-pressed={tab === id}
            className={clsx(css['tab'], tab === id && css['active'])}
            onClick={() => {
              useWindow.setState({ bottomTab: id });
            }}
          >
            {title}
          </button>
        ))}
        <button
          type="button"
          className={css['close']}
          aria-label="Close the panel"
          onClick={() => {
            togglePane('bottom', false);
          }}
        >
          <IconX size={14} aria-hidden="true" />
        </button>
      </div>
      <div
        className={css['body']}
        tabIndex={0}
        role="region"
        aria-label={TABS.find(({ id }) => id === tab)?.title}
      >
        {tab === 'problems' ? <Problems /> : tab === 'tasks' ? <Tasks /> : <Log />}
      </div>
    </div>
  );
}

function Problems(): ReactElement {
  const workspace = useRead('workspace.open', {});
  const found = useRead('source.diagnostics', { limit: SHOWN }, workspace.data !== undefined);
  if (found.isError) {
    return (
      <ErrorState
        title="The problems could not be listed"
        error={found.error}
        retry={() => void found.refetch()}
      />
    );
  }
  if (found.data === undefined) return <SkeletonRows rows={4} />;
  const own = workspace.data?.diagnostics ?? [];
  const all = [...own.map((diagnostic) => ({ source: 'tidemark.yaml', diagnostic })), ...found.data.items];
  if (all.length === 0) return <p className={css['note']}>Everything was read and understood.</p>;
  return (
    <>
      <ul>
        {all.map(({ source, diagnostic }, at) => {
          const Sign = SIGNS[diagnostic.severity];
          return (
            <li key={at} className={css['line']}>
              <Sign size={14} className={css[diagnostic.severity]} aria-label={diagnostic.severity} />
              <div className={css['words']}>
                <p>{diagnostic.message}</p>
                {diagnostic.hint !== undefined && <p className={css['dim']}>{diagnostic.hint}</p>}
              </div>
              <span className={css['source']}>{source}</span>
              <span className={css['place']}>
                {diagnostic.location !== undefined && <OriginText origin={diagnostic.location} />}
              </span>
            </li>
          );
        })}
        {found.data.total > SHOWN && (
          <li className={css['note']}>
            {formatCount(found.data.total - SHOWN)} more are in the output of <code>tidemark sources</code>.
          </li>
        )}
      </ul>
      <CopyButton
        label="Copy the problems"
        words="Copy the problems"
        text={() => all.map(({ source, diagnostic }) => sayProblem(source, diagnostic)).join('\n')}
      />
    </>
  );
}

/** A problem in one line, as compilers tell theirs: place, severity, message. */
function sayProblem(source: string, { severity, message, location, hint }: Diagnostic): string {
  const place = location === undefined ? source : formatOrigin(location);
  return `${place}: ${severity}: ${message}${hint === undefined ? '' : ` ${hint}`}`;
}

function Tasks(): ReactElement {
  const tasks = useWindow((state) => state.tasks);
  if (tasks.length === 0) return <p className={css['note']}>Nothing is under way.</p>;
  return (
    <ul>
      {tasks.toReversed().map((task) => (
        <TaskLine key={task.operation} task={task} />
      ))}
    </ul>
  );
}

function TaskLine({ task }: { readonly task: Task }): ReactElement {
  const api = useApi();
  const { progress, outcome, endedAt, startedAt } = task;
  const share =
    progress?.total === undefined || progress.total === 0 ? undefined : progress.done / progress.total;
  return (
    <li className={css['line']}>
      <div className={css['words']}>
        <p>
          {task.title}
          {progress?.current !== undefined && outcome === undefined && (
            <span className={css['dim']}> {progress.current}</span>
          )}
        </p>
        {outcome === undefined && (
          <Progress
            value={(share ?? 1) * 100}
            animated={share === undefined}
            size="xs"
            aria-label={`${task.title}: progress`}
          />
        )}
      </div>
      <span className={css['dim']}>
        {outcome === undefined
          ? progress &&
            `${formatCount(progress.done)} of ${progress.total === undefined ? 'more' : countOf(progress.total, progress.phase, progress.phase)}`
          : outcome}
      </span>
      <span className={css['dim']}>{endedAt !== undefined && formatDuration(endedAt - startedAt)}</span>
      {outcome === undefined && (
        <Action
          look="quiet"
          onClick={() => {
            void api('operation.cancel', { operation: task.operation });
          }}
        >
          Cancel
        </Action>
      )}
    </li>
  );
}

const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

function Log(): ReactElement {
  const log = useWindow((state) => state.log);
  if (log.length === 0) return <p className={css['note']}>Nothing has happened yet.</p>;
  return (
    <>
      <ul>
        {log.toReversed().map((line, at) => {
          const Sign = SIGNS[line.severity];
          return (
            <li key={at} className={css['line']}>
              <Sign size={14} className={css[line.severity]} aria-label={line.severity} />
              <span className={css['dim']}>{TIME.format(line.at)}</span>
              <p className={css['words']}>{line.text}</p>
            </li>
          );
        })}
      </ul>
      <CopyButton
        label="Copy the log"
        words="Copy the log"
        text={() =>
          log.map(({ at, severity, text }) => `${new Date(at).toISOString()} ${severity} ${text}`).join('\n')
        }
      />
    </>
  );
}
