export { fromItf, itfSchema, type StoredTrace, toItf } from './itf.ts';
export { recordViolation } from './record.ts';
export { replay } from './replay.ts';
export type { CheckResult, Verdict } from './result.ts';
export type { Change, GlobalValue, Trace, TraceStep } from './trace.ts';
