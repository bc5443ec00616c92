export { cacheFolder } from './data-template';
export { findServerBinaries } from './find-server-binary';
export type { ServerBinary } from './find-server-binary';
export { startScratchServer } from './start-scratch-server';
export type { ScratchOptions, ScratchServer } from './start-scratch-server';
export { newScratchId, SCRATCH_SCHEMA_PREFIX, withScratchSchema } from './with-scratch-schema';
