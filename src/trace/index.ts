export { fromItf, itfSchema, type StoredTrace, toItf, type TraceMeta } from './itf.ts';
export { record, recordViolation } from './record.ts';
export { replay, type Replay } from './replay.ts';
export type { Change, GlobalValue, LocalValue, Trace, TraceStep } from './trace.ts';
