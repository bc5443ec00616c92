import { useMemo, type ReactElement } from 'react';
import type { DriftItem, DriftRow } from '../../../shared/api';
import { useRead } from '../../api/api-context';
import type { Matrix } from '../../api/use-matrix';
import { Action } from '../../primitives/action';
import { Card } from '../../primitives/card';
import { countOf, isDrift, listWords } from '../../primitives/drift-words';
import { SkeletonRows } from '../../primitives/states';
import { StatusGlyph } from '../../primitives/status-glyph';
import { keyOfObject, makePlace, placeOfObject } from '../../state/place';
import { goTo } from '../../state/use-place';
import { chooseTarget, rankRows } from './overview-facts';
import css from './top-differences.module.css';

const SHOWN = 8;

/** The objects to look at first, each with where and why, and the way to all of them. */
export function TopDifferences({ matrix }: { readonly matrix: Matrix | undefined }): ReactElement {
  const rows = useMemo(() => matrix && rankRows(matrix, SHOWN), [matrix]);
  const target = matrix && chooseTarget(matrix);
  const all = matrix?.rows.filter(({ status }) => isDrift(status)).length ?? 0;
  // The reasons come after the rows: the list stands at once and does not move when they arrive.
  const items = useRead(
    'drift.items',
    {
      filter: {
        statuses: ['missing', 'different', 'extra'],
        ...(target === undefined ? {} : { source: target }),
      },
      limit: 1000,
    },
    matrix !== undefined,
  );
  const reasons = useMemo(() => groupItems(items.data?.items ?? []), [items.data]);
  return (
    <Card
      title="Look here first"
      flush
      aside={
        all > SHOWN && (
          <Action
            look="quiet"
            onClick={() => {
              goTo(makePlace('drift'));
            }}
          >
            All {countOf(all, 'object')} that drift
          </Action>
        )
      }
    >
      {matrix === undefined || rows === undefined ? (
        <SkeletonRows rows={8} />
      ) : rows.length === 0 ? (
        <p className={css['none']}>Every source says the same. Nothing to do.</p>
      ) : (
        <table className={css['table']}>
          <thead>
            <tr>
              <th scope="col">What drifts</th>
              <th scope="col">Where</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Line
                key={keyOfObject(row)}
                row={row}
                matrix={matrix}
                items={reasons.get(keyOfObject(row)) ?? []}
              />
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

function Line(props: {
  readonly row: DriftRow;
  readonly matrix: Matrix;
  readonly items: readonly DriftItem[];
}): ReactElement {
  const { row, matrix, items } = props;
  const [first, ...more] = items;
  // The source that is asked about first, as the sentence at the top does: what it lacks is missing.
  const target = matrix.sources.findIndex(({ id }) => id === chooseTarget(matrix));
  const own = row.cells[target]?.status;
  const where = matrix.sources.filter((_source, at) => {
    const cell = row.cells[at];
    return cell !== undefined && isDrift(cell.status);
  });
  return (
    <tr>
      <th scope="row">
        <span className={css['what']}>
          <StatusGlyph status={own !== undefined && isDrift(own) ? own : row.status} />
          <button
            type="button"
            className={css['name']}
            onClick={() => {
              goTo(placeOfObject(row));
            }}
          >
            {row.name}
          </button>
        </span>
      </th>
      <td>{listWords(where.map(({ id }) => id))}</td>
      <td className={css['why']}>
        {first === undefined ? '' : first.reason}
        {more.length > 0 && <span className={css['more']}> {countOf(more.length, 'more difference')}.</span>}
      </td>
    </tr>
  );
}

function groupItems(items: readonly DriftItem[]): ReadonlyMap<string, readonly DriftItem[]> {
  const groups = new Map<string, DriftItem[]>();
  for (const item of items) {
    const key = keyOfObject({ object: item.object, schema: item.schema, name: item.table });
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
