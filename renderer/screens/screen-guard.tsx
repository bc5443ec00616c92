import { Component, type ReactNode } from 'react';
import { Action } from '../primitives/action';
import { ErrorState } from '../primitives/states';
import { AppError } from '../../shared/app-error';

/**
 * Shows a screen, and where that cannot be drawn, why: its code did not come because the host has ended, or it has a
 * fault. The rest of the window stays. React lets only a class catch what its children throw; a new `key` forgets it.
 */
export class ScreenGuard extends Component<
  { readonly children: ReactNode },
  { readonly error: unknown; readonly isBroken: boolean }
> {
  override readonly state = { error: undefined as unknown, isBroken: false };

  static getDerivedStateFromError(error: unknown): { readonly error: unknown; readonly isBroken: boolean } {
    return { error, isBroken: true };
  }

  override render(): ReactNode {
    const { error, isBroken } = this.state;
    if (!isBroken) return this.props.children;
    return (
      <ErrorState
        screen
        title="This screen could not be shown"
        error={
          new AppError('internal', error instanceof Error ? error.message : String(error), {
            hint: 'If Tidemark has ended, start it again and open the address that it prints. Else load the window anew.',
          })
        }
        action={
          <Action
            onClick={() => {
              location.reload();
            }}
          >
            Load the window anew
          </Action>
        }
      />
    );
  }
}
