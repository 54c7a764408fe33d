export { crosscheck, type Matter, type Opinion } from './crosscheck.ts';
export type { Command, Job, Limits, Ran, RunJob } from './job.ts';
export { oursFrom, unsettling } from './ours.ts';
export { rumur } from './rumur.ts';
export { spin } from './spin.ts';
