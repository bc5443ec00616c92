import type { ReactElement } from 'react';
import { EmptyState } from '../../primitives/states';
import { ScreenFrame } from '../../primitives/screen';
import type { ScreenProps } from '../screen-outlet';

/** Welcome. */
export function WelcomeScreen(_props: ScreenProps): ReactElement {
  return (
    <ScreenFrame title="Welcome">
      <EmptyState title="Nothing here yet">Use the command line for now: tidemark welcome.</EmptyState>
    </ScreenFrame>
  );
}
