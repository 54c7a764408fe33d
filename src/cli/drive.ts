import { freemem } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { getHeapStatistics } from 'node:v8';
import type { Progress, StopReason } from '../kernel/index.ts';
import type { Limits } from '../report/index.ts';

/**
 * Runs a search to its end: gives it the time, the memory and the Ctrl-C that it cannot see itself, and lets
 * the event loop run in between.
 */
export const drive = async <T>(
  search: Generator<Progress, T, StopReason | undefined>,
  limits: Limits,
  show: (progress: Progress) => void,
): Promise<T> => {
  const started = performance.now();
  const budget = memoryBudget(limits);
  let interrupted = false;
  const onInterrupt = (): void => {
    interrupted = true;
  };
  process.once('SIGINT', onInterrupt);
  const stop = (): StopReason | undefined => {
    if (interrupted) return 'interrupted';
    if (performance.now() - started > (limits.secondsMax ?? Infinity) * 1000) return 'time';
    if (memoryUsed() > budget || heapIsFull()) return 'memory';
    return undefined;
  };
  try {
    let step = search.next();
    while (step.done !== true) {
      show(step.value);
      await setImmediate();
      step = search.next(stop());
    }
    return step.value;
  } finally {
    process.removeListener('SIGINT', onInterrupt);
  }
};

/** Bytes that the process may use: what the user says, else what it uses now and half of what is free. */
export const memoryBudget = ({ memoryMax }: Limits): number => memoryMax ?? memoryUsed() + freemem() / 2;

/** The engine ends the process when its heap is full, however much memory the machine has left. */
const heapIsFull = (): boolean => {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  return used > 0.85 * limit;
};

/** Bytes of the whole process: typed arrays live outside the JavaScript heap. */
export const memoryUsed = (): number => process.memoryUsage.rss();
