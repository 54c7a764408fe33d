import type { System } from '../kernel/index.ts';
import { graphOf } from './graph.ts';

/** More states than this make a file that is better written by a tool that reads one of the other formats. */
const STATES_MAX = 200_000;

/**
 * The reachable states and steps in Aldebaran format, which CADP, mCRL2 and LTSmin read, for comparing and
 * minimising. A label ends with the marks that the step shows; a state that bears a mark has a loop named so.
 *
 * @throws UserError IRQ027 if there are more than `statesMax` states
 */
export const aut = (system: System, statesMax: number = STATES_MAX): string => {
  const { states, edges } = graphOf(system, statesMax);
  const lines = [
    ...edges.map(({ from, label, marks, to }) => {
      const seen = marks.map((mark) => ` [${mark}]`).join('');
      return `(${from}, "${label}${seen}", ${to})`;
    }),
    ...states.flatMap(({ marks }, id) => marks.map((mark) => `(${id}, "[${mark}]", ${id})`)),
  ];
  return `des (0, ${lines.length}, ${states.length})\n${lines.join('\n')}\n`;
};
