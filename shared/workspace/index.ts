export * from './check-config';
export * from './match-pattern';
export * from './place-tables';
export * from './print-config-schema';
export * from './suggest-name';
export * from './workspace-config';
