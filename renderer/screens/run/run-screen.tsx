import type { ReactElement } from 'react';
import { EmptyState } from '../../primitives/states';
import { ScreenFrame } from '../../primitives/screen';
import type { ScreenProps } from '../screen-outlet';

/** Run. */
export function RunScreen(_props: ScreenProps): ReactElement {
  return (
    <ScreenFrame title="Run">
      <EmptyState title="Nothing here yet">Use the command line for now: tidemark run.</EmptyState>
    </ScreenFrame>
  );
}
