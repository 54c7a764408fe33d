import { spawnSync } from 'node:child_process';

/** What one tool did with one model. */
export interface Run {
  readonly tool: string;
  readonly commands: readonly string[];
  readonly states: number;
  readonly seconds: number;
  /** All the memory that the tool says it took, or that its process took. */
  readonly bytes: number;
  /** From the first command to the verdict, compilation included. */
  readonly secondsToVerdict: number;
}

/** Runs a command to its end and returns what it printed. */
export const run = (directory: string, command: readonly [string, ...string[]]): string => {
  const [file, ...words] = command;
  const { status, error, stdout, stderr } = spawnSync(file, words, {
    cwd: directory,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command.join(' ')}: exit ${status}\n${stdout}${stderr}`);
  return `${stdout}${stderr}`;
};

/** The number that follows or precedes a phrase in a tool's output. */
export const figure = (text: string, pattern: RegExp): number => {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`no ${pattern} in:\n${text}`);
  return Number(found.replaceAll(',', ''));
};

export const installed = (tool: string): boolean =>
  spawnSync(tool, ['--version'], { encoding: 'utf8' }).error === undefined;

export const timed = <T>(work: () => T): { value: T; seconds: number } => {
  const start = performance.now();
  const value = work();
  return { value, seconds: (performance.now() - start) / 1000 };
};
