import { join } from 'node:path';
import type { BenchModel } from './models.ts';
import { type Run, run, timed } from './run.ts';

export interface OwnRun extends Run {
  /** What the process grew by, generated code and all. */
  readonly resident: number;
}

export const ownRun = (model: BenchModel, workers = 1): OwnRun => {
  const command: [string, ...string[]] = [
    'node',
    '--import',
    'tsx',
    join('bench', 'own.ts'),
    model.name,
    `${workers}`,
  ];
  const { value, seconds } = timed(() => run(join(import.meta.dirname, '..'), command));
  const said = JSON.parse(
    value
      .trim()
      .split('\n')
      .find((line) => line.startsWith('{'))!,
  ) as Omit<OwnRun, 'tool' | 'commands' | 'secondsToVerdict'>;
  return {
    ...said,
    tool: workers === 1 ? 'irqproof' : `irqproof, workers: ${workers}`,
    commands: [command.join(' ')],
    secondsToVerdict: seconds,
  };
};

/** Two-phase commit once in the engine and once in the hand-packed loop, one after the other. */
export const againstHandPacked = (managers: number): { own: number; handPacked: number } => {
  const here = join(import.meta.dirname, '..');
  const seconds = (file: string): number =>
    (
      JSON.parse(run(here, ['node', '--import', 'tsx', join('bench', file), `${managers}`])) as {
        seconds: number;
      }
    ).seconds;
  return { own: seconds('two-phase-commit.ts'), handPacked: seconds('hand-packed.ts') };
};
