export { crosscheck, type Matter, type Opinion } from './crosscheck.ts';
export type { Command, Job, Limits, Ran, RunJob } from './job.ts';
export { type Ours, oursFrom, unsettling } from './ours.ts';
export type { Peer } from './peer.ts';
export { rumur } from './rumur.ts';
export { spin } from './spin.ts';
