export { askedBy, type Asked, nothing } from './asked.ts';
export {
  type Condition,
  type Gap,
  type Reading,
  type Rule,
  rulesOf,
  type RuleSystem,
  type Writing,
} from './rules.ts';
export { murphi } from './murphi.ts';
export { promela } from './promela.ts';
export { aut } from './aut.ts';
export { dot } from './dot.ts';
export { etf } from './etf.ts';
