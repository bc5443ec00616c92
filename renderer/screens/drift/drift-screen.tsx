import { useMemo, useState, type ReactElement } from 'react';
import type { DriftItem } from '../../../shared/api';
import { useRead, useWrite } from '../../api/api-context';
import { useMatrix } from '../../api/use-matrix';
import { Action } from '../../primitives/action';
import { CopyTable } from '../../primitives/copy-table';
import { countOf, formatCount, listWords } from '../../primitives/drift-words';
import { ScreenFrame } from '../../primitives/screen';
import { EmptyState, ErrorState, Skeleton, SkeletonRows } from '../../primitives/states';
import { keyOfObject, makePlace } from '../../state/place';
import { adjustPlace, goTo } from '../../state/use-place';
import { chooseItems, say, useWindow } from '../../state/window-store';
import type { ScreenProps } from '../screen-props';
import { SeeSources } from '../see-sources';
import { DriftFilters } from './drift-filters';
import { DriftItemInspector } from './drift-item-inspector';
import { DriftList } from './drift-list';
import { itemsToTable, listDriftLines } from './drift-lines';
import { keyOfItem, objectOfItem, readDriftQuery, toFilter } from './drift-query';
import { IgnoreDialog, refOfItem } from './ignore-dialog';
import { READS_OF_IGNORED } from './reads-of-ignored';
import { useDriftItems, type DriftItems } from './use-drift-items';

