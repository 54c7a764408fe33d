import { type Place, UserError } from '../src/kernel/index.ts';
import { checkDesign, type Design, isDesign, toError } from './design.ts';
import type { Problem } from './design-problems.ts';
import { CHARACTERS_MAX, readYaml, type Yaml } from './yaml.ts';

/**
 * Reads the text of a design file. A design file is data: it never runs code.
 *
 * @throws UserError IRQ002-IRQ014, IRQ020 with file, line and column
 */
export const parseDesign = (text: string, file: string, propertyIds: readonly string[]): Design => {
  if (text.length > CHARACTERS_MAX) {
    throw new UserError('IRQ014', `the file has ${text.length} characters`, {
      file,
      expected: `at most ${CHARACTERS_MAX}`,
      fix: 'check that this is the right file; designs are a few dozen lines',
    });
  }
  const yaml = readYaml(text, file);
  const checked = checkDesign(yaml.data, propertyIds);
  if (isDesign(checked)) return checked;
  throw toError(checked, (problem) => placeOf(yaml, problem));
};

/** At the value, at the key if that is wrong, else at what it contradicts, else at the mapping that lacks it. */
const placeOf = ({ placeOf: find }: Yaml, { path, atKey, against }: Problem): Place => {
  const own = find(path, atKey);
  const other = own.exact || against === undefined ? own : find(against);
  const { exact: _, ...place } = other.exact ? other : own;
  return place;
};
