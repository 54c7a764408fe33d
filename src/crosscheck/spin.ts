import { promela } from '../export/index.ts';
import type { Peer } from './peer.ts';

/** From so many states on, fast code makes good for the time that it takes to compile (measured, some 1,000 rules). */
const FAST_FROM = 500_000;

const options = ['-w', '-DSAFETY', '-DNOREDUCE', '-DNOFAIR', '-DBFS'];

/**
 * spin, as a plain breadth-first search over whole states: no partial order, no compression, no hashing
 * that could lose a state. Breadth-first because its depth-first search has a limit on the depth.
 */
export const spin: Peer = {
  name: 'spin',
  understands: { seen: false, possible: false },

  job: (system, asked, title, limits) => {
    const { memoryMaxMiB } = limits;
    const memory = memoryMaxMiB === undefined ? [] : [`-DMEMLIM=${memoryMaxMiB}`];
    // The default vector of 1,024 bytes is too short for wide systems: 4 bytes a slot, 16 a process.
    const vector = Math.max(1024, system.domains.length * 20 + 256);
    // The hash table holds pointers: somewhat more of them than states.
    const bits = Math.min(28, Math.max(12, Math.ceil(Math.log2(system.states + 1)) + 1));
    const speed = system.states < FAST_FROM ? '-O0' : '-O2';
    return {
      files: { 'model.pml': promela(system, asked, title) },
      commands: [
        { program: 'spin', args: ['-o1', '-o2', '-a', 'model.pml'] },
        {
          program: 'cc',
          args: [speed, ...options, `-DVECTORSZ=${vector}`, ...memory, '-o', 'pan', 'pan.c'],
        },
        { program: './pan', args: ['-n', `-w${bits}`] },
      ],
      limits,
    };
  },

  read: (output) => {
    const number = (pattern: RegExp): number | undefined => {
      const text = pattern.exec(output)?.[1];
      return text === undefined ? undefined : Number(text);
    };
    const states = number(/^\s*([\d.e+]+) states, stored/m);
    const steps = number(/^\s*([\d.e+]+) transitions \(= stored\+matched\)/m);
    const depth = number(/depth reached (\d+)/);
    const errors = number(/errors: (\d+)/);
    if (states === undefined || steps === undefined || depth === undefined || errors === undefined)
      return undefined;
    const refuted = /assertion violated/.test(output);
    if (!refuted && (errors > 0 || output.includes('Search not completed'))) return undefined;
    // spin counts the arrival in the initial state as a transition.
    return { kind: 'answer', states, transitions: steps - 1, depth, refuted };
  },
};
