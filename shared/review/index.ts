export * from './judge-review';
export * from './review-file';
