import { useMemo, type ReactElement } from 'react';
import { SegmentedControl } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { InputOf, ObjectFacts } from '../../../shared/api';
import { useRead } from '../../api/api-context';
import { useMatrix } from '../../api/use-matrix';
import { Action } from '../../primitives/action';
import { CopyTable } from '../../primitives/copy-table';
import { countOf, formatCount, isDrift, listWords } from '../../primitives/drift-words';
import { ScreenFrame } from '../../primitives/screen';
import { EmptyState, ErrorState, Skeleton, SkeletonRows } from '../../primitives/states';
import { StatusGlyph } from '../../primitives/status-glyph';
import { makePlace, objectOfPlace } from '../../state/place';
import { adjustPlace, goTo } from '../../state/use-place';
import type { ScreenProps } from '../screen-props';
import { DdlDiff } from './ddl-diff';
import { FactGrid } from './fact-grid';
import { FactInspector } from './fact-inspector';
import { factsToTable, groupFacts, ignoredOf, keyOfFact } from './fact-groups';
import { useStepKeys } from './use-step-keys';

/** One object in every source: facts side by side, or the DDL of any two as a text diff. */
export function TableScreen({ place }: ScreenProps): ReactElement {
  const ref = objectOfPlace(place);
  const query: InputOf<'source.table'> = { schema: ref?.schema ?? '', name: ref?.name ?? '', alone: true };
  const facts = useRead('source.table', query, ref !== undefined);
  const matrix = useMatrix(false);
  const only = place.query.get('only') === 'yes';
  const isDdl = place.query.get('view') === 'ddl';
  const chosen = place.query.get('row');
  const groups = useMemo(() => (facts.data ? groupFacts(facts.data, !only) : []), [facts.data, only]);
  const drifting = useMemo(
    () =>
      groups.flatMap(({ rows }) =>
        rows.filter((row) => isDrift(row.status) && ignoredOf(row) === undefined).map(keyOfFact),
      ),
    [groups],
  );
  const step = (by: 1 | -1): void => {
    const at = drifting.indexOf(chosen ?? '');
    const next = at < 0 ? (by > 0 ? 0 : drifting.length - 1) : (at + by + drifting.length) % drifting.length;
    const row = drifting[next];
    if (row !== undefined) adjustPlace({ row });
  };
  useStepKeys(step, !isDdl && drifting.length > 0);

  if (ref === undefined) return <EmptyState screen title="The address names no table" />;
  if (facts.isError) {
    return (
      <ErrorState
        screen
        title={`${ref.name} could not be compared`}
        error={facts.error}
        retry={() => void facts.refetch()}
        action={
          <Action
            onClick={() => {
              goTo(makePlace('overview'));
            }}
          >
            Go to Overview
          </Action>
        }
      />
    );
  }
  const { data } = facts;
  const unread = matrix.data?.failed.map(({ source }) => source) ?? [];
  const row = groups.flatMap(({ rows }) => rows).find((one) => keyOfFact(one) === chosen);
  return (
    <ScreenFrame
      fill
      busy={data === undefined}
      title={<code style={{ fontSize: 'inherit' }}>{ref.name}</code>}
      says={data === undefined ? <Skeleton width="16rem" /> : sayFacts(data, unread)}
      action={
        <Action
          look="main"
          disabled={data === undefined || !isDrift(data.status)}
          onClick={() => {
            goTo(makePlace('sync', [], { schema: ref.schema, name: ref.name }));
          }}
        >
          Plan this {ref.object}
        </Action>
      }
      toolbar={
        <>
          <SegmentedControl
            aria-label="View"
            value={isDdl ? 'ddl' : 'facts'}
            onChange={(view) => {
              adjustPlace({ view: view === 'ddl' ? 'ddl' : '' }, { replace: false });
            }}
            data={[
              { value: 'facts', label: 'Side by side' },
              { value: 'ddl', label: data?.sources.length === 1 ? 'DDL' : 'DDL diff' },
            ]}
          />
          {!isDdl && (
            <>
              <Action
                aria-pressed={only}
                onClick={() => {
                  adjustPlace({ only: only ? '' : 'yes' });
                }}
              >
                Only differences
              </Action>
              <Action
                look="quiet"
                disabled={drifting.length === 0}
                icon={<IconArrowDown size={14} aria-hidden="true" />}
                keys="J"
                onClick={() => {
                  step(1);
                }}
              >
                Next
              </Action>
              <Action
                look="quiet"
                disabled={drifting.length === 0}
                icon={<IconArrowUp size={14} aria-hidden="true" />}
                keys="K"
                onClick={() => {
                  step(-1);
                }}
              >
                Previous
              </Action>
              {data !== undefined && (
                <CopyTable
                  what={`${data.name} side by side`}
                  file={data.name}
                  table={() => factsToTable(data, !only)}
                />
              )}
            </>
          )}
        </>
      }
    >
      {data === undefined ? (
        <SkeletonRows rows={16} />
      ) : isDdl ? (
        <DdlDiff place={place} facts={data} />
      ) : groups.length === 0 ? (
        <EmptyState
          title="Nothing differs here"
          action={
            <Action
              onClick={() => {
                adjustPlace({ only: '' });
              }}
            >
              Show everything
            </Action>
          }
        >
          {data.status === 'missing' || data.status === 'extra'
            ? 'Where it is stated, all agree; it is not stated everywhere.'
            : 'Every source that states this says the same.'}
        </EmptyState>
      ) : (
        <FactGrid facts={data} groups={groups} chosen={chosen} />
      )}
      {data !== undefined && row !== undefined && !isDdl && <FactInspector facts={data} row={row} />}
    </ScreenFrame>
  );
}

function sayFacts(facts: ObjectFacts, unread: readonly string[]): ReactElement {
  const drift = facts.rows.filter(({ status }) => isDrift(status)).length;
  const ignored = facts.rows.filter((row) => isDrift(row.status) && ignoredOf(row) !== undefined).length;
  const spellings = facts.rows.filter(({ status }) => status === 'equivalent').length;
  const gone = facts.sources.filter(({ status }) => status === 'missing').map(({ id }) => id);
  const extra = facts.sources.filter(({ status }) => status === 'extra').map(({ id }) => id);
  const parts = [
    ...(drift > 0
      ? [`${countOf(drift, 'difference')}${ignored > 0 ? `, ${formatCount(ignored)} of them ignored` : ''}`]
      : []),
    ...(spellings > 0
      ? [`${countOf(spellings, 'spelling')} that ${spellings === 1 ? 'means' : 'mean'} the same`]
      : []),
    ...(gone.length > 0 ? [`missing from ${gone.join(' and ')}`] : []),
    ...(extra.length > 0 ? [`only in ${extra.join(' and ')}`] : []),
  ];
  return (
    <>
      <StatusGlyph status={facts.status} mute />{' '}
      {parts.length > 0
        ? parts.join(', ')
        : facts.sources.length === 1
          ? `stated by ${facts.sources[0]?.id ?? 'one source'} alone`
          : 'Every source says the same'}{' '}
      <span>· {facts.schema}</span>
      {unread.length > 0 && ` · ${listWords(unread)} could not be read`}
    </>
  );
}
