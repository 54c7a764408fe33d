import { type Command, Option } from 'commander';
import { checkCommand } from './check-command.ts';
import { crosscheckCommand } from './crosscheck-command.ts';
import { explainCommand } from './explain-command.ts';
import { exportCommand, type ExportFlags, languages } from './export-command.ts';
import { listable, listCommand } from './list-command.ts';
import {
  bytes,
  type CheckFlags,
  engineName,
  idList,
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

/** Above this many states a design is not written out or handed to other tools unless that is asked for. */
const STATES_MAX = 2_000_000;

type Ended = (exitCode: number) => void;

/** Adds every command to the program; `ended` is told the exit code of the one that runs. */
export const declareCommands = (program: Command, ended: Ended): void => {
  declareCheck(program, ended);
  program
    .command('list')
    .description('list designs, properties, parts and engines')
    .argument('[what...]', `of ${listable.join(', ')}`)
    .action(async (what: string[]) => {
      const kinds = what.map(oneOf('list', listable));
      ended(await listCommand(kinds.length === 0 ? listable : kinds));
    });
  program
    .command('replay')
    .description('replay stored counterexamples on the XState machines')
    .argument('<traces...>')
    .option('--design <file>', 'the design of the trace, where it is not stored with it')
    .option('--trace <view>', 'how to show it: diff, full, mail or off', oneOf('--trace', traceViews), 'diff')
    .action(async (files: string[], flags: Parameters<typeof replayCommand>[1]) => {
      ended(await replayCommand(files, flags));
    });
  program
    .command('explain')
    .description('explain error codes; list them all if none is given')
    .argument('[codes...]')
    .action((codes: string[]) => {
      ended(explainCommand(codes));
    });

  program
    .command('export')
    .description('write a design in the language of another tool')
    .argument('<design>')
    .requiredOption('--to <language>', languages.join(', '), oneOf('--to', languages))
    .option('-p, --property <ids>', 'only these properties: ids or short ids, S1,S2; may be repeated', idList)
    .option('-o, --output <file>', 'write to a file instead of stdout')
    .option('--states-max <n>', 'refuse designs with more states', wholeNumber('--states-max', 1), STATES_MAX)
    .action(async (design: string, { property, ...flags }: ExportGiven) => {
      ended(await exportCommand(design, { ...flags, properties: selectProperties(property ?? []) }));
    });
  program
    .command('crosscheck')
    .description(
      'ask spin and rumur, where they are installed, for a second opinion on verdicts and state counts',
    )
    .argument('[designs...]')
    .option('--states-max <n>', 'leave larger designs out', wholeNumber('--states-max', 1), STATES_MAX)
    .option('--seconds-max <s>', 'for each run of another tool', seconds, 600)
    .action(async (designs: string[], flags: CrosscheckGiven) => {
      ended(await crosscheckCommand(designs, flags));
    });
};

const declareCheck = (program: Command, ended: Ended): void => {
  program
    .command('check')
    .description(
      'check designs: files, folders or names of bundled designs; all bundled ones if none is given',
    )
    .argument('[designs...]')
    .option('-p, --property <ids>', 'only these properties: ids or short ids, S1,S2; may be repeated', idList)
    .addOption(
      new Option('--expect <verdict>', 'the verdict expected of everything checked').argParser(outcome),
    )
    .option('--depth-max <steps>', 'explore paths of at most this many steps', wholeNumber('--depth-max', 0))
    .option('--states-max <n>', 'stop at this many distinct states', wholeNumber('--states-max', 1))
    .option('--seconds-max <s>', 'stop each search after this time', seconds)
    .option(
      '--memory <size>',
      'stop when the process uses this much, e.g. 2GiB (default: half of what is free)',
      bytes,
    )
    .option('--scope <changes>', 'change the scope, e.g. guests=2,entries=3', scopeChange, {})
    .option(
      '--trace <view>',
      'how to show counterexamples: diff, full, mail or off',
      oneOf('--trace', traceViews),
    )
    .option('--json', 'print one JSON document and nothing else', false)
    .option('--engine <name>', 'explicit, or the oracle reach', engineName, 'explicit')
    .option('--workers <n>', 'threads of the explicit engine', wholeNumber('--workers', 1), 1)
    .option('--certify', 'check what holds a second time, from the stored states alone', false)
    .option('--reduce <list>', `search less and find the same: ${reductions.join(', ')}`, reductionList, [])
    .option('--self-test', 'fill every table cell twice, to catch machines that are not pure', false)
    .option('--save <folder>', 'store counterexamples and a manifest of the verdicts')
    .action(async (designs: string[], given: Given) => {
      const { property, memory, ...flags } = given;
      const memoryMax = memory === undefined ? {} : { memoryMax: memory };
      ended(
        await checkCommand(designs, {
          ...flags,
          ...memoryMax,
          properties: selectProperties(property ?? []),
        }),
      );
    });
};

type Given = Omit<CheckFlags, 'properties' | 'memoryMax'> & {
  readonly property?: readonly string[];
  readonly memory?: number;
};

type ExportGiven = Omit<ExportFlags, 'properties'> & { readonly property?: readonly string[] };
type CrosscheckGiven = Parameters<typeof crosscheckCommand>[1];
