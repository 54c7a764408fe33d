import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { main } from '../../src/cli/program.ts';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process, with what it prints caught; as on a desk, not in CI, so that slow machines print no progress. */
export const irqproof = async (...argv: readonly string[]): Promise<Ended> => {
  const caught = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      caught[stream] += String(text);
      return true;
    }),
  );
  const { CI } = process.env;
  delete process.env['CI'];
  try {
    return { code: await main(argv), ...caught };
  } finally {
    if (CI !== undefined) process.env['CI'] = CI;
    for (const spy of spies) spy.mockRestore();
  }
};

export interface Spawning {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Called with what has been printed on stderr so far, each time that there is more. */
  readonly watch?: (stderr: string, interrupt: () => void) => void;
}

const root = join(import.meta.dirname, '..', '..');

/** Runs a command line in a process of its own, without a terminal. */
export const spawned = (argv: readonly string[], { env, cwd, watch }: Spawning = {}): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const tsx = join(root, 'node_modules/tsx/dist/esm/index.mjs');
    const child = spawn(process.execPath, ['--import', tsx, join(root, 'src/cli/main.ts'), ...argv], {
      cwd: cwd ?? root,
      env: { PATH: process.env['PATH'], ...env },
    });
    const ended = { stdout: '', stderr: '' };
    child.stdout.on('data', (text) => (ended.stdout += String(text)));
    child.stderr.on('data', (text) => {
      ended.stderr += String(text);
      watch?.(ended.stderr, () => child.kill('SIGINT'));
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...ended }));
  });

/** A folder that is gone after the test, with these files in it. */
export const folderWith = (files: Readonly<Record<string, string | Uint8Array>> = {}): string => {
  const folder = mkdtempSync(join(tmpdir(), 'irqproof-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
};
