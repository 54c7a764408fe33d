import { match } from 'ts-pattern';
import type pc from 'picocolors';
import { type CheckedDesign, reasonText } from './checked.ts';
import { propertyName } from './story.ts';

/** What picocolors offers. */
type Colors = ReturnType<typeof pc.createColors>;

type Row = CheckedDesign['result']['verdicts'][number];

/** The verdicts of one design as a table, with what the verdicts rest on. */
export const table = (checked: CheckedDesign, colors: Colors): string => {
  const { name, title, result, expected, scope, elapsedSeconds } = checked;
  const width = Math.max(...result.verdicts.map(({ property }) => propertyName(property).length));
  const rows = result.verdicts.map((verdict) => {
    const wanted = expected(verdict.property.id);
    const text = [propertyName(verdict.property).padEnd(width), outcome(verdict, colors), remark(verdict)]
      .join('  ')
      .trimEnd();
    return verdict.outcome === wanted
      ? `  ${colors.dim('ok')}  ${text}`
      : `  ${colors.red('!!')}  ${text}  ${colors.red(`expected: ${wanted}`)}`;
  });
  const numbers = `${group(result.states)} states, ${group(result.transitions)} transitions, depth ${result.depth}, ${elapsedSeconds.toFixed(1)} s (${result.engine})`;
  return [
    colors.bold(name),
    `  ${title}`,
    ...rows,
    ...[numbers, ...basis(checked, scope)].map((line) => `  ${colors.dim(line)}`),
  ].join('\n');
};

/** `1,234,567`, the same in every locale. */
const group = (count: number): string => String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',');

const outcome = ({ outcome: value }: Row, colors: Colors): string => {
  const text = value.padEnd(8);
  return match(value)
    .with('holds', () => colors.green(text))
    .with('violated', () => colors.yellow(text))
    .with('unknown', () => colors.magenta(text))
    .with('vacuous', () => colors.cyan(text))
    .exhaustive();
};

const remark = ({ outcome: value, trace, reason, certified, property }: Row): string =>
  match(value)
    .with('violated', () => `in ${trace?.steps.length} ${trace?.steps.length === 1 ? 'step' : 'steps'}`)
    .with('unknown', () => (reason === undefined ? '' : reasonText(reason)))
    .with('vacuous', () => `never seen: ${property.witness.means}`)
    .with('holds', () => (certified === true ? 'certified' : ''))
    .exhaustive();

/** What was covered and what was not. */
const basis = ({ result }: CheckedDesign, scope: CheckedDesign['scope']): string[] => {
  const numbers = Object.entries(scope).map(([what, count]) => `${what} ${count}`);
  const lines = [`within: ${numbers.length === 0 ? 'the network as given' : numbers.join(', ')}`];
  if (result.symmetries > 1)
    lines.push(`states count as one under ${result.symmetries} exchanges of like parties`);
  if (result.ordered) lines.push('partial order: steps were left out; runs need not be the shortest');
  if (result.dropped.length > 0)
    lines.push(`left out, because no verdict depends on it: ${result.dropped.join(', ')}`);
  if (result.backpressure.length > 0)
    lines.push(`full, and held senders back: ${result.backpressure.join(', ')}`);
  if (result.cut.length > 0) lines.push(`full, and cut the search: ${result.cut.join(', ')}`);
  if (result.omission !== undefined)
    lines.push(`a state was missed with a probability of at most ${result.omission.toExponential(1)}`);
  if (result.stopped !== undefined && result.stopped !== 'compacted') {
    lines.push(
      `not exhaustive: ${reasonText(result.stopped)}; ${group(result.frontier)} states not expanded`,
    );
  }
  return lines;
};

/** The last line: how many verdicts are as expected. */
export const summary = (checked: readonly CheckedDesign[], colors: Colors): string => {
  const all = checked.flatMap(({ result, expected }) =>
    result.verdicts.map((v) => v.outcome === expected(v.property.id)),
  );
  const good = all.filter(Boolean).length;
  const designs = `${checked.length} ${checked.length === 1 ? 'design' : 'designs'}`;
  const verdicts = `${all.length} ${all.length === 1 ? 'verdict' : 'verdicts'}`;
  const text = `${designs}, ${verdicts}: ${good} as expected, ${all.length - good} not`;
  return good === all.length ? colors.green(text) : colors.red(text);
};
