import { follow, type System } from '../../src/kernel/index.ts';

export interface Census {
  readonly states: number;
  readonly transitions: number;
  /** Transitions that bear the mark. */
  readonly marked: number;
  readonly depth: number;
}

/** Counts by a search of its own, layer by layer, so that it can also be held against an engine. */
export const census = (system: System, mark: number): Census => {
  const seen = new Set<string>([String(system.initial)]);
  let layer: (readonly number[])[] = [system.initial];
  let [transitions, marked, depth] = [0, 0, -1];
  while (layer.length > 0) {
    depth++;
    const next: number[][] = [];
    for (const state of layer) {
      const trees = state.flatMap((local, slot) => system.starts(slot, local));
      for (const tree of trees) {
        const leaf = follow(system, tree, state);
        if (leaf.blockedBy >= 0) continue;
        transitions++;
        if (leaf.marks.includes(mark)) marked++;
        const to = [...state];
        for (let i = 0; i < leaf.writes.length; i += 2) to[leaf.writes[i]!] = leaf.writes[i + 1]!;
        const key = String(to);
        if (seen.has(key)) continue;
        seen.add(key);
        next.push(to);
      }
    }
    layer = next;
  }
  return { states: seen.size, transitions, marked, depth };
};
