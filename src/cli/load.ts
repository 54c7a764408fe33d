import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { type Design, parseDesign } from '../../model/index.ts';
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
  for (const file of new Set(files)) loaded.push(...(await loadFile(file)));
  loaded.forEach(({ design: { name }, file }, i) => {
    const other = loaded.findIndex(({ design }) => design.name === name);
    if (other === i) return;
    throw new UserError('IRQ016', `the design ${name} is also in ${loaded[other]!.file}`, {
      file,
      field: 'name',
    });
  });
  return loaded;
};

const filesOf = (arg: string): string[] => {
  if (existsSync(arg)) return statSync(arg).isDirectory() ? designFiles(arg) : [arg];
  if (arg.includes('/') || /\.(ya?ml|ts)$/.test(arg)) {
    throw new UserError('IRQ001', 'there is no such file', { file: arg });
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

const loadFile = async (path: string): Promise<LoadedDesign[]> => {
  const file = relative(process.cwd(), path) || path;
  const ids = properties.map(({ id }) => id);
  if (extname(path) === '.ts') return (await loadModule(path, file)).map((design) => ({ design, file }));
  return [{ design: parseDesign(readText(path, file), file, ids), file }];
};

/** @throws UserError IRQ001 */
export const readText = (path: string, file: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError('IRQ001', (error as Error).message, { file });
  }
};

/** A design in TypeScript is a program: loading it runs it. */
const loadModule = async (path: string, file: string): Promise<Design[]> => {
  let exported: Record<string, unknown>;
  try {
    exported = (await tsImport(pathToFileURL(path).href, import.meta.url)) as Record<string, unknown>;
  } catch (error) {
    if (isUserError(error))
      throw new UserError(error.code, error.message, { ...error.place, file }, error.others);
    throw new UserError('IRQ017', `the module cannot be loaded: ${(error as Error).message}`, { file });
  }
  const designs = Object.values(exported).filter(looksLikeDesign);
  if (designs.length > 0) return designs;
  throw new UserError('IRQ017', 'the module exports no design', {
    file,
    expected: 'export const design = defineDesign({ … })',
  });
};

/** A module loaded by tsx has a copy of our classes of its own, so `instanceof` does not do. */
const isUserError = (error: unknown): error is UserError =>
  error instanceof Error && error.name === 'UserError';

const looksLikeDesign = (value: unknown): value is Design =>
  typeof value === 'object' && value !== null && 'choices' in value && 'scope' in value && 'name' in value;
