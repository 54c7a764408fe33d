import { commandCodes } from './catalogue-command.ts';
import { designCodes } from './catalogue-design.ts';
import { networkCodes } from './catalogue-network.ts';
import { traceCodes } from './catalogue-trace.ts';

/** What `irqproof explain` knows about a code. */
export interface Explanation {
  /** A few words, shown on the first line of every message with this code. */
  readonly title: string;
  /** What it means, what usually causes it, how to put it right. */
  readonly text: string;
}

/**
 * Every mistake that a user can make, by code. Codes are part of the interface: scripts and bug reports
 * quote them, so a code is never reused for something else. Gaps leave room within a group.
 */
export const catalogue = {
  ...designCodes,
  ...commandCodes,
  ...networkCodes,
  ...traceCodes,
} as const satisfies Record<string, Explanation>;

export type Code = keyof typeof catalogue;
