export { type Choices, type Scope, scopeSchema } from './choices.ts';
export {
  checkDesign,
  defineDesign,
  type Design,
  type DesignInput,
  designSchema,
  isDesign,
  networkOf,
  toError,
} from './design.ts';
export { parseDesign } from './design-file.ts';
export * from './events.ts';
export { made, type Made, type PartKind } from './part.ts';
export { type PartId, parts } from './parts/index.ts';
export type { Replacements } from './platform.ts';
export type { Principal, Setting } from './setting.ts';
