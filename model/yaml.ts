import {
  type Document,
  isMap,
  isScalar,
  LineCounter,
  type Pair,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml';
import { type Code, type Place, UserError } from '../src/kernel/index.ts';

/** Larger than any design that a person writes. */
export const CHARACTERS_MAX = 262_144;
/** Aliases are resolved at most this often, so that a small file cannot become a large one. */
const ALIASES_MAX = 50;

/** The data in a YAML text, and where in the text each part of it is. */
export interface Yaml {
  readonly data: unknown;
  /** The place of a value, or of its key; `exact` is false if only something around it is written. */
  readonly placeOf: (path: readonly string[], atKey?: boolean) => Place & { readonly exact: boolean };
}

/**
 * Reads one YAML document that is a mapping. It is data: known and unknown tags alike are refused, nothing runs.
 *
 * @throws UserError IRQ002, IRQ003, IRQ004, IRQ011, IRQ014
 */
export const readYaml = (text: string, file: string): Yaml => {
  const lines = new LineCounter();
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  refuseUnprintable(text, file);
  const document = parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: true,
    stringKeys: true,
    resolveKnownTags: false,
  });
  refuseMistakes(document, at);
  const { contents } = document;
  if (!isMap(contents)) {
    const message =
      contents === null ? 'the file is empty' : `this is ${isScalar(contents) ? 'a single value' : 'a list'}`;
    const expected = 'a mapping of fields to values, beginning with irqproof: 1';
    throw new UserError('IRQ003', message, { file, line: 1, column: 1, expected });
  }
  return {
    data: plain(document, file),
    placeOf: (path, atKey = false) => {
      const { offset, exact } = find(contents, path, atKey);
      return { ...at(offset), exact };
    },
  };
};

/** Characters that YAML does not allow in a text: what has them is no text, or hides something. */
const refuseUnprintable = (text: string, file: string): void => {
  const found = /[^\P{Cc}\t\n\r\u0085]|[\ufffe\uffff]/u.exec(text);
  if (found === null) return;
  const before = text.slice(0, found.index).split('\n');
  const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  throw new UserError('IRQ002', `the file has the control character U+${code}`, {
    file,
    line: before.length,
    column: before.at(-1)!.length + 1,
    expected: 'text in UTF-8',
    fix: 'take the character out, or check that this is the right file',
  });
};

interface Mistake {
  readonly code: Code;
  readonly message?: string;
  readonly expected?: string;
  readonly fix?: string;
}

const wellFormed = 'YAML 1.2: one `field: value` on a line, nested by indentation with spaces';

/** What the parser's findings are in our codes and words; those that are not listed are IRQ002 in its words. */
const mistakes: Readonly<Record<string, Mistake>> = {
  DUPLICATE_KEY: { code: 'IRQ011', message: 'this field is written twice', fix: 'delete one of the two' },
  MULTIPLE_DOCS: {
    code: 'IRQ003',
    message: 'a second document begins here',
    expected: 'one design in each file',
    fix: 'move what follows --- to a file of its own',
  },
  NON_STRING_KEY: {
    code: 'IRQ004',
    message: 'this cannot be the name of a field',
    expected: 'a word, then a colon',
  },
  RESOURCE_EXHAUSTION: {
    code: 'IRQ014',
    message: 'the values are nested too deeply',
    expected: 'three levels, as in other designs',
  },
  TAG_RESOLVE_FAILED: { code: 'IRQ002', fix: 'take the tag out: a design is plain data' },
  BAD_DIRECTIVE: { code: 'IRQ002', fix: 'take the line out' },
  TAB_AS_INDENT: { code: 'IRQ002', fix: 'indent with spaces' },
  BAD_INDENT: { code: 'IRQ002', fix: 'indent all fields of one mapping alike' },
  BAD_SCALAR_START: { code: 'IRQ002', fix: 'put the value in quotes' },
  BAD_DQ_ESCAPE: { code: 'IRQ002', fix: 'use single quotes, in which a backslash is a backslash' },
  MISSING_CHAR: { code: 'IRQ002', fix: 'look for a missing colon, quote or bracket, also further up' },
};

const refuseMistakes = (document: Document, at: (offset: number) => Place): void => {
  const [found] = [...document.errors, ...document.warnings];
  if (found !== undefined) {
    const [offset] = found.pos;
    const deep = /call stack/.test(found.message) ? mistakes['RESOURCE_EXHAUSTION'] : undefined;
    const { code, message, expected, fix } = deep ?? mistakes[found.code] ?? { code: 'IRQ002' };
    const field = code === 'IRQ011' ? fieldAt(document.contents, offset) : undefined;
    throw new UserError(code, message ?? found.message.split(' at line')[0]!, {
      ...at(offset),
      ...(field === undefined ? {} : { field }),
      ...(expected === undefined && code === 'IRQ002' ? { expected: wellFormed } : {}),
      ...(expected === undefined ? {} : { expected }),
      ...(fix === undefined ? {} : { fix }),
    });
  }
  const version = document.directives?.yaml;
  if (version?.explicit === true && version.version !== '1.2') {
    throw new UserError('IRQ002', `YAML ${version.version} reads some values differently`, {
      ...at(0),
      expected: 'YAML 1.2',
      fix: 'take the %YAML line out',
    });
  }
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) !== undefined) return;
      throw new UserError('IRQ002', `the alias *${alias.source} refers to nothing`, {
        ...at(alias.range?.[0] ?? 0),
        expected: `an anchor &${alias.source} further up`,
        fix: 'put the value in quotes if the asterisk belongs to it',
      });
    },
  });
};

const plain = (document: Document, file: string): unknown => {
  try {
    return document.toJS({ maxAliasCount: ALIASES_MAX });
  } catch {
    throw new UserError('IRQ014', `the file resolves more than ${ALIASES_MAX} aliases`, {
      file,
      expected: `at most ${ALIASES_MAX}`,
      fix: 'write the values out',
    });
  }
};

/** The offset of a value or its key, or of the innermost mapping that lacks it. */
const find = (root: YAMLMap, path: readonly string[], atKey: boolean): { offset: number; exact: boolean } => {
  let offset = 0;
  let node: unknown = root;
  for (const [depth, key] of path.entries()) {
    const pair: Pair | undefined = isMap(node)
      ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
      : undefined;
    if (pair === undefined) return { offset, exact: false };
    const last = depth === path.length - 1;
    offset = (last && atKey ? start(pair.key) : (start(pair.value) ?? start(pair.key))) ?? offset;
    node = pair.value;
  }
  return { offset, exact: true };
};

const start = (part: unknown): number | undefined => (part as { range?: [number] } | null)?.range?.[0];

/** The field whose key is at the offset, with the fields around it. */
const fieldAt = (node: unknown, offset: number): string | undefined => {
  if (!isMap(node)) return undefined;
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? String(key.value) : '';
    if (start(key) === offset) return name || undefined;
    const inner = fieldAt(value, offset);
    if (inner !== undefined) return `${name}.${inner}`;
  }
  return undefined;
};
