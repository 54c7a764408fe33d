export { askedBy, type Asked, nothing } from './asked.ts';
export { type Condition, type Gap, type Rule, rulesOf, type RuleSystem, type Setting } from './rules.ts';
export { murphi } from './murphi.ts';
export { promela } from './promela.ts';
