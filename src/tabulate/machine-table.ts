import type { AnyMachineSnapshot } from 'xstate';
import { InternalError, UserError } from '../kernel/index.ts';
import type { Message } from '../language/index.ts';
import {
  canonical,
  eventText,
  listen,
  localKey,
  type Part,
  react,
  type Reaction,
  stateText,
} from '../network/index.ts';
import { Interner } from './interner.ts';

/** One entry of a machine's table. */
export interface Cell {
  readonly next: number;
  readonly emitted: readonly Message[];
}

/** Local states are numbers below this, so that a state vector fits 16 bits per slot. */
export const LOCALS_MAX = 65_535;

/**
 * One machine as a table: local states are numbered as they are met, and each cell is filled by calling
 * XState's `transition()` once.
 */
export class MachineTable {
  readonly part: Part;
  private readonly limit: number;
  private readonly locals = new Interner<AnyMachineSnapshot>();
  private readonly cells = new Map<string, Cell>();
  private readonly injected: (readonly Message[])[] = [];

  constructor(part: Part, limit: number = LOCALS_MAX) {
    this.part = part;
    this.limit = limit;
    this.intern(part.initial);
  }

  get size(): number {
    return this.locals.size;
  }

  get filled(): ReadonlyMap<string, Cell> {
    return this.cells;
  }

  snapshot(local: number): AnyMachineSnapshot {
    return this.locals.value(local);
  }

  /** The stimuli in a local state, asked for once. */
  stimuli(local: number): readonly Message[] {
    return (this.injected[local] ??= this.part.stimuli(this.snapshot(local)));
  }

  /** @throws UserError IRQ032, IRQ034, IRQ042, IRQ043 */
  cell(local: number, event: Message): Cell {
    const key = cellKey(local, event);
    const known = this.cells.get(key);
    if (known !== undefined) return known;
    const { next, emitted } = this.answer(local, event);
    const cell = { next: this.intern(next), emitted };
    this.cells.set(key, cell);
    return cell;
  }

  /**
   * Fills every filled cell a second time, asks for all stimuli again, and compares.
   *
   * @throws UserError IRQ039 for a machine that is not a function of local state and event
   */
  refill(): void {
    this.injected.forEach((stimuli, local) => {
      const again = this.part.stimuli(this.snapshot(local));
      if (canonical(again, 'stimuli') === canonical(stimuli, 'stimuli')) return;
      throw this.impure(local, 'lists other stimuli');
    });
    for (const [key, cell] of this.cells) {
      const [local, event] = parseCellKey(key);
      const again = this.answer(local, event);
      const same =
        this.intern(again.next) === cell.next &&
        canonical(again.emitted, 'emitted') === canonical(cell.emitted, 'emitted');
      if (same) continue;
      throw this.impure(local, `answers ${canonical(event, 'event')} differently`);
    }
  }

  private impure(local: number, how: string): UserError {
    const state = stateText(this.snapshot(local));
    return new UserError('IRQ039', `component ${this.part.name} in state ${state} ${how} the second time`, {
      fix: 'remove clocks, randomness and variables outside the context from guards, assigns, emits and stimuli',
    });
  }

  private answer(local: number, event: Message): Reaction {
    const { part } = this;
    const snapshot = this.snapshot(local);
    if (part.role === 'observer') return { next: listen(part, snapshot, event), emitted: [] };
    return react(part.name, part.machine, snapshot, event);
  }

  /** The number of a local state, which may be one that no event has led to yet. */
  intern(snapshot: AnyMachineSnapshot): number {
    const local = this.locals.id(localKey(this.part.name, snapshot), () => snapshot);
    if (local >= this.limit) throw this.unbounded();
    return local;
  }

  private unbounded(): UserError {
    const contexts = this.locals.all().map(({ context }) => context as Record<string, unknown>);
    const fields = [...new Set(contexts.flatMap((context) => Object.keys(context)))].map((field) => {
      const values = new Set(contexts.map((context) => canonical(context[field] ?? null, field)));
      return { field, values };
    });
    fields.sort((a, b) => b.values.size - a.values.size);
    const growing = fields
      .slice(0, 3)
      .filter(({ values }) => values.size > 1)
      .map(({ field, values }) => `${field} (${values.size} values: ${[...values].slice(-3).join(', ')} …)`);
    return new UserError(
      'IRQ034',
      `component ${this.part.name} has more than ${this.limit} local states; what grows: ${growing.join('; ') || 'its states'}`,
      {
        fix: 'give each number in the context a bound, and model each entry of a table as a machine of its own',
      },
    );
  }
}

const cellKey = (local: number, event: Message): string => `${local} ${eventText(event)}`;

/** Cell keys are self-describing so that a filled table can be read back without a second store. */
export const parseCellKey = (key: string): [local: number, event: Message] => {
  const space = key.indexOf(' ');
  if (space < 0) throw new InternalError(`bad cell key ${key}`);
  return [Number(key.slice(0, space)), JSON.parse(key.slice(space + 1)) as Message];
};
