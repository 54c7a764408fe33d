#!/usr/bin/env node
import { Command, CommanderError, Option } from 'commander';
import pc from 'picocolors';
import { UserError } from '../kernel/index.ts';
import { errorText } from '../report/index.ts';
import { checkCommand } from './check-command.ts';
import { exit } from './exit-codes.ts';
import { explainCommand } from './explain-command.ts';
import { listable, listCommand } from './list-command.ts';
import {
  bytes,
  engineName,
  type CheckFlags,
  oneOf,
  outcome,
  reductionList,
  scopeChange,
  seconds,
  selectProperties,
  traceViews,
  wholeNumber,
} from './options.ts';
import { reductions } from '../search.ts';
import { replayCommand } from './replay-command.ts';
import { version } from './version.ts';

/** Runs one command line and returns the exit code. */
const run = async (argv: readonly string[]): Promise<number> => {
  let exitCode: number = exit.asExpected;
  const program = new Command('irqproof')
    .description('Model checker for the isolation of device interrupts.')
    .version(version())
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .showSuggestionAfterError();

  program
    .command('check')
    .description(
      'check designs: files, folders or names of bundled designs; all bundled ones if none is given',
    )
    .argument('[designs...]')
    .option('-p, --property <ids...>', 'only these properties (ids or short ids)')
    .addOption(
      new Option('--expect <verdict>', 'the verdict expected of everything checked').argParser(outcome),
    )
    .option('--depth-max <steps>', 'explore paths of at most this many steps', wholeNumber('--depth-max', 0))
    .option('--states-max <n>', 'stop at this many distinct states', wholeNumber('--states-max', 1))
    .option('--seconds-max <s>', 'stop each search after this time', seconds)
    .option('--memory <size>', 'stop when the process uses this much, e.g. 2GiB', bytes)
    .option('--scope <changes>', 'change the scope, e.g. guests=2,entries=3', scopeChange, {})
    .option(
      '--trace <view>',
      'how to show counterexamples: diff, full, mail or off',
      oneOf('--trace', traceViews),
    )
    .option('--json', 'print one JSON document and nothing else', false)
    .option('--engine <name>', 'explicit, or the oracle reach', engineName, 'explicit')
    .option('--reduce <list>', `search less and find the same: ${reductions.join(', ')}`, reductionList, [])
    .option('--self-test', 'fill every table cell twice, to catch machines that are not pure', false)
    .option('--save <folder>', 'store counterexamples and a manifest of the verdicts')
    .action(async (designs: string[], given: Given) => {
      const { property, memory, ...flags } = given;
      const memoryMax = memory === undefined ? {} : { memoryMax: memory };
      exitCode = await checkCommand(designs, {
        ...flags,
        ...memoryMax,
        properties: selectProperties(property ?? []),
      });
    });
  program
    .command('list')
    .description('list designs, properties, parts and engines')
    .argument('[what...]', `of ${listable.join(', ')}`)
    .action(async (what: string[]) => {
      const kinds = what.map(oneOf('list', listable));
      exitCode = await listCommand(kinds.length === 0 ? listable : kinds);
    });
  program
    .command('replay')
    .description('replay stored counterexamples on the XState machines')
    .argument('<traces...>')
    .option('--design <file>', 'the design of the trace, where it is not stored with it')
    .option('--trace <view>', 'how to show it: diff, full, mail or off', oneOf('--trace', traceViews), 'diff')
    .action(async (files: string[], flags: Parameters<typeof replayCommand>[1]) => {
      exitCode = await replayCommand(files, flags);
    });
  program
    .command('explain')
    .description('explain error codes')
    .argument('<codes...>')
    .action((codes: string[]) => {
      exitCode = explainCommand(codes);
    });

  await program.parseAsync(argv, { from: 'user' });
  return exitCode;
};

type Given = Omit<CheckFlags, 'properties' | 'memoryMax'> & {
  readonly property?: string[];
  readonly memory?: number;
};

/** Turns what was thrown into a message and an exit code. */
const failed = (error: unknown): number => {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exit.asExpected;
    const [message, hint] = error.message.replace(/^error: /, '').split('\n');
    const fix = hint === undefined ? 'irqproof --help shows what there is' : hint.replace(/[()]/g, '');
    return failed(new UserError('IRQ021', message!, { fix }));
  }
  if (error instanceof UserError) {
    process.stderr.write(`${errorText(error)}\n`);
    return exit.badInput;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(
    `${pc.red('This is a bug in irqproof. Please report it with the command line and the design.')}\n${stack}\n`,
  );
  return exit.ourBug;
};

process.exitCode = await run(process.argv.slice(2)).catch(failed);
