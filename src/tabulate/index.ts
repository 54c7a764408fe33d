export { findDifference } from './asymmetry.ts';
export { influences, withoutSlots } from './cone.ts';
export { MachineTable, parseCellKey } from './machine-table.ts';
export { type Ordered, partialOrder } from './partial-order.ts';
export { imagesUnder, type Quotient, quotient } from './symmetry.ts';
export { type Difference, symmetryGroup } from './symmetry-group.ts';
export { fifosOf, tabulate, type TabulateOptions, type Tabulated } from './tabulate.ts';
