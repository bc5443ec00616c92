import type { ReactElement } from 'react';
import type { DriftRow, FactRow } from '../../shared/api';
import { formatOrigin } from '../../shared/model';
import { useRead } from '../api/api-context';
import { SkeletonRows } from '../overview/sources-section';
import { Problem } from '../problem';
import { StatusSign } from './status-sign';

/** What differs in one object: a row for each fact, with each source's spelling and its place. */
export function ObjectDetails({ row }: { readonly row: DriftRow }): ReactElement {
  const details = useRead('drift.object', { schema: row.schema, name: row.name, object: row.object });
  if (details.isError)
    return (
      <Problem
        title="The details could not be read"
        error={details.error}
        retry={() => void details.refetch()}
      />
    );
  const sources = details.data?.sources ?? [];
  return (
    <table className="grid facts">
      <thead>
        <tr>
          <th scope="col">Fact</th>
          {sources.map((source) => (
            <th scope="col" key={source.id}>
              {source.id}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {details.data === undefined ? (
          <SkeletonRows rows={2} columns={3} />
        ) : (
          details.data.rows.map((fact) => <Fact key={`${fact.part} ${fact.name}`} fact={fact} />)
        )}
      </tbody>
    </table>
  );
}

function Fact({ fact }: { readonly fact: FactRow }): ReactElement {
  const reasons = fact.attributes.map((attribute) => attribute.reason).filter((reason) => reason !== '');
  return (
    <tr>
      <th scope="row">
        <StatusSign status={fact.status} word={false} /> {fact.part} <span className="mono">{fact.name}</span>
        {reasons.map((reason) => (
          <span className="reason" key={reason}>
            {reason}
          </span>
        ))}
      </th>
      {fact.values.map((value) => (
        <td key={value.source} className={value.text === undefined ? 'absent' : ''}>
          <span className="mono">{value.text ?? 'not stated'}</span>
          {value.at !== undefined && <span className="place">{formatOrigin(value.at)}</span>}
        </td>
      ))}
    </tr>
  );
}
