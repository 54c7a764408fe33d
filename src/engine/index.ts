export { type Certificate, certify, type StoredStates } from './certify.ts';
export { compact, type CompactOptions } from './compact.ts';
export { explicit } from './explicit.ts';
export { reach } from './reach.ts';
export type { Tuning } from './tuning.ts';
