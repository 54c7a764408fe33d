import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../kernel/index.ts';

/** Writes a whole file or nothing. @throws UserError IRQ026 */
export const write = (file: string, text: string): void => {
  try {
    makeFolder(dirname(file));
    writeFileSync(`${file}.part`, text);
    renameSync(`${file}.part`, file);
  } catch (error) {
    throw new UserError('IRQ026', (error as Error).message, { file });
  }
};

/** With the folders above it. Not `recursive`, which never returns where a virtual file system refuses. */
const makeFolder = (folder: string): void => {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
};
