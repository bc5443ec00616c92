import type { ReactElement } from 'react';
import { EmptyState } from '../../primitives/states';
import { ScreenFrame } from '../../primitives/screen';
import type { ScreenProps } from '../screen-outlet';

/** Drift. */
export function DriftScreen(_props: ScreenProps): ReactElement {
  return (
    <ScreenFrame title="Drift">
      <EmptyState title="Nothing here yet">Use the command line for now: tidemark drift.</EmptyState>
    </ScreenFrame>
  );
}
