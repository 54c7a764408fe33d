import { setImmediate } from 'node:timers/promises';
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
  let interrupted = false;
  const onInterrupt = (): void => {
    interrupted = true;
  };
  process.once('SIGINT', onInterrupt);
  const stop = (): StopReason | undefined => {
    if (interrupted) return 'interrupted';
    if (performance.now() - started > (limits.secondsMax ?? Infinity) * 1000) return 'time';
    if (memoryUsed() > (limits.memoryMax ?? Infinity)) return 'memory';
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

/** Bytes of the whole process: typed arrays live outside the JavaScript heap. */
const memoryUsed = (): number => process.memoryUsage.rss();
