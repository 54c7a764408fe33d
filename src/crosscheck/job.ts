/** What a peer needs to have done: files in a fresh folder, then programs in that folder, one after the other. */
export interface Job {
  readonly files: Readonly<Record<string, string>>;
  readonly commands: readonly Command[];
  readonly limits: Limits;
}

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
}

export interface Limits {
  /** For each single command. */
  readonly secondsMax?: number;
  /** For the last command, which is the search; compilers take what they need. */
  readonly memoryMaxMiB?: number;
}

/** How a command ended. */
export type Ran =
  | { readonly kind: 'exited'; readonly code: number; readonly output: string }
  | { readonly kind: 'killed'; readonly why: string; readonly output: string }
  | { readonly kind: 'missing'; readonly program: string };

/**
 * Does a job, up to the first command that does not exit with 0. The only thing here that touches the
 * world, so it is handed in.
 */
export type RunJob = (job: Job) => Promise<readonly Ran[]>;
