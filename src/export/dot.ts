import type { System } from '../kernel/index.ts';
import { graphOf } from './graph.ts';

/** Nobody reads a drawing of more states than this, and few tools make one. */
const STATES_MAX = 2_000;

/**
 * The reachable states and steps as a drawing for Graphviz. What shows a violation is red; steps that change
 * nothing and show nothing are left out.
 *
 * @throws UserError IRQ027 if there are more than `statesMax` states
 */
export const dot = (system: System, title: string, statesMax: number = STATES_MAX): string => {
  const { states, edges } = graphOf(system, statesMax);
  const nodes = states.map(({ lines, marks }, id) => {
    const label = [...lines, ...marks.map((mark) => `[${mark}]`)].join('\\n');
    return `  ${id} [label="${label}"${id === 0 ? ', penwidth=2' : ''}${red(marks)}];`;
  });
  const arrows = edges
    .filter(({ from, to, marks }) => from !== to || marks.length > 0)
    .map(({ from, to, label, marks }) => {
      const text = [label, ...marks.map((mark) => `[${mark}]`)].join('\\n');
      return `  ${from} -> ${to} [label="${text}"${red(marks)}];`;
    });
  return [
    `digraph "${title.replaceAll(/["\\]/g, ' ')}" {`,
    '  node [shape=box, fontname="monospace"];',
    '  edge [fontname="monospace"];',
    ...nodes,
    ...arrows,
    '}\n',
  ].join('\n');
};

const red = (marks: readonly string[]): string =>
  marks.some((mark) => mark.endsWith(' violated')) ? ', color=red, fontcolor=red' : '';
