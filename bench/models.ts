import type { NetworkDefinition } from '../src/language/index.ts';
import { philosophers } from '../tests/networks/philosophers.ts';
import { twoPhaseCommit } from '../tests/networks/two-phase-commit.ts';
import { peterson } from './networks/peterson.ts';

/** One model in every tool's language; all must find the same number of states. */
export interface BenchModel {
  readonly name: string;
  readonly states: number;
  readonly network: () => NetworkDefinition;
  /** Files below bench/models without their endings .pml and .m. */
  readonly peers: string;
}

/** Add bundled designs here: `network` from the design, `peers` the name of the exported files. */
export const models: readonly BenchModel[] = [
  {
    name: 'philosophers-13',
    states: 1_594_323,
    network: () => philosophers(13).definition,
    peers: 'philosophers',
  },
  {
    name: 'two-phase-commit-8',
    states: 1_745_408,
    network: () => twoPhaseCommit(8).definition,
    peers: 'two-phase-commit',
  },
  { name: 'peterson-4', states: 1_119_560, network: () => peterson(4), peers: 'peterson' },
];
