import { checkDesign, type Design, isDesign, networkOf, toError } from '../../model/index.ts';
import { check } from '../check.ts';
import { UserError } from '../kernel/index.ts';
import {
  type CheckedDesign,
  type Limits,
  mail,
  report,
  storyLines,
  summary,
  table,
} from '../report/index.ts';
import { type Colors, colorsFor } from './colors.ts';
import { drive, memoryBudget, memoryUsed } from './drive.ts';
import { exitCodeOf } from './exit-codes.ts';
import { inFile, type LoadedDesign, loadDesigns } from './load.ts';
import { type CheckFlags, expectation, type TraceView } from './options.ts';
import { progressDisplay, type ProgressDisplay } from './progress.ts';
import { saveCounterexamples } from './save.ts';
import { version } from './version.ts';

/** `irqproof check`: returns the exit code. */
export const checkCommand = async (args: readonly string[], flags: CheckFlags): Promise<number> => {
  refuseContradictions(flags);
  const designs = (await loadDesigns(args)).map((loaded) => rescope(loaded, flags.scope));
  const progress = progressDisplay(process.stderr, process.env['CI'] !== undefined);
  const colors = colorsFor(process.stdout, process.env);
  const checked: CheckedDesign[] = [];
  for (const loaded of designs) {
    const one = await checkOne(loaded, flags, progress).catch((error: unknown) => {
      throw error instanceof UserError ? inFile(error, loaded.file) : error;
    });
    checked.push(one);
    if (!flags.json) print(one, flags.trace ?? 'diff', colors, flags.trace !== undefined || args.length > 0);
    if (one.result.stopped === 'interrupted') break;
  }
  const exitCode = exitCodeOf(checked);
  if (flags.json)
    process.stdout.write(`${JSON.stringify(report(checked, version(), exitCode), undefined, 2)}\n`);
  else process.stdout.write(`\n${summary(checked, colors)}\n`);
  if (flags.save !== undefined) saveCounterexamples(checked, flags.save);
  return exitCode;
};

/** @throws UserError IRQ022 for options that do not go together */
const refuseContradictions = ({ certify, engine, reduce, workers }: CheckFlags): void => {
  const refuse = (option: string, why: string, fix: string): never => {
    throw new UserError('IRQ022', `${option} cannot be had here: ${why}`, { fix });
  };
  if (engine !== 'explicit' && (certify || workers > 1)) {
    refuse(certify ? '--certify' : '--workers', `the engine ${engine} has neither`, 'leave --engine out');
  }
  if (certify && reduce.length > 0) {
    refuse('--certify', 'with --reduce some states are not stored', 'leave --reduce out');
  }
};

const checkOne = async (
  { design, file }: LoadedDesign,
  flags: CheckFlags,
  progress: ProgressDisplay,
): Promise<CheckedDesign> => {
  const definition = networkOf(design);
  const { depthMax, statesMax, secondsMax, memoryMax } = flags;
  const limits: Limits = {
    ...(depthMax === undefined ? {} : { depthMax }),
    ...(statesMax === undefined ? {} : { statesMax }),
    ...(secondsMax === undefined ? {} : { secondsMax }),
    ...(memoryMax === undefined ? {} : { memoryMax }),
  };
  const started = performance.now();
  const search = check(definition, flags.properties, {
    ...limits,
    // What is left of the budget when the search begins.
    bytesMax: Math.max(0, memoryBudget(limits) - memoryUsed()),
    selfTest: flags.selfTest,
    engine: flags.engine,
    reductions: flags.reduce,
    workers: flags.workers,
    certify: flags.certify,
  });
  const result = await drive(search, limits, progress.show(design.name)).finally(progress.done);
  const source = dataOf(design);
  return {
    name: design.name,
    title: design.title,
    file,
    scope: design.scope,
    limits,
    elapsedSeconds: Math.round(performance.now() - started) / 1000,
    phrases: definition.phrases ?? {},
    expected: expectation(design.expect, flags.expect),
    ...(source === undefined ? {} : { source }),
    result,
  };
};

/** A design as plain data; a design with machines of its own is code and has none. */
const dataOf = ({ name, title, choices, scope, replacements }: Design): unknown =>
  Object.keys(replacements ?? {}).length > 0 ? undefined : { irqproof: 1, name, title, ...choices, scope };

/** The design with another scope, checked as if it had been written so. */
const rescope = ({ design, file }: LoadedDesign, change: CheckFlags['scope']): LoadedDesign => {
  if (Object.keys(change).length === 0) return { design, file };
  const scope = { ...design.scope, ...change };
  const checked = checkDesign({
    irqproof: 1,
    name: design.name,
    title: design.title,
    ...design.choices,
    scope,
  });
  if (isDesign(checked)) return { design: { ...design, scope: checked.scope }, file };
  throw toError(
    checked.map((problem) => ({ ...problem, message: `with --scope, ${problem.message}` })),
    () => ({ file }),
  );
};

/** The table, then the stories of violations: all of them, or those that the design does not expect. */
const print = (checked: CheckedDesign, view: TraceView, colors: Colors, all: boolean): void => {
  const { name, phrases, result, expected, file } = checked;
  const argument = file.startsWith('model/designs/') ? name : file;
  process.stdout.write(`${table(checked, colors)}\n`);
  if (view === 'off') return;
  for (const { property, trace, goal } of result.verdicts) {
    if (trace === undefined || (!all && expected(property.id) === 'violated')) continue;
    const story = { design: name, property, trace, phrases, ...(goal === undefined ? {} : { goal }) };
    const lines =
      view === 'mail'
        ? [mail(story, `irqproof check ${argument} -p ${property.short ?? property.id}`)]
        : storyLines(story, view);
    process.stdout.write(`\n${lines.join('\n')}\n`);
  }
};
