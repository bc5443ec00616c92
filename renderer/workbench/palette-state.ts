import { flushSync } from 'react-dom';
import { createSpotlight } from '@mantine/spotlight';
import { create } from 'zustand';

/** What the palette looks through. */
export type PaletteMode = 'everything' | 'tables';

/** Whether the palette is open, and on what. */
export const usePalette = create<{
  readonly open: boolean;
  readonly mode: PaletteMode;
  readonly query: string;
}>(() => ({ open: false, mode: 'everything', query: '' }));

const [store, spotlight] = createSpotlight();

/** The palette's own store, for the component that shows it. */
export const spotlightStore = store;

/** The id of the field that the palette is typed into. */
export const PALETTE_FIELD = 'palette-field';

/** Opens the palette, empty. It is there, and has the focus, when this returns: the next key goes into it. */
export function openPalette(mode: PaletteMode): void {
  flushSync(() => {
    usePalette.setState({ open: true, mode, query: '' });
    spotlight.open();
  });
  document.getElementById(PALETTE_FIELD)?.focus();
}

/** Closes the palette. */
export function closePalette(): void {
  spotlight.close();
  usePalette.setState({ open: false });
}
