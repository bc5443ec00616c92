import type { ReactElement } from 'react';
import { EmptyState } from '../../primitives/states';
import { ScreenFrame } from '../../primitives/screen';
import type { ScreenProps } from '../screen-outlet';

/** History. */
export function HistoryScreen(_props: ScreenProps): ReactElement {
  return (
    <ScreenFrame title="History">
      <EmptyState title="Nothing here yet">Use the command line for now: tidemark history.</EmptyState>
    </ScreenFrame>
  );
}
