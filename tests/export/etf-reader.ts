/** What a reader that knows nothing of irqproof finds in an ETF file. */
export interface EtfSpace {
  readonly states: number;
  readonly edges: number;
  /** How often each label occurs on an edge. */
  readonly labels: ReadonlyMap<string, number>;
}

interface Line {
  readonly from: readonly (number | undefined)[];
  readonly to: readonly (number | undefined)[];
  readonly label: number;
}

/** Reads enumerated tables as etf(5) describes them, holds them to LTSmin's rules, and explores. */
export const readEtf = (text: string): EtfSpace => {
  const sections = [...text.matchAll(/^begin (\w+) ?(\w*)\n([^]*?)\nend (\w+)$/gm)].map(
    ([, kind, name, body, end]) => ({ kind: kind!, name: name!, lines: body!.split('\n'), end: end! }),
  );
  for (const { kind, end } of sections) if (kind !== end) throw new Error(`${kind} ends with ${end}`);
  const of = (kind: string) => sections.filter((section) => section.kind === kind);
  const declared = of('state')[0]!.lines.join(' ').trim().split(/\s+/);
  const initial = of('init')[0]!.lines.join(' ').trim().split(/\s+/).map(Number);
  if (initial.length !== declared.length) throw new Error('the initial state has another length');
  const sorts = new Map(of('sort').map(({ name, lines }) => [name, lines]));
  for (const [name, values] of sorts) {
    if (new Set(values).size !== values.length) throw new Error(`sort ${name} names a value twice`);
    if (values.some((value) => !/^"[ !#-[\]-~]*"$/.test(value)))
      throw new Error(`sort ${name} is not printable`);
  }
  const limits = declared.map((one) => sorts.get(one.split(':')[1]!)!.length);
  const tables = of('trans').map(({ lines }) => lines.map((line) => transition(line, limits)));
  for (const table of tables) consistent(table);
  return explored(initial, tables.flat(), sorts.get('action')!);
};

const transition = (line: string, limits: readonly number[]): Line => {
  const words = line.trim().split(/\s+/);
  if (words.length !== limits.length + 1) throw new Error(`wrong length: ${line}`);
  const pairs = words.slice(0, -1).map((word, slot) => {
    if (word === '*') return [undefined, undefined];
    const pair = word.split('/').map(Number);
    if (pair.length !== 2 || !pair.every((value) => value >= 0 && value < limits[slot]!))
      throw new Error(line);
    return pair;
  });
  return { from: pairs.map(([from]) => from), to: pairs.map(([, to]) => to), label: Number(words.at(-1)) };
};

/** LTSmin wants each line of a table to touch the same slots, and at least one. */
const consistent = (table: readonly Line[]): void => {
  const touched = new Set(table.map(({ from }) => from.map((value) => value !== undefined).join()));
  if (touched.size !== 1 || ![...touched][0]!.includes('true')) throw new Error('inconsistent table');
};

const explored = (initial: readonly number[], lines: readonly Line[], names: readonly string[]): EtfSpace => {
  const seen = new Set([initial.join()]);
  const queue = [initial];
  const labels = new Map<string, number>();
  let edges = 0;
  for (const state of queue) {
    for (const { from, to, label } of lines) {
      if (from.some((value, slot) => value !== undefined && value !== state[slot])) continue;
      const next = state.map((value, slot) => to[slot] ?? value);
      const name = names[label]!.slice(1, -1);
      labels.set(name, (labels.get(name) ?? 0) + 1);
      edges++;
      if (seen.has(next.join())) continue;
      seen.add(next.join());
      queue.push(next);
    }
  }
  return { states: seen.size, edges, labels };
};
