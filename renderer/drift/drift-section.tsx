import { useState, type ReactElement, type ReactNode } from 'react';
import { useRead } from '../api/api-context';
import { SkeletonRows } from '../overview/sources-section';
import { Problem } from '../problem';
import { DriftTable } from './drift-table';

const PAGE = 200;
const DRIFT = ['different', 'missing', 'extra'] as const;

/** The sentence that says how things stand, then what is handed in, then every object that drifts. */
export function DriftSection(props: { readonly children: ReactNode }): ReactElement {
  const [limit, setLimit] = useState(PAGE);
  const drift = useRead('drift.matrix', { filter: { statuses: DRIFT }, limit });
  if (drift.isError) {
    return (
      <>
        <Problem
          title="The sources could not be compared"
          error={drift.error}
          retry={() => void drift.refetch()}
        />
        {props.children}
      </>
    );
  }
  const { data } = drift;
  return (
    <>
      <p className="headline" role="status">
        {data === undefined ? 'Reading the sources and comparing them…' : data.headline}
      </p>
      {props.children}
      <section aria-labelledby="drift-title">
        <h2 id="drift-title">Drift</h2>
        {data === undefined ? (
          <table className="grid fixed" aria-hidden="true">
            <tbody>
              <SkeletonRows rows={8} columns={4} />
            </tbody>
          </table>
        ) : data.rows.length === 0 ? (
          <p className="empty">No two sources disagree.</p>
        ) : (
          <DriftTable matrix={data} />
        )}
        {data !== undefined && data.total > data.rows.length && (
          <button
            type="button"
            onClick={() => {
              setLimit(Math.min(2000, limit + PAGE));
            }}
          >
            Show more of {data.total}
          </button>
        )}
      </section>
    </>
  );
}
