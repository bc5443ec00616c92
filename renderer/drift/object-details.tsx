import type { ReactElement } from 'react';
import type { DriftRow, FactRow } from '../../shared/api';
import { formatOrigin } from '../../shared/model';
import { useRead } from '../api/api-context';
import { Problem } from '../problem';
import { StatusSign } from './status-sign';

/** What differs in one object; what is only spelled differently, or cannot be told, stands folded below it. */
export function ObjectDetails({ row }: { readonly row: DriftRow }): ReactElement {
  const details = useRead('drift.object', { schema: row.schema, name: row.name, object: row.object });
  if (details.isError) {
    const retry = (): void => void details.refetch();
    return <Problem title="The details could not be read" error={details.error} retry={retry} />;
  }
  const { data } = details;
  if (data === undefined) return <p className="dim">Reading…</p>;
  const drift = data.rows.filter((fact) => isDrift(fact));
  const rest = data.rows.filter((fact) => !isDrift(fact));
  return (
    <>
      {drift.length > 0 && <Facts facts={drift} sources={data.sources.map((source) => source.id)} />}
      {rest.length > 0 && (
        <details>
          <summary>{rest.length} more that mean the same or cannot be told</summary>
          <Facts facts={rest} sources={data.sources.map((source) => source.id)} />
        </details>
      )}
    </>
  );
}

function isDrift({ status }: FactRow): boolean {
  return status === 'different' || status === 'missing' || status === 'extra';
}

function Facts(props: {
  readonly facts: readonly FactRow[];
  readonly sources: readonly string[];
}): ReactElement {
  return (
    <table className="grid facts">
      <thead>
        <tr>
          <th scope="col">Fact</th>
          {props.sources.map((source) => (
            <th scope="col" key={source}>
              {source}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.facts.map((fact) => (
          <Fact key={`${fact.part} ${fact.name}`} fact={fact} />
        ))}
      </tbody>
    </table>
  );
}

const PARTS: Readonly<Record<FactRow['part'], string>> = {
  object: '',
  column: 'column',
  columnOrder: 'order of columns',
  primaryKey: 'primary key',
  index: 'index',
  foreignKey: 'foreign key',
  check: 'check',
  partitioning: 'partitioning',
  option: 'option',
};

function Fact({ fact }: { readonly fact: FactRow }): ReactElement {
  // Of what differs, the sentences about what does not are no news.
  const reasons = fact.attributes
    .filter((attribute) => attribute.status === fact.status)
    .map((attribute) => attribute.reason);
  return (
    <tr>
      <th scope="row">
        <StatusSign status={fact.status} word={false} /> {PARTS[fact.part]}{' '}
        <span className="mono">{fact.name}</span>
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
