export { explicit } from './explicit.ts';
export { reach } from './reach.ts';
export type { Tuning } from './tuning.ts';
