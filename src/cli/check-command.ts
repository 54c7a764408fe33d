import pc from 'picocolors';
import { type Design, isDesign, checkDesign, networkOf } from '../../model/index.ts';
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
import { drive } from './drive.ts';
import { exitCodeOf } from './exit-codes.ts';
import { type LoadedDesign, loadDesigns } from './load.ts';
import { type CheckFlags, expectation, type TraceView } from './options.ts';
import { progressDisplay, type ProgressDisplay } from './progress.ts';
import { saveCounterexamples } from './save.ts';
import { version } from './version.ts';

/** `irqproof check`: returns the exit code. */
export const checkCommand = async (args: readonly string[], flags: CheckFlags): Promise<number> => {
  const designs = (await loadDesigns(args)).map((loaded) => rescope(loaded, flags.scope));
  const progress = progressDisplay(process.stderr, process.env['CI'] !== undefined);
  const checked: CheckedDesign[] = [];
  for (const loaded of designs) {
    const one = await checkOne(loaded, flags, progress);
    checked.push(one);
    if (!flags.json) print(one, flags.trace ?? 'diff', flags.trace !== undefined || args.length > 0);
    if (one.result.stopped === 'interrupted') break;
  }
  const exitCode = exitCodeOf(checked);
  if (flags.json)
    process.stdout.write(`${JSON.stringify(report(checked, version(), exitCode), undefined, 2)}\n`);
  else process.stdout.write(`\n${summary(checked, pc)}\n`);
  if (flags.save !== undefined) saveCounterexamples(checked, flags.save);
  return exitCode;
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
    selfTest: flags.selfTest,
    engine: flags.engine,
    reductions: flags.reduce,
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
  const [problem] = checked;
  throw new UserError(problem!.code, `with this scope: ${problem!.message}`, {
    file,
    field: problem!.path.join('.'),
  });
};

/** The table, then the stories of violations: all of them, or those that the design does not expect. */
const print = (checked: CheckedDesign, view: TraceView, all: boolean): void => {
  const { name, phrases, result, expected, file } = checked;
  const argument = file.startsWith('model/designs/') ? name : file;
  process.stdout.write(`${table(checked, pc)}\n`);
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
