import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchModel } from './models.ts';
import { figure, type Run, run, timed } from './run.ts';

const sources = join(import.meta.dirname, 'models');

/** Runs commands in a directory of their own, which is removed afterwards. */
const inScratch = <T>(work: (directory: string) => T): T => {
  const directory = mkdtempSync(join(tmpdir(), 'irqproof-bench-'));
  try {
    return work(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
};

/**
 * spin for safety without fairness and with every state stored: depth-first and breadth-first, plain and with
 * COLLAPSE. The hash table starts large enough for a million states.
 */
export const spinRuns = (model: BenchModel): Run[] =>
  [[], ['-DCOLLAPSE'], ['-DBFS'], ['-DBFS', '-DCOLLAPSE']].map((options) =>
    inScratch((directory): Run => {
      const commands: [string, ...string[]][] = [
        ['spin', '-a', join(sources, `${model.peers}.pml`)],
        [
          'gcc',
          '-O3',
          '-w',
          '-march=native',
          '-DSAFETY',
          '-DNOREDUCE',
          '-DNOFAIR',
          '-DMEMLIM=16000',
          ...options,
          '-o',
          'pan',
          'pan.c',
        ],
        // Nothing is said about end states: the comparison is of searches to the end. Depth is for the stack only.
        ['./pan', '-E', '-w22', ...(options.includes('-DBFS') ? [] : ['-m2000000'])],
      ];
      const { value, seconds } = timed(() => commands.map((command) => run(directory, command)));
      const said = value.at(-1)!;
      return {
        tool: `spin${options.map((option) => ` ${option}`).join('')}`,
        commands: commands.map((command) => command.join(' ')),
        states: figure(said, /(\d+) states, stored/),
        seconds: figure(said, /elapsed time ([\d.]+)/),
        bytes: figure(said, /([\d.]+)\s+total actual memory usage/) * 2 ** 20,
        secondsToVerdict: seconds,
      };
    }),
  );

export const rumurRun = (model: BenchModel, threads: number): Run =>
  inScratch((directory) => {
    const build: [string, ...string[]][] = [
      [
        'rumur',
        '--threads',
        `${threads}`,
        '--deadlock-detection',
        'off',
        '-o',
        'rumur.c',
        join(sources, `${model.peers}.m`),
      ],
      ['gcc', '-O3', '-march=native', '-w', '-o', 'model', 'rumur.c', '-lpthread', '-latomic'],
    ];
    const search: [string, ...string[]] = ['/usr/bin/env', 'bash', '-c', 'ulimit -c 0; exec ./model'];
    const before = timed(() => build.forEach((command) => run(directory, command)));
    const { value, seconds } = timed(() => run(directory, search));
    return {
      tool: `rumur, threads: ${threads}`,
      commands: [...build, search].map((command) => command.join(' ')),
      states: figure(value, /(\d[\d,]*) states,/),
      seconds,
      bytes: Number.NaN,
      secondsToVerdict: before.seconds + seconds,
    };
  });
