export * from './catalogue.ts';
export * from './claim.ts';
export * from './errors.ts';
export * from './findings.ts';
export * from './rules.ts';
export * from './system.ts';
export * from './verdict.ts';
