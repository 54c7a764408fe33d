import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../kernel/index.ts';

/** Writes a whole file or nothing. @throws UserError IRQ026 */
export const write = (file: string, text: string): void => {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.part`, text);
    renameSync(`${file}.part`, file);
  } catch (error) {
    throw new UserError('IRQ026', (error as Error).message, { file });
  }
};
