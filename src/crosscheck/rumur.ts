import { murphi } from '../export/index.ts';
import type { Peer } from './peer.ts';

/** From so many states on, fast code makes good for the time that it takes to compile (measured, 300 to 1,200 rules). */
const FAST_FROM = 20_000;

const options = [
  '--symmetry-reduction=off',
  '--deadlock-detection=off',
  '--counterexample-trace=off',
  '--output-format=machine-readable',
  '--threads=1',
];

/** rumur, without symmetry reduction and with one thread, so that it counts what we count. */
export const rumur: Peer = {
  name: 'rumur',
  understands: { seen: true, possible: true },

  job: (system, asked, title, limits) => ({
    files: { 'model.m': murphi(system, asked, title) },
    commands: [
      { program: 'rumur', args: [...options, '--output', 'model.c', 'model.m'] },
      {
        program: 'cc',
        args: [
          '-std=c11',
          system.states < FAST_FROM ? '-O0' : '-O1',
          '-w',
          '-march=native',
          '-o',
          'model',
          'model.c',
          '-lpthread',
        ],
      },
      { program: './model', args: [] },
    ],
    limits,
  }),

  read: (output) => {
    const summary = /<summary states="(\d+)" rules_fired="(\d+)" errors="(\d+)"/.exec(output);
    if (summary === null) return undefined;
    const [states, transitions, errors] = summary.slice(1).map(Number) as [number, number, number];
    return { kind: 'answer', states, transitions, refuted: errors > 0 };
  },
};
