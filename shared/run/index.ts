export * from './journal-entry';
export * from './production';
export * from './read-journal';
export * from './run-policy';
export * from './run-state';
