import { catalogue, type Code } from './catalogue.ts';

/** Where in a user's input something is wrong, and what would be right. Lines and columns count from 1. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly field?: string;
  readonly expected?: string;
  readonly fix?: string;
}

/**
 * A mistake in what the user gave us: a design, a machine, an option, a trace. Always has a code of the
 * catalogue; shown without a stack trace, exit code 64. Anything else that is thrown is a bug of ours.
 */
export class UserError extends Error {
  readonly code: Code;
  readonly place: Place;
  /** Further mistakes found in the same input, so that one run reports them all. */
  readonly others: readonly UserError[];

  constructor(code: Code, message: string, place: Place = {}, others: readonly UserError[] = []) {
    super(message);
    this.name = 'UserError';
    this.code = code;
    this.place = place;
    this.others = others;
  }

  get title(): string {
    return catalogue[this.code].title;
  }
}

/** A broken promise inside irqproof. Shown with its stack and a request to report it, exit code 70. */
export class InternalError extends Error {
  override name = 'InternalError';
}
