export { findDifference } from './asymmetry.ts';
export { MachineTable, parseCellKey } from './machine-table.ts';
export { quotient } from './symmetry.ts';
export { type Difference, symmetryGroup } from './symmetry-group.ts';
export { tabulate, type TabulateOptions, type Tabulated } from './tabulate.ts';
