import type { Message } from '../../src/language/index.ts';
import { canonical, localKey, stateText } from '../../src/network/index.ts';
import { type MachineTable, parseCellKey, type Tabulated } from '../../src/tabulate/index.ts';

/** A value without the fields called `ghost`, at any depth. */
export const erased = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(erased);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([field]) => field !== 'ghost')
      .map(([field, inner]) => [field, erased(inner)]),
  );
};

const text = (value: unknown): string => canonical(erased(value), 'a value without its ghost');

/** Remembers the answer to each question and notes questions that have two. */
class Answers {
  readonly conflicts: string[] = [];
  private readonly known = new Map<string, string>();

  add(question: string, answer: string, says: string): void {
    const before = this.known.get(question);
    if (before === undefined) this.known.set(question, answer);
    else if (before !== answer) this.conflicts.push(`${says}: ${before} or ${answer}`);
  }
}

/**
 * Whether behaviour depends on ghost data, which only properties may read. Looks at all table cells and queue
 * contents met so far: if two of them are the same but for fields called `ghost`, then what follows must be
 * the same but for fields called `ghost`. Returns a sentence for each place where it is not.
 *
 * Fill the tables first, by exploring the system. Observers are exempt.
 */
export const ghostLeaks = ({ tables }: Tabulated): string[] => {
  const receivers = ({ part }: MachineTable, event: Message): string[] =>
    tables.targets(part.name, event).map(({ name }) => name);

  const ofPart = (table: MachineTable): string[] => {
    const { name } = table.part;
    const answers = new Answers();
    const erasedLocal = (local: number): string => {
      const snapshot = table.snapshot(local);
      return localKey(name, { ...snapshot, context: erased(snapshot.context) } as typeof snapshot);
    };
    for (let local = 0; local < table.size; local++) {
      const says = `the stimuli of ${name} in state ${stateText(table.snapshot(local))} depend on ghost data`;
      answers.add(`stimuli ${erasedLocal(local)}`, text(table.stimuli(local)), says);
    }
    for (const [key, { next, emitted }] of table.filled) {
      const [local, event] = parseCellKey(key);
      const sent = emitted.map((one) => `${text(one)} to ${receivers(table, one).join()}`).join('; ');
      const says = `${name} in state ${stateText(table.snapshot(local))} answers ${text(event)} by ghost data`;
      answers.add(`${erasedLocal(local)} ${text(event)}`, `${erasedLocal(next)} ${sent}`, says);
    }
    return answers.conflicts;
  };

  const ofQueues = (): string[] => {
    const answers = new Answers();
    for (const queue of tables.queues) {
      const { name, wire } = queue.queue;
      for (let local = 0; local < queue.size; local++) {
        for (const { event } of queue.items(local)) {
          const to = tables.network.routing.left(wire, event).map((hop) => hop.to);
          answers.add(`${name} ${text(event)}`, to.join(), `${name} delivers ${text(event)} by ghost data`);
        }
      }
    }
    return answers.conflicts;
  };

  return [...tables.parts.flatMap(ofPart), ...ofQueues()];
};
