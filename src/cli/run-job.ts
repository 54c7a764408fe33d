import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command, Job, Limits, Ran, RunJob } from '../crosscheck/index.ts';

/** More output than this is not kept. */
const OUTPUT_MAX = 1 << 22;

/** What a shell says when there is no such program; its exit code alone could also mean a lack of memory. */
const NOT_FOUND = /exec: .*not found/;

/** Does a job in a temporary folder, which is removed afterwards. */
export const runJob: RunJob = async ({ files, commands, limits }: Job) => {
  const folder = await mkdtemp(join(tmpdir(), 'irqproof-'));
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const ran: Ran[] = [];
    for (const command of commands) {
      const { memoryMaxMiB: _, ...time } = limits;
      const one = await runCommand(folder, command, command === commands.at(-1) ? limits : time);
      ran.push(one);
      if (one.kind !== 'exited' || one.code !== 0) break;
    }
    return ran;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const runCommand = (folder: string, { program, args }: Command, limits: Limits): Promise<Ran> =>
  new Promise((resolve, reject) => {
    // The shell sets the limit on memory, for which Node has no call, and becomes the program.
    const memory = limits.memoryMaxMiB === undefined ? '' : `ulimit -v ${limits.memoryMaxMiB * 1024}; `;
    const child = spawn('sh', ['-c', `${memory}exec "$0" "$@"`, program, ...args], {
      cwd: folder,
      // A group of its own, so that a limit also ends the compiler's children.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let expired = false;
    const keep = (chunk: Buffer): void => {
      if (output.length < OUTPUT_MAX) output += chunk.toString('latin1');
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const stop = (): void => {
      // The group's leader has not been waited for yet, so its number cannot belong to anyone else.
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    };
    const timer =
      limits.secondsMax === undefined
        ? undefined
        : setTimeout(() => {
            expired = true;
            stop();
          }, limits.secondsMax * 1000);
    process.once('exit', stop);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      process.removeListener('exit', stop);
      if (code === 127 && NOT_FOUND.test(output)) return resolve({ kind: 'missing', program });
      if (code !== null) return resolve({ kind: 'exited', code, output });
      const why = expired ? `more than ${limits.secondsMax} s` : `killed by ${signal}`;
      resolve({ kind: 'killed', why, output });
    });
  });
