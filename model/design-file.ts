import { isMap, isScalar, LineCounter, type Pair, parseDocument, type Document } from 'yaml';
import { UserError } from '../src/kernel/index.ts';
import { checkDesign, type Design, isDesign, toError } from './design.ts';
import type { Problem } from './design-problems.ts';

/** Larger than any design that a person writes. */
const CHARACTERS_MAX = 262_144;
/** Aliases are resolved at most this often, so that a small file cannot become a large one. */
const ALIASES_MAX = 50;

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
    });
  }
  const lines = new LineCounter();
  const place = (offset: number): { file: string; line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const [mistake] = [...document.errors, ...document.warnings];
  if (mistake !== undefined) {
    const code = mistakes[mistake.code] ?? 'IRQ002';
    throw new UserError(code, mistake.message.split(' at line')[0]!, place(mistake.pos[0]));
  }
  if (!isMap(document.contents)) {
    throw new UserError(
      'IRQ003',
      document.contents === null ? 'the file is empty' : 'this is not a mapping',
      {
        file,
        line: 1,
        column: 1,
        expected: 'fields with values, beginning with irqproof: 1',
      },
    );
  }
  const checked = checkDesign(plain(document, file), propertyIds);
  if (isDesign(checked)) return checked;
  throw toError(checked, (problem) => place(offsetOf(document, problem)));
};

const mistakes: Readonly<Record<string, 'IRQ003' | 'IRQ011'>> = {
  DUPLICATE_KEY: 'IRQ011',
  MULTIPLE_DOCS: 'IRQ003',
};

const plain = (document: Document, file: string): unknown => {
  try {
    return document.toJS({ maxAliasCount: ALIASES_MAX });
  } catch {
    throw new UserError('IRQ014', `the file resolves more than ${ALIASES_MAX} aliases`, {
      file,
      fix: 'write the values out',
    });
  }
};

/** Where a problem is: at the value, at the key if that is wrong, or at the mapping that lacks it. */
const offsetOf = ({ contents }: Document, { path, atKey }: Problem): number => {
  let offset = 0;
  let node: unknown = contents;
  for (const [depth, key] of path.entries()) {
    if (!isMap(node)) break;
    const pair: Pair | undefined = node.items.find(
      (item) => isScalar(item.key) && String(item.key.value) === key,
    );
    if (pair === undefined) break;
    const last = depth === path.length - 1;
    const start = (part: unknown): number | undefined => (part as { range?: [number] } | null)?.range?.[0];
    offset = (last && atKey === true ? start(pair.key) : (start(pair.value) ?? start(pair.key))) ?? offset;
    node = pair.value;
  }
  return offset;
};
