import { Fragment, useState, type ReactElement } from 'react';
import type { DriftRow, OutputOf } from '../../shared/api';
import { ObjectDetails } from './object-details';
import { StatusSign } from './status-sign';

/** Objects that drift: one row each, one column for each source; a row opens to what differs. */
export function DriftTable({ matrix }: { readonly matrix: OutputOf<'drift.matrix'> }): ReactElement {
  const [open, setOpen] = useState<string>();
  return (
    <table className="grid fixed">
      <colgroup>
        <col className="wide" />
        <col className="middle" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">Object</th>
          <th scope="col">Schema</th>
          {matrix.sources.map((source) => (
            <th scope="col" key={source.id}>
              {source.id}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {matrix.rows.map((row) => {
          const key = JSON.stringify([row.object, row.schema, row.name]);
          return (
            <Fragment key={key}>
              <tr>
                <th scope="row">
                  <button
                    type="button"
                    className="row-button mono"
                    aria-expanded={open === key}
                    onClick={() => {
                      setOpen(open === key ? undefined : key);
                    }}
                  >
                    {row.name}
                    {row.object !== 'table' && <span className="tag">{row.object}</span>}
                  </button>
                </th>
                <td className="dim">{row.schema}</td>
                {row.cells.map((cell, index) => (
                  <td key={matrix.sources[index]?.id ?? index}>
                    <Cell cell={cell} reference={matrix.sources[index]?.id === matrix.reference} />
                  </td>
                ))}
              </tr>
              {open === key && (
                <tr>
                  <td colSpan={2 + matrix.sources.length} className="details">
                    <ObjectDetails row={row} />
                  </td>
                </tr>
              )}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

function Cell(props: {
  readonly cell: DriftRow['cells'][number];
  readonly reference: boolean;
}): ReactElement {
  const { status, differences, present } = props.cell;
  if (!present && status === 'equal') return <span className="dim">none</span>;
  if (props.reference) return <span className="dim">reference</span>;
  const isDrift = status === 'different' || status === 'missing' || status === 'extra';
  return (
    <>
      <StatusSign status={status} word={isDrift} />
      {differences > 1 && <span className="count">{differences} times</span>}
    </>
  );
}
