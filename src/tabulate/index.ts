export { MachineTable, parseCellKey } from './machine-table.ts';
export { tabulate, type TabulateOptions, type Tabulated } from './tabulate.ts';
