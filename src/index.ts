/**
 * irqproof as a library: write a design or a network, check it, read the verdicts.
 *
 * The layers below are documented in docs/ARCHITECTURE.md; this file only says what is public.
 */
export {
  checkDesign,
  type Choices,
  defineDesign,
  type Design,
  type DesignInput,
  designSchema,
  isDesign,
  made,
  type Made,
  networkOf,
  parseDesign,
  type PartId,
  type PartKind,
  parts,
  type Principal,
  type Replacements,
  type Scope,
  type Setting,
} from '../model/index.ts';
export { properties } from '../properties/index.ts';
export { check, type CheckOptions } from './check.ts';
export * from './engine/index.ts';
export * from './kernel/index.ts';
export * from './language/index.ts';
export * from './network/index.ts';
export { type Report, reportSchema } from './report/index.ts';
export { tabulate, type Tabulated, type TabulateOptions } from './tabulate/index.ts';
export {
  type CheckResult,
  fromItf,
  itfSchema,
  replay,
  toItf,
  type Trace,
  type TraceStep,
  type Verdict,
} from './trace/index.ts';
