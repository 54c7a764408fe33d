import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The documents whose tables, files and commands are checked. */
export const documents = (): string[] => [
  ...readdirSync('.').filter((name) => name.endsWith('.md')),
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

/** A command shown in a document, with the output shown below it. */
export interface Shown {
  readonly command: string;
  readonly output: string;
}

const consoleBlock = /^```console\n([\s\S]*?)^```$/gm;
const generatedBlock = /^(<!-- generated: (\S+) -->)$[^]*?^(<!-- end -->)$/gm;
const fileBlock = /(<!-- file: (\S+) -->\n```\w+\n)[\s\S]*?(^```$)/gm;

/** The commands of one `console` block, in order; output lines follow their `$` line. */
const shownIn = (block: string): Shown[] =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((text) => {
      const [command = '', ...output] = text.split('\n');
      return { command, output: output.join('\n').trimEnd() };
    });

/** The commands of a document by block: `echo $?` refers to the command before it. */
export const consoles = (text: string): Shown[][] =>
  [...text.matchAll(consoleBlock)].map(([, block = '']) => shownIn(block));

interface Ran {
  readonly output: string;
  readonly exitCode: number;
}

const ran = new Map<string, Promise<Ran>>();

/** Runs `npm start` or `npm run -s irqproof -- ...` as the reader would, without npm; each command once. */
const run = (command: string): Promise<Ran> => {
  const known = ran.get(command);
  if (known !== undefined) return known;
  const [, rest] = /^npm run -s irqproof -- (.*)$/.exec(command) ?? [];
  if (rest === undefined && command !== 'npm start') throw new Error(`cannot run: ${command}`);
  const args = rest === undefined ? ['check'] : rest.split(' ');
  const result = new Promise<Ran>((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', 'src/cli/main.ts', ...args],
      { env: { ...process.env, NO_COLOR: '1', CI: undefined } },
      (error, stdout, stderr) =>
        resolve({ output: (stdout + stderr).trimEnd(), exitCode: Number(error?.code ?? 0) }),
    );
  });
  ran.set(command, result);
  return result;
};

/** The same commands with the output that they have now. */
export const rerun = async (shown: readonly Shown[]): Promise<Shown[]> => {
  const now: Shown[] = [];
  let exitCode = 0;
  for (const { command } of shown) {
    if (command === 'echo $?') {
      now.push({ command, output: String(exitCode) });
      continue;
    }
    const result = await run(command);
    exitCode = result.exitCode;
    now.push({ command, output: result.output });
  }
  return now;
};

/** What differs from run to run, made equal. */
export const timeless = (output: string): string =>
  output
    .replaceAll(/\d+\.\d s \(/g, '0.0 s (')
    .replaceAll(/"elapsedSeconds": [\d.]+/g, '"elapsedSeconds": 0');

/** True if the output is as shown; a line `...` stands for any lines. */
export const agrees = (shown: string, actual: string): boolean => {
  const parts = timeless(shown)
    .split(/^ *\.\.\.$/m)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[\\s\\S]*')}$`).test(timeless(actual));
};

/** The document with its generated tables and copied files as they should be. */
export const refreshed = (text: string, tables: Readonly<Record<string, string>>): string =>
  text
    .replaceAll(generatedBlock, (_, begin: string, name: string, end: string) => {
      const content = tables[name];
      if (content === undefined) throw new Error(`there is no table ${name}`);
      return `${begin}\n\n${content}\n\n${end}`;
    })
    .replaceAll(
      fileBlock,
      (_, begin: string, file: string, end: string) => begin + asPublished(readFileSync(file, 'utf8')) + end,
    );

/** A file as a reader outside the checkout would write it. */
const asPublished = (text: string): string => text.replaceAll(/'[./]+\/src\/index\.ts'/g, "'irqproof'");

/** The document with the output of its commands as it is now, where it is not as shown. */
export const rerunDocument = async (text: string): Promise<string> => {
  let result = text;
  for (const [, block = ''] of text.matchAll(consoleBlock)) {
    const shown = shownIn(block);
    const now = await rerun(shown);
    const lines = now.map(({ command, output }, i) => {
      const before = shown[i]!.output;
      const kept = agrees(before, output) || /^ *\.\.\.$/m.test(before) ? before : output;
      return `$ ${command}\n${kept === '' ? '' : `${kept}\n`}`;
    });
    result = result.replace(block, () => lines.join(''));
  }
  return result;
};
