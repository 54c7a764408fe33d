export { askedBy, type Asked, nothing } from './asked.ts';
export { type Rule, rulesOf, type RuleSystem } from './rules.ts';
export { murphi } from './murphi.ts';
export { promela } from './promela.ts';
export { aut } from './aut.ts';
export { dot } from './dot.ts';
export { etf } from './etf.ts';
