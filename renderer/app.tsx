import type { ReactElement } from 'react';
import { useFreshness, useRead } from './api/api-context';
import { Problem } from './problem';
import { DriftSection } from './drift/drift-section';
import { SourcesSection } from './overview/sources-section';

/** The page: the workspace, its sources, and the drift between them. */
export function App(): ReactElement {
  useFreshness();
  const workspace = useRead('workspace.open', {});
  if (workspace.isError)
    return (
      <Problem
        title="The workspace could not be opened"
        error={workspace.error}
        retry={() => void workspace.refetch()}
      />
    );
  const name = workspace.data?.name;
  return (
    <>
      <header className="title-bar">
        <span className="brand" aria-hidden="true" />
        <h1>{name === undefined ? 'Tidemark' : name}</h1>
        {workspace.data?.detected === true && <span className="tag">found by looking, not saved</span>}
        {workspace.data?.readOnly === true && <span className="tag">read-only</span>}
        <span className="path">{workspace.data?.root}</span>
      </header>
      <main aria-busy={workspace.isPending}>
        {workspace.data !== undefined && (
          <DriftSection>
            <SourcesSection expected={workspace.data.sources.length} />
          </DriftSection>
        )}
      </main>
    </>
  );
}
