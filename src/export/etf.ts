import type { Asked } from './asked.ts';
import type { Domain } from './domains.ts';
import { printable } from './identifiers.ts';
import type { Reading, RuleSystem, Writing } from './rules.ts';

/** What one line of a table does to one slot: from a local state to a local state. */
type Change = readonly [from: number, to: number] | undefined;

/**
 * The system in LTSmin's enumerated table format (etf(5)): a table of transitions for each set of slots that
 * an actor's steps touch, which is the dependency matrix that LTSmin's symbolic and distributed engines
 * live on.
 *
 * ETF knows no properties. A mark that is asked about becomes a loop: an edge that carries the mark's name and
 * changes nothing, wherever the mark is at hand. `--action="NAME"` then looks for it, and the reachable
 * states are the same.
 */
export const etf = (system: RuleSystem, asked: Asked, title: string): string => {
  const { domains, initial, marks, rules, conditions, states } = system;
  const asks = new Set([...asked.never, ...asked.seen, ...asked.possible]);
  const tables = new Tables(domains);
  for (const { slot, event, reads, writes, marks: seen, blockedBy } of rules) {
    if (blockedBy >= 0) continue;
    tables.add(`${domains[slot]!.slot.name}: ${event}`, slot, reads, writes);
    for (const mark of seen) if (asks.has(mark)) tables.add(marks[mark]!, -1, reads, []);
  }
  for (const { mark, reads } of conditions) if (asks.has(mark)) tables.add(marks[mark]!, -1, reads, []);
  return [
    `% ${printable(title)}, exported by irqproof: ${states} reachable states.`,
    section('state', [domains.map(({ variable, type }) => `${variable}:${type}`).join(' ')]),
    section('edge', ['action:action']),
    section('init', [initial.join(' ')]),
    ...tables.all().map((lines) => section('trans', lines)),
    ...domains.map(sort),
    section('sort', tables.labels().map(quoted), 'action'),
    '',
  ].join('\n');
};

const section = (kind: string, lines: readonly string[], name = ''): string =>
  `begin ${kind}${name === '' ? '' : ` ${name}`}\n${lines.join('\n')}\nend ${kind}`;

/** The names of local states, by number; a number that no reachable state has gets a name as well. */
const sort = ({ type, locals }: Domain): string => {
  const names = Array.from({ length: locals.at(-1)!.local + 1 }, (_, local) => `${local} (unreachable)`);
  const used = new Set<string>();
  for (const { local, text } of locals) {
    names[local] = used.has(text) ? `${text} (${local})` : text;
    used.add(text);
  }
  return section('sort', names.map(quoted), type);
};

const quoted = (text: string): string => `"${printable(text)}"`;

/** Lines of transition tables, put together by actor and by the slots that they touch. */
class Tables {
  private readonly domains: readonly Domain[];
  private readonly tables = new Map<string, string[]>();
  private readonly numbers = new Map<string, number>();

  constructor(domains: readonly Domain[]) {
    this.domains = domains;
  }

  add(label: string, actor: number, reads: readonly Reading[], writes: readonly Writing[]): void {
    const number = this.number(printable(label));
    for (const changes of this.changes(reads, writes)) {
      const touched = changes.map((change) => (change === undefined ? '*' : '-')).join('');
      const key = `${actor} ${touched}`;
      const line = changes.map((change) => (change === undefined ? '*' : `${change[0]}/${change[1]}`));
      const table = this.tables.get(key) ?? [];
      this.tables.set(key, table);
      table.push(`${line.join(' ')} ${number}`);
    }
  }

  all(): readonly (readonly string[])[] {
    return [...this.tables.values()];
  }

  labels(): string[] {
    return [...this.numbers.keys()];
  }

  private number(label: string): number {
    const known = this.numbers.get(label);
    if (known === undefined) this.numbers.set(label, this.numbers.size);
    return known ?? this.numbers.size - 1;
  }

  /** A line needs one value for each slot that it touches, so a rule for several values is several lines. */
  private changes(reads: readonly Reading[], writes: readonly Writing[]): Change[][] {
    const required = new Map(reads.map(({ slot, locals }) => [slot, locals]));
    // A table that touches nothing is not allowed, nor is a write without a read.
    const unread = required.size + writes.length === 0 ? [0] : writes.map(({ slot }) => slot);
    for (const slot of unread) {
      if (!required.has(slot))
        required.set(
          slot,
          this.domains[slot]!.locals.map(({ local }) => local),
        );
    }
    const written = new Map(writes.map(({ slot, local }) => [slot, local]));
    let lines: Change[][] = [[]];
    for (const slot of this.domains.keys()) {
      const options: readonly Change[] = required
        .get(slot)
        ?.map((local): Change => [local, written.get(slot) ?? local]) ?? [undefined];
      lines = lines.flatMap((line) => options.map((option) => [...line, option]));
    }
    return lines;
  }
}
