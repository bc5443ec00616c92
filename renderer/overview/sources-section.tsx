import type { ReactElement } from 'react';
import type { SourceSummary } from '../../shared/api';
import { useRead } from '../api/api-context';
import { Problem } from '../problem';

const NUMBER = new Intl.NumberFormat('en-US');

/** Every source with what it holds and what could not be read. */
export function SourcesSection({ expected }: { readonly expected: number }): ReactElement {
  const read = useRead('source.read', {});
  if (read.isError)
    return (
      <Problem title="The sources could not be read" error={read.error} retry={() => void read.refetch()} />
    );
  return (
    <section aria-labelledby="sources-title">
      <h2 id="sources-title">Sources</h2>
      <table className="grid fixed">
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col">Kind</th>
            <th scope="col" className="number">
              Tables
            </th>
            <th scope="col" className="number">
              Columns
            </th>
            <th scope="col" className="number">
              Indexes
            </th>
            <th scope="col" className="number">
              Problems
            </th>
            <th scope="col">Read from</th>
          </tr>
        </thead>
        <tbody>
          {read.data === undefined ? (
            <SkeletonRows rows={expected} columns={7} />
          ) : (
            read.data.sources.map((source) => <SourceRow key={source.id} source={source} />)
          )}
        </tbody>
      </table>
      {read.data?.sources.length === 0 && (
        <p className="empty">
          Nothing in this folder states a schema. Open a folder with TOON files, SQL files or migrations.
        </p>
      )}
    </section>
  );
}

function SourceRow({ source }: { readonly source: SourceSummary }): ReactElement {
  const { counts, diagnostics, error, stale } = source;
  const problems = diagnostics.errors + diagnostics.warnings;
  return (
    <tr>
      <th scope="row">
        {source.id} {source.reference && <span className="tag">reference</span>}
      </th>
      <td>{source.kind}</td>
      {error === undefined ? (
        <>
          <td className="number">{counts && NUMBER.format(counts.tables)}</td>
          <td className="number">{counts && NUMBER.format(counts.columns)}</td>
          <td className="number">{counts && NUMBER.format(counts.indexes)}</td>
          <td className="number">{problems === 0 ? '' : NUMBER.format(problems)}</td>
        </>
      ) : (
        <td colSpan={4} className="missing">
          {error.message}
        </td>
      )}
      <td className="mono dim">
        {source.address}
        {stale !== undefined && ` (snapshot of ${stale.since}: ${stale.reason})`}
      </td>
    </tr>
  );
}

/** Rows of the same height as those to come, so that nothing jumps. */
export function SkeletonRows(props: { readonly rows: number; readonly columns: number }): ReactElement {
  return (
    <>
      {Array.from({ length: props.rows }, (_, row) => (
        <tr key={row} aria-hidden="true">
          {Array.from({ length: props.columns }, (_cell, column) => (
            <td key={column}>
              <span className="skeleton" />
            </td>
          ))}
        </tr>
      ))}
    </>
  );
}
