import { Command, CommanderError } from 'commander';
import { UserError } from '../kernel/index.ts';
import { errorText } from '../report/index.ts';
import { colorsFor } from './colors.ts';
import { declareCommands } from './commands.ts';
import { exit } from './exit-codes.ts';
import { version } from './version.ts';

/** Runs one command line and returns the exit code; whatever goes wrong is told on stderr. */
export const main = (argv: readonly string[]): Promise<number> => run(argv).catch(failed);

const run = async (argv: readonly string[]): Promise<number> => {
  let exitCode: number = exit.asExpected;
  const program = new Command('irqproof')
    .description('Model checker for the isolation of device interrupts.')
    .version(version())
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .showSuggestionAfterError();

  declareCommands(program, (code) => {
    exitCode = code;
  });
  await program.parseAsync(argv, { from: 'user' });
  return exitCode;
};

const seeHelp = { fix: 'irqproof --help shows what there is' };

/** Turns what was thrown into a message and an exit code. */
const failed = (error: unknown): number => {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exit.asExpected;
    if (error.code === 'commander.help')
      return failed(new UserError('IRQ021', 'no command is given', seeHelp));
    const [message, hint] = error.message.replace(/^error: /, '').split('\n');
    const place = hint === undefined ? seeHelp : { fix: hint.replace(/[()]/g, '') };
    return failed(new UserError('IRQ021', message!, place));
  }
  if (error instanceof UserError) {
    process.stderr.write(`${errorText(error)}\n`);
    return exit.badInput;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(
    `${colorsFor(process.stderr, process.env).red('This is a bug in irqproof. Please report it with the command line and the design.')}\n${stack}\n`,
  );
  return exit.ourBug;
};
