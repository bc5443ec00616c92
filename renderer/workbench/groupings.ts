import type { ExplorerGrouping } from './explorer-rows';

/** Every way to group the explorer's objects, with its words. */
export const GROUPINGS: readonly { readonly value: ExplorerGrouping; readonly title: string }[] = [
  { value: 'kind', title: 'By schema and kind' },
  { value: 'prefix', title: 'By schema and beginning of the name' },
  { value: 'class', title: 'By class in the federation' },
];
