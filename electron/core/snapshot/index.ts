export { fingerprintModel } from './fingerprint-model';
export { readOrStandIn } from './read-or-stand-in';
export type { StandInReading } from './read-or-stand-in';
export { describeAge, readSnapshot, snapshotAge } from './read-snapshot';
export { saveSnapshot } from './save-snapshot';
