import type { ApiEvent, Envelope } from '../../../shared/api';
import type { DesktopQuestion, DesktopTraits } from './desktop';
import type { ServiceContext } from './service-context';

/** What a caller's thread tells the service's thread. */
export type ToService =
  | {
      readonly kind: 'call';
      readonly id: number;
      readonly method: string;
      readonly input: unknown;
      readonly operation?: string;
    }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'answer'; readonly id: number; readonly text?: string; readonly problem?: string }
  | { readonly kind: 'close' };

/** What the service's thread tells its caller. */
export type FromService =
  | { readonly kind: 'ready' }
  | { readonly kind: 'reply'; readonly id: number; readonly envelope: Envelope<unknown> }
  | { readonly kind: 'event'; readonly event: ApiEvent }
  | { readonly kind: 'log'; readonly message: string }
  | { readonly kind: 'ask'; readonly id: number; readonly question: DesktopQuestion }
  | { readonly kind: 'closed' };

/** As much of a service's context as can be sent to a thread: all but its functions. */
export type ThreadContext = Omit<ServiceContext, 'log' | 'askPassword' | 'desktop'> & {
  readonly desktopTraits?: DesktopTraits;
};