/** Every difference: filtered, grouped, chosen for a plan. */
export function DriftScreen({ place }: ScreenProps): ReactElement {
  const query = useMemo(() => readDriftQuery(place), [place]);
  const filter = useMemo(() => toFilter(query), [query]);
  const workspace = useRead('workspace.open', {});
  const matrix = useMatrix((workspace.data?.sources.length ?? 0) > 0);
  const many = (workspace.data?.sources.length ?? 0) > 1;
  const found = useDriftItems(filter, query.withIgnored ? 'with' : 'without', many);
  const chosen = useWindow((state) => state.chosen);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [marked, setMarked] = useState<string>();
  const [ignoring, setIgnoring] = useState<readonly DriftItem[]>();
  const show = useWrite('ignored.remove', { refreshes: READS_OF_IGNORED });
  const readOnly = workspace.data?.readOnly === true;
  const { items } = found;
  const lines = useMemo(
    () => (items ? listDriftLines(items, query.group, folded) : []),
    [items, query.group, folded],
  );
  const failed = matrix.data?.failed.map(({ source }) => source) ?? [];
  const objects = useMemo(() => new Set(items?.map((item) => keyOfObject(objectOfItem(item)))).size, [items]);
  const markedItem = useMemo(() => items?.find((item) => keyOfItem(item) === marked), [items, marked]);

  if (workspace.data !== undefined && !many) {
    return (
      <EmptyState screen title="There is nothing to compare" action={<SeeSources look="main" />}>
        A comparison needs two sources: a database, a dump, a folder of migrations, TOON files.
      </EmptyState>
    );
  }
  if (found.error !== null) {
    return (
      <ErrorState
        screen
        title="The differences could not be listed"
        error={found.error}
        retry={found.retry}
        action={<SeeSources />}
      />
    );
  }
  return (
    <ScreenFrame
      fill
      busy={items === undefined || found.isOld}
      title={
        items === undefined ? (
          'Comparing the sources…'
        ) : found.total === 0 ? (
          'No differences'
        ) : (
          <>{countOf(found.total, 'difference')}</>
        )
      }
      says={
        items === undefined ? (
          <Skeleton width="14rem" />
        ) : (
          <>
            {found.total === 0
              ? place.query.size > 0
                ? 'that fit these filters.'
                : `${countOf(matrix.data?.sources.length ?? 0, 'source')} say the same of ${countOf(matrix.data?.rows.length ?? 0, 'object')}.`
              : `in ${countOf(objects, 'object')}${items.length < found.total ? `, the first ${formatCount(items.length)} are shown` : ''}.`}{' '}
            {failed.length > 0 && `${listWords(failed)} could not be read.`}{' '}
            <IgnoredWords found={found} shown={query.withIgnored} />
          </>
        )
      }
      action={
        <>
          <CopyTable
            what="the list of differences"
            file="drift"
            disabled={items === undefined || items.length === 0}
            table={() => itemsToTable(items ?? [])}
          />
          {chosen.size > 0 && (
            <Action
              look="quiet"
              onClick={() => {
                chooseItems([...chosen], false);
                say('Nothing is chosen any more.', () => {
                  chooseItems([...chosen], true);
                });
              }}
            >
              Choose none
            </Action>
          )}
          {chosen.size > 0 && (
            <Action
              disabled={readOnly}
              title="Leave them as they are, with a reason"
              onClick={() => {
                setIgnoring(items?.filter((item) => chosen.has(keyOfItem(item))));
              }}
            >
              Ignore…
            </Action>
          )}
          <Action
            look="main"
            onClick={() => {
              goTo(makePlace('sync', [], { chosen: chosen.size > 0 ? 'yes' : '' }));
            }}
          >
            {chosen.size === 0 ? 'Plan the sync' : `Plan ${countOf(chosen.size, 'chosen difference')}`}
          </Action>
        </>
      }
      toolbar={<DriftFilters query={query} matrix={matrix.data} items={items ?? []} />}
    >
      {items === undefined ? (
        <SkeletonRows rows={18} />
      ) : items.length === 0 ? (
        <EmptyState
          title={place.query.size > 0 ? 'Nothing fits these filters' : 'Nothing to do'}
          action={
            place.query.size > 0 && (
              <Action
                onClick={() => {
                  goTo(makePlace('drift'));
                }}
              >
                Take the filters away
              </Action>
            )
          }
        >
          {place.query.size > 0
            ? 'Other differences may be there without them.'
            : 'What cannot be told, and what is spelled otherwise but means the same, is one filter away.'}
        </EmptyState>
      ) : (
        <DriftList
          lines={lines}
          reference={matrix.data?.reference}
          chosen={chosen}
          marked={marked}
          readOnly={readOnly}
          onMark={setMarked}
          onIgnore={setIgnoring}
          onFold={(key, fold) => {
            setFolded((before) => {
              const next = new Set(before);
              if (fold) next.add(key);
              else next.delete(key);
              return next;
            });
          }}
        />
      )}
      {markedItem !== undefined && (
        <DriftItemInspector
          item={markedItem}
          readOnly={readOnly}
          onIgnore={() => {
            setIgnoring([markedItem]);
          }}
        />
      )}
      {ignoring !== undefined && ignoring.length > 0 && (
        <IgnoreDialog
          items={ignoring}
          onClose={() => {
            setIgnoring(undefined);
          }}
          onIgnored={() => {
            chooseItems(ignoring.map(keyOfItem), false);
            setIgnoring(undefined);
            say(
              `${countOf(ignoring.length, 'difference')} ${ignoring.length === 1 ? 'is' : 'are'} ignored.`,
              () => {
                show.mutate({ items: ignoring.map(refOfItem) });
              },
            );
          }}
        />
      )}
    </ScreenFrame>
  );
}

/** How many are ignored, and the way to see them; nothing when none is. */
function IgnoredWords({
  found,
  shown,
}: {
  readonly found: DriftItems;
  readonly shown: boolean;
}): ReactElement | null {
  if (found.ignoredProblem !== undefined) return <>Nothing counts as ignored: {found.ignoredProblem}</>;
  if (found.ignored === 0) return null;
  return (
    <>
      {shown
        ? `${formatCount(found.ignored)} of them ${found.ignored === 1 ? 'is' : 'are'} ignored.`
        : `${formatCount(found.ignored)} ignored.`}{' '}
      <Action
        look="quiet"
        onClick={() => {
          adjustPlace({ ignored: shown ? '' : 'yes' });
        }}
      >
        {shown ? 'Hide what is ignored' : 'Show what is ignored'}
      </Action>
    </>
  );
}
