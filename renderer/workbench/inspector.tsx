import { useEffect, type ReactElement, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { DriftRow } from '../../shared/api';
import { useRead } from '../api/api-context';
import { useMatrix, type Matrix } from '../api/use-matrix';
import { Action } from '../primitives/action';
import { Caption } from '../primitives/card';
import { countOf, isDrift, STATUS_WORDS } from '../primitives/drift-words';
import { BreakableName, OriginText } from '../primitives/origin';
import { Skeleton } from '../primitives/states';
import { StatusGlyph } from '../primitives/status-glyph';
import { keyOfObject, makePlace, placeOfObject } from '../state/place';
import { goTo, usePlace } from '../state/use-place';
import { useWindow } from '../state/window-store';
import css from './inspector.module.css';

/** The right pane: what a screen puts there by `InspectorContent`, else the marked object. */
export function Inspector(): ReactElement {
  const claims = useWindow((state) => state.inspectorClaims);
  return (
    <div className={css['inspector']} tabIndex={0} role="region" aria-label="Details">
      <div
        ref={(element) => {
          useWindow.setState({ inspectorElement: element });
        }}
      />
      {claims === 0 && <SelectedObject />}
    </div>
  );
}

/** Puts a screen's own words into the inspector for as long as it is there. */
export function InspectorContent({ children }: { readonly children: ReactNode }): ReactElement | null {
  const element = useWindow((state) => state.inspectorElement);
  useEffect(() => {
    useWindow.setState(({ inspectorClaims }) => ({ inspectorClaims: inspectorClaims + 1 }));
    return () => {
      useWindow.setState(({ inspectorClaims }) => ({ inspectorClaims: inspectorClaims - 1 }));
    };
  }, []);
  return element === null ? null : createPortal(children, element);
}

/** A name with a value in the inspector. */
export function Fact({
  name,
  children,
}: {
  readonly name: ReactNode;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div className={css['fact']}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Facts below one another, with hairlines. */
export function FactList({ children }: { readonly children: ReactNode }): ReactElement {
  return <dl className={css['facts']}>{children}</dl>;
}

/** A part of the inspector with a small heading. */
export function InspectorSection(props: {
  readonly title: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <section className={css['section']}>
      <Caption>{props.title}</Caption>
      {props.children}
    </section>
  );
}

/** What can be done with what is shown, below one another. */
export function InspectorActions({ children }: { readonly children: ReactNode }): ReactElement {
  return <div className={css['actions']}>{children}</div>;
}

function SelectedObject(): ReactElement {
  const selected = useWindow((state) => state.selected);
  const matrix = useMatrix(false);
  const row = selected && matrix.data?.rows.find((one) => keyOfObject(one) === keyOfObject(selected));
  if (row === undefined || matrix.data === undefined) {
    return (
      <div className={css['empty']}>
        <p>Choose a table in the explorer to see what each source says of it.</p>
      </div>
    );
  }
  return <ObjectSummary key={keyOfObject(row)} row={row} matrix={matrix.data} />;
}

function ObjectSummary({ row, matrix }: { readonly row: DriftRow; readonly matrix: Matrix }): ReactElement {
  const { schema, name, object } = row;
  const facts = useRead('drift.object', { schema, name, object, alone: true });
  const place = usePlace();
  const isOpen = place?.screen === 'table' && place.path[0] === schema && place.path[1] === name;
  const stated = facts.data?.sources.filter(({ at }) => at !== undefined) ?? [];
  const drift = facts.data?.rows.filter(({ status }) => isDrift(status)) ?? [];
  return (
    <>
      <section className={css['section']}>
        <Caption>Selected</Caption>
        <h3 className={css['name']}>
          <BreakableName name={name} />
        </h3>
        <p className={css['dim']}>
          {object} in {schema === '' ? 'no schema' : schema}
        </p>
        <FactList>
          {matrix.sources.map((source, at) => {
            const cell = row.cells[at];
            return (
              <Fact key={source.id} name={source.id}>
                {cell && <CellWords cell={cell} isReference={source.id === matrix.reference} />}
              </Fact>
            );
          })}
        </FactList>
      </section>
      <InspectorSection title="Do">
        <InspectorActions>
          {!isOpen && (
            <Action
              wide
              keys="Enter"
              onClick={() => {
                goTo(placeOfObject(row));
              }}
            >
              Compare side by side
            </Action>
          )}
          <Action
            wide
            onClick={() => {
              goTo(placeOfObject(row, { view: 'ddl' }));
            }}
          >
            Show DDL
          </Action>
          <Action
            wide
            onClick={() => {
              goTo(makePlace('drift', [], { text: name, schema }));
            }}
          >
            Its differences as a list
          </Action>
        </InspectorActions>
      </InspectorSection>
      {facts.data === undefined && (
        <div className={css['section']}>
          {facts.isError ? <p className={css['dim']}>{facts.error.message}</p> : <Skeleton width="80%" />}
        </div>
      )}
      {facts.data !== undefined && (
        <>
          <InspectorSection title="Differences">
            {drift.length === 0 ? (
              <p className={css['dim']}>None in its parts.</p>
            ) : (
              <ul className={css['list']}>
                {drift.slice(0, 12).map((fact) => (
                  <li key={`${fact.part} ${fact.name}`}>
                    <button
                      type="button"
                      className={css['link']}
                      onClick={() => {
                        goTo(placeOfObject(row, { row: `${fact.part}:${fact.name}` }));
                      }}
                    >
                      <StatusGlyph status={fact.status} />
                      {fact.part === 'object' && fact.name === '' ? (
                        <span>the whole {object}</span>
                      ) : (
                        <code>{fact.name === '' ? fact.part : fact.name}</code>
                      )}
                    </button>
                  </li>
                ))}
                {drift.length > 12 && <li className={css['dim']}>and {String(drift.length - 12)} more</li>}
              </ul>
            )}
          </InspectorSection>
          <InspectorSection title="Stated in">
            <ul className={css['list']}>
              {stated.map(({ id, at }) => at && <li key={id}>{<OriginText origin={at} />}</li>)}
            </ul>
          </InspectorSection>
        </>
      )}
    </>
  );
}

/** How a source stands to an object, in a glyph and words. */
export function CellWords(props: {
  readonly cell: DriftRow['cells'][number];
  readonly isReference: boolean;
}): ReactElement {
  const { cell, isReference } = props;
  if (!cell.present && cell.status === 'equal') return <span className={css['dim']}>not there</span>;
  if (isReference && cell.present) {
    return (
      <span className={css['cell']}>
        <StatusGlyph status="equal" mute /> reference
      </span>
    );
  }
  return (
    <span className={css['cell']}>
      <StatusGlyph status={cell.status} mute />
      {cell.status === 'missing'
        ? 'not there'
        : cell.status === 'different'
          ? countOf(cell.differences, 'difference')
          : cell.status === 'extra'
            ? 'only here'
            : STATUS_WORDS[cell.status]}
    </span>
  );
}
