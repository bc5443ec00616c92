import { create } from 'zustand';

/** What the palette looks through. */
export type PaletteMode = 'everything' | 'tables';

/** Whether the palette is open, and on what. */
export const usePalette = create<{
  readonly open: boolean;
  readonly mode: PaletteMode;
  readonly query: string;
}>(() => ({ open: false, mode: 'everything', query: '' }));

/** Opens the palette, empty. */
export function openPalette(mode: PaletteMode): void {
  usePalette.setState({ open: true, mode, query: '' });
}

/** Closes the palette. */
export function closePalette(): void {
  usePalette.setState({ open: false });
}
