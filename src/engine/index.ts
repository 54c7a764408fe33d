export { type Certificate, certify, type StoredStates } from './certify.ts';
export { explicit } from './explicit.ts';
export { reach } from './reach.ts';
export type { Tuning } from './tuning.ts';
