import { useEffect, useRef, useState, type ReactElement } from 'react';
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { OutputOf } from '../../../shared/api';
import type { AppError } from '../../../shared/app-error';
import { useApi, useRead } from '../../api/api-context';
import { Card } from '../../primitives/card';
import { CopyTable } from '../../primitives/copy-table';
import { countOf, formatCount } from '../../primitives/drift-words';
import { BreakableName } from '../../primitives/origin';
import { Pill } from '../../primitives/pill';
import type { TextTable } from '../../primitives/table-text';
import { EmptyState, ErrorState, SkeletonRows } from '../../primitives/states';
import { adjustPlace } from '../../state/use-place';
import { FederationRules } from './federation-rules';
import css from './settings.module.css';

const MOST = 2000;
const TYPED_MS = 250;

/** The schemas of the federation, and where each table lands by which rule. */
export function FederationSettings({ text }: { readonly text: string }): ReactElement {
  const workspace = useRead('workspace.open', {});
  const api = useApi();
  // Asked apart: rules that cannot be read have no placements, and must still be typed on.
  const own = useRead('workspace.placements', { limit: 1 }, workspace.data !== undefined);
  const [typed, setTyped] = useState<string>();
  const rules = useSettled(typed, TYPED_MS);
  const placements = useQuery<OutputOf<'workspace.placements'>, AppError>({
    queryKey: ['workspace.placements', text, rules],
    placeholderData: keepPreviousData,
    enabled: workspace.data !== undefined,
    queryFn: ({ signal }) =>
      api(
        'workspace.placements',
        {
          limit: MOST,
          ...(text === '' ? {} : { text }),
          ...(rules === undefined ? {} : { rules }),
        },
        { signal },
      ),
  });
  const federation = workspace.data?.federation ?? [];
  return (
    <div className={css['stack']}>
      <FederationRules
        known={own.data?.rules}
        typed={typed}
        isTried={rules !== undefined && rules === typed && !placements.isPlaceholderData}
        moved={placements.data?.moved ?? 0}
        error={placements.error}
        readOnly={workspace.data?.readOnly === true}
        onType={setTyped}
      />
      <Card
        title="Where each table lands"
        flush
        aside={
          placements.data && (
            <>
              {countOf(placements.data.total, 'table')}
              <CopyTable
                what="where each table lands"
                file="placements"
                table={() => placementsToTable(placements.data.items)}
              />
            </>
          )
        }
      >
        <div className={css['filter']}>
          <TextInput
            aria-label="Filter tables"
            placeholder="Filter by table or schema"
            leftSection={<IconSearch size={14} aria-hidden="true" />}
            value={text}
            onChange={(event) => {
              adjustPlace({ text: event.currentTarget.value });
            }}
          />
        </div>
        {placements.isError && rules === undefined ? (
          <ErrorState
            title="The placements could not be read"
            error={placements.error}
            retry={() => void placements.refetch()}
          />
        ) : placements.data === undefined ? (
          <SkeletonRows rows={10} />
        ) : placements.data.total === 0 ? (
          <EmptyState
            title={text === '' ? 'No source leaves a table to the rules' : 'No table has that name'}
          />
        ) : (
          <Placements data={placements.data} all={workspace.data?.sources.map(({ id }) => id) ?? []} />
        )}
      </Card>
      <Card title="Schemas">
        {federation.length === 0 ? (
          <EmptyState title="No federation is set">
            Tables are in the schemas that their sources name. Add <code>federation</code> to tidemark.yaml to
            sort tables of files into schemas by name.
          </EmptyState>
        ) : (
          <ul className={css['schemas']}>
            {federation.map(({ name, role, limit }) => (
              <li key={name}>
                <code>{name}</code>
                {role !== undefined && <Pill>{role}</Pill>}
                <span className={css['dim']}>
                  {limit === undefined ? 'no limit' : `at most ${countOf(limit, 'table')}`}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
}

function placementsToTable(items: OutputOf<'workspace.placements'>['items']): TextTable {
  return {
    head: ['table', 'lands in', 'because', 'stated by'],
    rows: items.map(({ table, schema, reason, sources }) => [table, schema, reason, sources.join(' ')]),
    code: new Set([0, 1]),
  };
}

function Placements({
  data,
  all,
}: {
  readonly data: OutputOf<'workspace.placements'>;
  /** Every source of the workspace. */
  readonly all: readonly string[];
}): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  // The compiler is not used here; nothing of this is memoized.
  const virtual = useVirtualizer({
    count: data.items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 26,
    overscan: 10,
  });
  return (
    <div
      ref={scroller}
      className={css['placements']}
      role="table"
      aria-label="Where each table lands"
      aria-rowcount={data.items.length + 1}
      tabIndex={0}
    >
      <div role="rowgroup" className={css['placementHead']}>
        <div role="row" className={css['placement']}>
          <span role="columnheader">table</span>
          <span role="columnheader">lands in</span>
          <span role="columnheader">because</span>
          <span role="columnheader">stated by</span>
        </div>
      </div>
      <div role="rowgroup" className={css['canvas']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const placement = data.items[item.index];
          if (placement === undefined) return null;
          return (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              role="row"
              aria-rowindex={item.index + 2}
              className={css['placement']}
              style={{ transform: `translateY(${String(item.start)}px)` }}
            >
              <code role="cell">
                <BreakableName name={placement.table} />
              </code>
              <span role="cell">
                <code>{nameSchema(placement.schema)}</code>
                {placement.before !== undefined && (
                  <span className={css['warn']}>
                    {' '}
                    instead of <code>{nameSchema(placement.before)}</code>
                  </span>
                )}
              </span>
              <span role="cell" className={css['dim']}>
                {placement.reason}
              </span>
              <span role="cell" title={placement.sources.join(', ')}>
                {saySources(placement.sources, all)}
              </span>
            </div>
          );
        })}
      </div>
      {data.total > data.items.length && (
        <p className={css['dim']}>{formatCount(data.total - data.items.length)} more; filter to see them.</p>
      )}
    </div>
  );
}

/** Who states a table: of many sources, those that do not are fewer words. */
function saySources(stated: readonly string[], all: readonly string[]): string {
  const silent = all.filter((id) => !stated.includes(id));
  if (all.length > 2 && silent.length === 0) return `all ${String(all.length)} sources`;
  return silent.length === 1 && all.length > 3 ? `all but ${silent.join('')}` : stated.join(', ');
}

function nameSchema(name: string): string {
  return name === '' ? 'no schema' : name;
}

/** A value once it has stayed the same for a while: what is typed is not asked about letter by letter. */
function useSettled<T>(value: T, afterMs: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(value);
    }, afterMs);
    return () => {
      clearTimeout(timer);
    };
  }, [value, afterMs]);
  return settled;
}
