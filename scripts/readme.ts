import { readFileSync, writeFileSync } from 'node:fs';
import { documents, refreshed, rerunDocument } from './documents.ts';
import { tables } from './tables.ts';

/** Writes into the documents what they show of the program: tables, copied files, output of commands. */
if (process.argv[1] === import.meta.filename) {
  const blocks = await tables();
  for (const file of documents()) {
    const text = readFileSync(file, 'utf8');
    const now = await rerunDocument(refreshed(text, blocks));
    if (now !== text) {
      writeFileSync(file, now);
      process.stdout.write(`${file}\n`);
    }
  }
}
