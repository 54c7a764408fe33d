import { checkDesign, type Design, isDesign, networkOf } from '../../model/index.ts';
import { properties } from '../../properties/index.ts';
import { UserError } from '../kernel/index.ts';
import { buildNetwork, marking } from '../network/index.ts';
import { mail, storyLines } from '../report/index.ts';
import { fromItf, replay, type StoredTrace } from '../trace/index.ts';
import { isLost } from '../lost.ts';
import { drive } from './drive.ts';
import { exit } from './exit-codes.ts';
import { loadDesigns, readText } from './load.ts';
import type { TraceView } from './options.ts';

/**
 * `irqproof replay`: runs stored traces on the XState machines, step by step, and says whether they still
 * show the violation. Returns 0 if all do, 1 if one does not.
 */
export const replayCommand = async (
  files: readonly string[],
  { design: path, trace: view }: { design?: string; trace: TraceView },
): Promise<number> => {
  let exitCode: number = exit.asExpected;
  for (const file of files) {
    const stored = fromItf(parseJson(readText(file, file), file), file);
    const design = path === undefined ? designOf(stored, file) : await chosenDesign(path, stored, file);
    const property = properties.find(({ id }) => id === stored.meta.property);
    if (property === undefined) {
      throw new UserError(
        'IRQ025',
        `the trace is about the property ${stored.meta.property}, which does not exist`,
        { file },
      );
    }
    const network = buildNetwork(networkOf(design), [property]);
    const marks = marking(network);
    const { trace, path: steps, marks: seen } = replay(network, marks, stored, file);
    const { phrases = {} } = network.definition;
    const { goal } = stored.meta;
    const story = { design: design.name, property, trace, phrases, ...(goal === undefined ? {} : { goal }) };
    const lines =
      view === 'mail'
        ? [mail(story, `irqproof replay ${file}`)]
        : view === 'off'
          ? []
          : storyLines(story, view);
    const [claim] = marks.claims;
    const lost = [...marks.goalNames].find(([, name]) => name === goal)?.[0];
    const shown =
      claim?.kind === 'never'
        ? seen.includes(claim.bad)
        : lost !== undefined && (await drive(isLost(network, steps, lost), {}, () => {}));
    if (!shown) exitCode = exit.otherVerdict;
    const { length } = trace.steps;
    const verdict = shown
      ? `${file}: ${length === 1 ? 'the one step' : `all ${length} steps`} replayed, every state as recorded`
      : `${file}: replayed, but ${property.id} is not violated any more`;
    process.stdout.write(`${[...lines, ...(lines.length > 0 ? [''] : []), verdict].join('\n')}\n`);
  }
  return exitCode;
};

const parseJson = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError('IRQ050', `this is not JSON: ${(error as Error).message}`, { file });
  }
};

/** The design that the trace carries along. */
const designOf = ({ meta: { design, source } }: StoredTrace, file: string): Design => {
  const checked = source === undefined ? [] : checkDesign(source);
  if (isDesign(checked)) return checked;
  throw new UserError('IRQ053', `the design ${design} is not in the trace, or no longer valid`, {
    file,
    fix: 'name the file that defines it: irqproof replay --design FILE TRACE',
  });
};

const chosenDesign = async (path: string, { meta }: StoredTrace, file: string): Promise<Design> => {
  const found = (await loadDesigns([path])).find(({ design }) => design.name === meta.design);
  if (found !== undefined) return found.design;
  throw new UserError('IRQ053', `${path} does not define the design ${meta.design}`, { file });
};
