import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { InternalError } from '../kernel/index.ts';
import { control } from './control.ts';
import { CHUNK, report, REPORT_LENGTH, workerText, workText } from './crew-code.ts';
import { BATCH, stepsText } from './program.ts';
import type { Space } from './space.ts';
import { SPARES, tableCode } from './table-code.ts';

/** Fewer states are not worth sharing. */
const TOGETHER_MIN = 4096;
/** More states are not ordered at a time, so that progress is reported. */
const ORDER_MAX = 2 ** 18;
/** How long to wait for a sign of life, in milliseconds, and how many such waits to endure. */
const WAIT = 100;
const WAITS_MAX = 100;

type Work = (
  control: Int32Array,
  report: Int32Array,
  tally: Int32Array,
  steps: unknown,
  table: unknown,
  ...sizes: [words: number, room: number]
) => void;

interface Hand {
  readonly worker: Worker;
  readonly port: MessagePort;
  readonly report: Int32Array;
  readonly marks: Int32Array;
  readonly blocked: Int32Array;
  dead?: string;
}

const shared = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(length * 4));

/**
 * Several threads that expand the states of a level together. This thread owns the step trees, the layout and the
 * sizes of the store: workers only read them, and what they cannot expand they leave to it. So a local state has
 * one number, given by one thread. In which order the states of a level are numbered depends on the race, but
 * nothing that is found depends on that order.
 */
export class Crew {
  private readonly space: Space;
  private readonly workers: number;
  private readonly statesMax: number;
  private readonly hands: Hand[] = [];
  private readonly control = shared(8);
  private readonly report = shared(REPORT_LENGTH);
  // oxlint-disable-next-line typescript/no-implied-eval, no-new-func -- the very text that the workers run
  private readonly work = new Function(workText)() as Work;
  private told = -1;
  private toldLayout: unknown;

  /** @param workers threads in all, this one included; the others start when there is enough to do */
  constructor(space: Space, workers: number, statesMax: number) {
    this.space = space;
    this.workers = workers;
    this.statesMax = statesMax;
  }

  /** Expands states from `from` on, at most up to `to`. @returns the first that was not expanded */
  advance(from: number, to: number): number {
    const { space, control: C } = this;
    const slack = this.workers * (CHUNK * (space.successorsMax + 1) + SPARES);
    const enough = this.workers > 1 && space.specialised && to - from >= TOGETHER_MIN;
    const enoughRoom =
      enough && space.count + 2 * slack < this.statesMax && space.offer(space.count + 2 * slack);
    if (!enoughRoom) return space.advance(from, to);
    while (this.hands.length < this.workers - 1) this.hands.push(this.hire());
    const end = Math.min(to, from + ORDER_MAX);
    C[control.next] = from;
    C[control.end] = end;
    C[control.count] = space.count;
    C[control.countMax] = Math.min(space.store.capacity(space.layout.words), this.statesMax) - slack;
    C[control.stop] = 0;
    C[control.done] = 0;
    this.tell();
    Atomics.add(C, control.order, 1);
    Atomics.notify(C, control.order);
    const { steps, visited, scratch, layout } = space;
    this.work(C, this.report, scratch.tally, steps, visited, layout.words, BATCH * layout.words);
    this.wait();
    this.gather();
    return Math.min(C[control.next]!, end);
  }

  close(): void {
    Atomics.store(this.control, control.order, -1);
    Atomics.notify(this.control, control.order);
    for (const { worker, port } of this.hands) {
      port.close();
      void worker.terminate();
    }
  }

  private hire(): Hand {
    const { marks, slots } = this.space.system;
    const { port1, port2 } = new MessageChannel();
    const own = { report: shared(REPORT_LENGTH), marks: shared(marks.length), blocked: shared(slots.length) };
    const worker = new Worker(workerText, {
      eval: true,
      execArgv: [],
      workerData: { C: this.control, R: own.report, port: port2 },
      transferList: [port2],
    });
    const hand: Hand = { worker, port: port1, ...own };
    worker.on('error', (error) => (hand.dead = error.message));
    worker.on('exit', (code) => (hand.dead ??= `exit ${code}`));
    worker.unref();
    port1.unref();
    return hand;
  }

  /** Sends what has changed since the last order. */
  private tell(): void {
    const { space } = this;
    if (this.told === space.version) return;
    const { layout, scratch, trees } = space;
    const { states, table } = space.store;
    const anew = this.toldLayout !== layout;
    const { out, hashes, recent } = scratch;
    for (const { port, marks, blocked } of this.hands) {
      port.postMessage({
        ...(anew
          ? {
              scratch: { out: out.length, hashes: hashes.length, recent: recent.length },
              steps: stepsText(layout),
              table: tableCode(layout.words),
              marks,
              blocked,
            }
          : {}),
        states: states.buffer,
        stateWords: states.words.length,
        index: table.buffer,
        indexWords: table.words.length,
        cells: trees!.cells,
        roots: trees!.roots,
        watches: trees!.watches,
        words: layout.words,
        room: BATCH * layout.words,
      });
    }
    this.told = space.version;
    this.toldLayout = layout;
  }

  /** @throws InternalError if a worker has died */
  private wait(): void {
    const C = this.control;
    for (let waits = 0, alive = C[control.alive]; ; waits++) {
      const done = Atomics.load(C, control.done);
      if (done === this.hands.length) return;
      const dead = this.hands.find((hand) => hand.dead !== undefined)?.dead;
      if (dead !== undefined) throw new InternalError(`a worker thread has died: ${dead}`);
      Atomics.wait(C, control.done, done, WAIT);
      if (C[control.alive] !== alive) [waits, alive] = [0, C[control.alive]];
      if (waits >= WAITS_MAX) throw new InternalError('a worker thread has died: it shows no sign of life');
    }
  }

  /** Takes over what everybody has found, closes gaps in the numbering, expands what others could not. */
  private gather(): void {
    const { space } = this;
    const gaps: number[] = [];
    const missed: number[] = [];
    for (const { report: R, marks, blocked } of [...this.hands, { report: this.report, ...space.scratch }]) {
      space.transitions += R[report.transitions]!;
      if (R[report.deadlock] === 1) space.deadlock = true;
      marks.forEach((seen, mark) => (space.scratch.marks[mark]! |= seen));
      blocked.forEach((seen, slot) => (space.scratch.blocked[slot]! |= seen));
      for (let id = R[report.unusedFrom]!; id < R[report.unusedTo]!; id++) gaps.push(id);
      missed.push(...R.subarray(report.first, report.first + R[report.misses]!));
    }
    closeGaps(space, this.control[control.count]!, gaps);
    for (const id of missed.sort((a, b) => a - b)) space.expandMissed(id);
  }
}

/** Numbers below `taken` have been handed out, those in `gaps` were not used: the last states move there. */
const closeGaps = (space: Space, taken: number, gaps: readonly number[]): void => {
  const free = new Set(gaps);
  let count = taken;
  for (const gap of gaps.toSorted((a, b) => a - b)) {
    while (free.has(count - 1)) count--;
    if (gap >= count) break;
    space.visited.move(--count, gap);
    free.delete(gap);
  }
  space.count = count;
};
