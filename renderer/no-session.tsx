import type { ReactElement } from 'react';
import { EmptyState } from './primitives/states';

/** Shown in a tab that was not opened from the printed address. */
export function NoSession(): ReactElement {
  return (
    <main style={{ display: 'grid', height: '100%', placeItems: 'center' }}>
      <EmptyState screen title="Open the address that Tidemark printed">
        This tab does not have the key to your workspace. The terminal that Tidemark runs in shows the whole
        address, with the part after the #. Open that one.
      </EmptyState>
    </main>
  );
}
