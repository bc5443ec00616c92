import type { ReactElement } from 'react';
import { useRead } from '../../api/api-context';
import { LazySqlView } from '../../code/lazy-code';
import { Action } from '../../primitives/action';
import { countOf } from '../../primitives/drift-words';
import { BreakablePath } from '../../primitives/origin';
import { Pill } from '../../primitives/pill';
import { EmptyState, ErrorState, SkeletonRows } from '../../primitives/states';
import css from './detection-preview.module.css';

/** What a folder holds, before it is opened: the sources, why each is one, and the tidemark.yaml that would say so. */
export function DetectionPreview(props: {
  readonly path: string;
  readonly busy: boolean;
  readonly onOpen: (root: string) => void;
  readonly onSave: (root: string, config: string) => Promise<void>;
}): ReactElement {
  const { path, busy } = props;
  const detection = useRead('workspace.detect', { path });
  if (detection.isError) {
    return (
      <ErrorState
        title="This folder could not be looked into"
        error={detection.error}
        retry={() => void detection.refetch()}
      />
    );
  }
  const { data } = detection;
  if (data === undefined) return <SkeletonRows rows={5} />;
  if (data.found.length === 0) {
    return (
      <EmptyState title="Nothing in this folder states a schema">
        Tidemark looks for TOON files, SQL files with CREATE TABLE, folders of migrations, Alembic, and saved
        snapshots. Look into another folder, or write a tidemark.yaml that names a database.
      </EmptyState>
    );
  }
  return (
    <div className={css['preview']}>
      <p>
        <strong>{countOf(data.found.length, 'source')}</strong> in <BreakablePath path={data.root} />
      </p>
      <ul className={css['found']}>
        {data.found.map((source) => (
          <li key={source.id}>
            <Pill tone="tide">{source.kind}</Pill>
            <div>
              <code>
                <BreakablePath path={source.path} />
              </code>
              <p className={css['dim']}>{source.evidence}</p>
            </div>
          </li>
        ))}
      </ul>
      {data.diagnostics.length > 0 && (
        <p className={css['dim']}>{data.diagnostics.map(({ message }) => message).join(' ')}</p>
      )}
      <details className={css['config']}>
        <summary>The tidemark.yaml that says so</summary>
        <div className={css['text']}>
          <LazySqlView text={data.config} label="The tidemark.yaml that would be written" />
        </div>
      </details>
      <div className={css['actions']}>
        <Action
          look="main"
          disabled={busy}
          onClick={() => {
            props.onOpen(data.root);
          }}
        >
          Open it
        </Action>
        <Action
          disabled={busy}
          title="Writes the file into the folder, then opens it. A file that is there is never replaced."
          onClick={() => {
            props.onSave(data.root, data.config).catch(() => undefined);
          }}
        >
          Save tidemark.yaml and open
        </Action>
      </div>
    </div>
  );
}
