import { useState, type ReactElement } from 'react';
import { IconPlugConnected, IconRefresh } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import clsx from 'clsx';
import type { SourceSummary } from '../../../shared/api';
import { refreshAll, useRead, useWrite } from '../../api/api-context';
import { useMatrix } from '../../api/use-matrix';
import { Action } from '../../primitives/action';
import { Card } from '../../primitives/card';
import { countOf, formatCount, sayOwnTables } from '../../primitives/drift-words';
import { sayFlavor } from '../../primitives/flavor-words';
import { formatMoment } from '../../primitives/moment';
import { BreakablePath } from '../../primitives/origin';
import { Pill } from '../../primitives/pill';
import { EmptyState, ErrorState, SkeletonRows } from '../../primitives/states';
import { makePlace, NEW_CONNECTION_ID } from '../../state/place';
import { adjustPlace, goTo } from '../../state/use-place';
import { showProblems } from '../../state/window-store';
import { ConnectionAnswer } from '../connection/connection-answer';
import { GivePassword } from '../connection/give-password';
import { Question } from '../plan/question';
import { errorsOfConfig, ReadingProblems } from '../reading-problems';
import css from './settings.module.css';

/** Every source: what it is, what it holds, how its reading went; connections can be tried. */
export function SourceSettings({ marked }: { readonly marked: string | undefined }): ReactElement {
  const workspace = useRead('workspace.open', {});
  const read = useRead('source.read', {}, workspace.data !== undefined);
  if (read.isError) {
    return (
      <ErrorState
        title="The sources could not be read"
        error={read.error}
        retry={() => void read.refetch()}
      />
    );
  }
  if (read.data === undefined) return <SkeletonRows rows={8} />;
  const problems = workspace.data && <ReadingProblems workspace={workspace.data} matrix={undefined} />;
  if (read.data.sources.length === 0) {
    // A file with mistakes is mended first: nothing can be added to it.
    if (workspace.data !== undefined && errorsOfConfig(workspace.data).length > 0) return <>{problems}</>;
    return (
      <EmptyState
        title="This workspace has no source"
        action={
          <>
            <Action
              look="main"
              onClick={() => {
                adjustPlace({ connection: NEW_CONNECTION_ID }, { replace: false });
              }}
            >
              Add a connection
            </Action>
            <Action
              onClick={() => {
                goTo(makePlace('welcome'));
              }}
            >
              Open another folder
            </Action>
          </>
        }
      >
        Add a connection to a database, or name in tidemark.yaml a folder of TOON files, an SQL file or
        migrations.
      </EmptyState>
    );
  }
  return (
    <>
      {problems}
      <div className={css['cards']}>
        {read.data.sources.map((source) => (
          <SourceCard
            key={source.id}
            source={source}
            marked={source.id === marked}
            readOnly={workspace.data?.readOnly === true}
          />
        ))}
      </div>
    </>
  );
}

