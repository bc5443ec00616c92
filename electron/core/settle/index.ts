export { ASKED_RULE } from './apply-answers';
export { findOracle, oracleAt } from './oracle';
export type { Oracle } from './oracle';
export { settleDiff } from './settle-diff';
export type { SettleOptions } from './settle-diff';
