import type { ReactElement } from 'react';

/** Shown in a tab that was not opened from the printed address. */
export function NoSession(): ReactElement {
  return (
    <main className="notice">
      <h1>Open the address that Tidemark printed</h1>
      <p>
        This tab does not have the key to your workspace. The terminal that Tidemark runs in shows the whole
        address, with the part after the <code>#</code>. Open that one.
      </p>
    </main>
  );
}
