import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { checkDesign, type Design, isDesign, parseDesign, toError } from '../../model/index.ts';
import { properties } from '../../properties/index.ts';
import { UserError } from '../kernel/index.ts';
import { suggestion } from './suggestion.ts';

export interface LoadedDesign {
  readonly design: Design;
  /** As the user would write it. */
  readonly file: string;
}

/** The folder that holds package.json, in a checkout as in an installed package. */
export const packageRoot = (): string => {
  let folder = fileURLToPath(new URL('.', import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = join(folder, '..');
  return folder;
};

const bundledFolder = (): string => join(packageRoot(), 'model', 'designs');

/**
 * The designs that arguments name: files, folders and names of bundled designs; all bundled ones if there are
 * no arguments.
 *
 * @throws UserError IRQ001-IRQ023
 */
export const loadDesigns = async (args: readonly string[]): Promise<LoadedDesign[]> => {
  const files = args.length === 0 ? designFiles(bundledFolder()) : args.flatMap(filesOf);
  const loaded: LoadedDesign[] = [];
  // Whatever way a file is named, it is read once.
  const once = new Map(files.toReversed().map((file) => [realpathSync(file), file]));
  for (const file of [...once.values()].toReversed()) loaded.push(...(await loadFile(file)));
  loaded.forEach(({ design: { name }, file }, i) => {
    const other = loaded.findIndex(({ design }) => design.name === name);
    if (other === i) return;
    throw new UserError('IRQ016', `the design ${name} is also in ${loaded[other]!.file}`, {
      file,
      field: 'name',
      fix: 'give one of them another name',
    });
  });
  return loaded;
};

const filesOf = (arg: string): string[] => {
  if (existsSync(arg)) return statSync(arg).isDirectory() ? designFiles(arg) : [arg];
  if (arg.includes('/') || /\.(ya?ml|ts)$/.test(arg)) {
    throw new UserError('IRQ001', 'there is no such file', {
      file: arg,
      fix: 'check the path; it is looked up from the folder where irqproof is started',
    });
  }
  const bundled = join(bundledFolder(), `${arg}.yaml`);
  if (existsSync(bundled)) return [bundled];
  const names = designFiles(bundledFolder()).map((file) => file.replace(/^.*\/|\.yaml$/g, ''));
  throw new UserError('IRQ023', `no design is called ${arg}`, {
    expected: 'a file, a folder or the name of a bundled design (irqproof list designs)',
    ...suggestion(arg, names),
  });
};

const designFiles = (folder: string): string[] => {
  const names = readdirSync(folder).filter((name) => /\.(ya?ml|ts)$/.test(name));
  if (names.length > 0) return names.sort().map((name) => join(folder, name));
  throw new UserError('IRQ015', 'there are no designs in this folder', {
    file: folder,
    expected: '*.yaml or *.ts',
  });
};

const ids = properties.map(({ id }) => id);

const loadFile = async (path: string): Promise<LoadedDesign[]> => {
  const file = relative(process.cwd(), path) || path;
  if (extname(path) === '.ts') return (await loadModule(path, file)).map((design) => ({ design, file }));
  return [{ design: parseDesign(readText(path, file), file, ids), file }];
};

/** Larger than any file that irqproof reads. */
const BYTES_MAX = 256 * 1024 * 1024;

/** @throws UserError IRQ001 (not readable), IRQ002 (not UTF-8), IRQ014 (too large) */
export const readText = (path: string, file: string): string => {
  let bytes: Uint8Array;
  try {
    const { size } = statSync(path);
    if (size > BYTES_MAX) {
      throw new UserError('IRQ014', `the file has ${size} bytes`, { file, expected: `at most ${BYTES_MAX}` });
    }
    bytes = readFileSync(path);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const [reason] = (error as Error).message.replace(/^[A-Z]+: /, '').split(', ');
    throw new UserError('IRQ001', reason!, { file, fix: 'check the path and who may read it' });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError('IRQ002', 'the file is not text', {
      file,
      expected: 'text in UTF-8',
      fix: 'save it as UTF-8, or check that this is the right file',
    });
  }
};

/** A design in TypeScript is a program: loading it runs it. */
const loadModule = async (path: string, file: string): Promise<Design[]> => {
  let exported: Record<string, unknown>;
  try {
    exported = (await tsImport(pathToFileURL(path).href, import.meta.url)) as Record<string, unknown>;
  } catch (error) {
    if (isUserError(error)) throw inFile(error, file);
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new UserError('IRQ017', `the module cannot be loaded: ${reason}`, {
      file,
      fix: `try it alone: npx tsx ${file}`,
    });
  }
  const designs = new Set(Object.values(exported).filter(looksLikeDesign));
  if (designs.size > 0) return [...designs].map((design) => rechecked(design, file));
  throw new UserError('IRQ017', 'the module exports no design', {
    file,
    expected: 'export const design = defineDesign({ … })',
  });
};

/** What a module exports has not been held to the properties yet, and need not come from `defineDesign`. */
const rechecked = (design: Design, file: string): Design => {
  const { name, title, choices, scope, expect, replacements = {} } = design;
  const data = { irqproof: 1, name, title, ...(choices as object), scope, expect };
  const checked = checkDesign(data, ids);
  if (isDesign(checked)) return { ...design, ...checked, replacements };
  throw toError(checked, () => ({ file }));
};

/** The same mistake, with the file in which it is. */
export const inFile = ({ code, message, place, others }: UserError, file: string): UserError =>
  new UserError(
    code,
    message,
    { file, ...place },
    others.map((other) => inFile(other, file)),
  );

/** A module loaded by tsx has a copy of our classes of its own, so `instanceof` does not do. */
const isUserError = (error: unknown): error is UserError =>
  error instanceof Error && error.name === 'UserError';

const looksLikeDesign = (value: unknown): value is Design =>
  typeof value === 'object' && value !== null && 'choices' in value && 'scope' in value && 'name' in value;
