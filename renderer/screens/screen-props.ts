import type { Place } from '../state/place';

/** What every screen is given: where the window is. */
export interface ScreenProps {
  readonly place: Place;
}