function SourceCard({
  source,
  marked,
  readOnly,
}: {
  readonly source: SourceSummary;
  readonly marked: boolean;
  readonly readOnly: boolean;
}): ReactElement {
  const queries = useQueryClient();
  const reread = useWrite('source.read', { title: `Reading ${source.id} again` });
  const test = useWrite('connection.test');
  const remove = useWrite('workspace.removeConnection', { title: `Taking ${source.id} out` });
  const [removing, setRemoving] = useState(false);
  const { counts, diagnostics } = source;
  const compared = useMatrix().data?.sources.find(({ id }) => id === source.id);
  const own = compared?.own ?? 0;
  const refused = test.error?.code ?? source.error?.code;
  const wantsPassword = refused === 'password-needed' || refused === 'access-denied';
  const problems = diagnostics.errors + diagnostics.warnings;
  return (
    <Card className={clsx(marked && css['marked'])}>
      <header className={css['head']}>
        <h2>{source.id}</h2>
        <Pill>{source.kind}</Pill>
        {source.reference && <Pill tone="tide">reference</Pill>}
        {source.error !== undefined && <Pill tone="bad">not read</Pill>}
        {source.stale !== undefined && (
          <Pill tone="warn">offline, snapshot of {formatMoment(source.stale.since)}</Pill>
        )}
        {source.flavor !== undefined && <Pill>{sayFlavor(source.flavor)}</Pill>}
      </header>
      <p className={css['address']}>
        <BreakablePath path={source.address} />
      </p>
      {source.error !== undefined && (
        <p className={css['bad']} role="alert">
          {source.error.message} {source.error.hint}
        </p>
      )}
      {source.stale !== undefined && <p className={css['warn']}>{source.stale.reason}</p>}
      <p className={css['dim']}>
        {counts === undefined
          ? source.error === undefined && 'Not read yet.'
          : [
              countOf(counts.tables - own, 'table'),
              ...(own === 0 ? [] : [sayOwnTables(own)]),
              countOf(counts.columns, 'column'),
              countOf(counts.indexes, 'index', 'indexes'),
              ...(counts.views > 0 ? [countOf(counts.views, 'view')] : []),
              ...(counts.statements === undefined
                ? []
                : [
                    `${formatCount(counts.understood ?? 0)} of ${countOf(counts.statements, 'statement')} understood`,
                  ]),
            ].join(' · ')}
        {source.readAt !== undefined &&
          ` · ${source.kind === 'snapshot' ? 'saved' : 'read'} ${formatMoment(source.readAt)}`}
      </p>
      <div className={css['actions']}>
        <Action
          icon={<IconRefresh size={14} aria-hidden="true" />}
          disabled={reread.isPending}
          onClick={() => {
            reread.mutate(
              { sources: [source.id], refresh: true },
              {
                onSettled: () => {
                  refreshAll(queries);
                },
              },
            );
          }}
        >
          {reread.isPending ? 'Reading…' : 'Read again'}
        </Action>
        {source.kind === 'mysql' && (
          <Action
            icon={<IconPlugConnected size={14} aria-hidden="true" />}
            disabled={test.isPending}
            onClick={() => {
              test.mutate({ source: source.id });
            }}
          >
            {test.isPending ? 'Testing…' : 'Test the connection'}
          </Action>
        )}
        {source.kind === 'mysql' && (
          <>
            <Action
              look="quiet"
              onClick={() => {
                adjustPlace({ connection: source.id }, { replace: false });
              }}
            >
              Edit
            </Action>
            <Action
              look="quiet"
              disabled={readOnly}
              onClick={() => {
                setRemoving(true);
              }}
            >
              Take out
            </Action>
          </>
        )}
        <Action
          look="quiet"
          disabled={counts === undefined}
          onClick={() => {
            adjustPlace({ export: source.id }, { replace: false });
          }}
        >
          Export…
        </Action>
        {problems > 0 && (
          <Action look="quiet" onClick={showProblems}>
            {countOf(problems, 'problem')}
          </Action>
        )}
      </div>
      {(test.data !== undefined || test.error !== null) && (
        <div className={css['answer']}>
          <ConnectionAnswer found={test.data} error={test.error} />
        </div>
      )}
      {source.kind === 'mysql' && wantsPassword && <GivePassword source={source.id} />}
      {removing && (
        <Question
          title={`Take ${source.id} out of the workspace?`}
          onClose={() => {
            setRemoving(false);
          }}
        >
          <p>It is taken out of tidemark.yaml. The server and what it holds are left alone.</p>
          {remove.error !== null && <ConnectionAnswer found={undefined} error={remove.error} />}
          <div className={css['actions']}>
            <Action
              onClick={() => {
                setRemoving(false);
              }}
            >
              Not now
            </Action>
            <Action
              look="danger"
              disabled={remove.isPending}
              onClick={() => {
                remove.mutate(
                  { id: source.id },
                  {
                    onSuccess: () => {
                      refreshAll(queries);
                    },
                  },
                );
              }}
            >
              Take it out
            </Action>
          </div>
        </Question>
      )}
    </Card>
  );
}
