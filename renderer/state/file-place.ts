import { create } from 'zustand';

/** A line of a file of the workspace, counted from 1. */
export interface FilePlace {
  readonly path: string;
  readonly line: number;
}

/** The file that is shown over the window; undefined for none. */
export const useFilePlace = create<{ readonly shown: FilePlace | undefined }>(() => ({ shown: undefined }));

/** Shows a file at a line. */
export function openFile(place: FilePlace): void {
  useFilePlace.setState({ shown: place });
}

/** Shows no file any more. */
export function closeFile(): void {
  useFilePlace.setState({ shown: undefined });
}
