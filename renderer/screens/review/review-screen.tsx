import type { ReactElement } from 'react';
import { EmptyState } from '../../primitives/states';
import { ScreenFrame } from '../../primitives/screen';
import type { ScreenProps } from '../screen-outlet';

/** Review. */
export function ReviewScreen(_props: ScreenProps): ReactElement {
  return (
    <ScreenFrame title="Review">
      <EmptyState title="Nothing here yet">Use the command line for now: tidemark review.</EmptyState>
    </ScreenFrame>
  );
}
