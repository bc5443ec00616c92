import type { ReactElement } from 'react';
import { EmptyState } from '../../primitives/states';
import { ScreenFrame } from '../../primitives/screen';
import type { ScreenProps } from '../screen-outlet';

/** Table. */
export function TableScreen(_props: ScreenProps): ReactElement {
  return (
    <ScreenFrame title="Table">
      <EmptyState title="Nothing here yet">Use the command line for now: tidemark table.</EmptyState>
    </ScreenFrame>
  );
}
