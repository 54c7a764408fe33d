import { createLogUpdate } from 'log-update';
import type { Progress } from '../kernel/index.ts';

/** Nothing is shown before a search has taken this long. */
const QUIET_MS = 1000;
/** Pause between lines where the output is not a terminal. */
const LINE_MS = 10_000;

export interface ProgressDisplay {
  readonly show: (design: string) => (progress: Progress) => void;
  readonly done: () => void;
}

/** Progress on stderr: one line that is overwritten on a terminal, plain lines in CI, nothing elsewhere. */
export const progressDisplay = (stderr: NodeJS.WriteStream, ci: boolean): ProgressDisplay => {
  const line = stderr.isTTY ? createLogUpdate(stderr) : undefined;
  if (line === undefined && !ci) return { show: () => () => {}, done: () => {} };
  return {
    show: (design) => {
      const started = performance.now();
      let next = started + QUIET_MS;
      return ({ states, frontier, depth }) => {
        const now = performance.now();
        if (now < next) return;
        next = now + (line === undefined ? LINE_MS : 100);
        const rate = Math.round(states / ((now - started) / 1000));
        const text = `${design}: ${states} states, ${rate}/s, frontier ${frontier}, depth ${depth}`;
        if (line === undefined) stderr.write(`${text}\n`);
        else line(text);
      };
    },
    done: () => line?.clear(),
  };
};
