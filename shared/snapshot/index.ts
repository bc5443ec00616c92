export { decodeModel, decodeSnapshot } from './decode-snapshot';
export { encodeModel, encodeSnapshot } from './encode-snapshot';
export { SNAPSHOT_VERSION } from './snapshot';
export type { Snapshot } from './snapshot';
