#!/usr/bin/env node
import { main } from './program.ts';

// Whoever reads our output may close it early, as `head` does. The exit code is still worth computing.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await main(process.argv.slice(2));
