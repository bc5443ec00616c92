import type { ReactElement } from 'react';
import { EmptyState } from '../../primitives/states';
import { ScreenFrame } from '../../primitives/screen';
import type { ScreenProps } from '../screen-outlet';

/** Settings. */
export function SettingsScreen(_props: ScreenProps): ReactElement {
  return (
    <ScreenFrame title="Settings">
      <EmptyState title="Nothing here yet">Use the command line for now: tidemark settings.</EmptyState>
    </ScreenFrame>
  );
}
