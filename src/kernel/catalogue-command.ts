/** IRQ021–IRQ029: the command line. */
export const commandCodes = {
  IRQ021: {
    title: 'unknown command or option',
    text:
      'The command line has a word that is not a command, or an option that this command does not have. ' +
      'Usually it is a misspelling, or an option of another command. ' +
      '`irqproof --help` lists the commands and `irqproof COMMAND --help` the options.',
  },
  IRQ022: {
    title: 'bad option value',
    text:
      'The option exists, but it cannot take this value. ' +
      'Limits are whole numbers, times are seconds, sizes carry a unit such as 2GiB, and choices must be among those listed. ' +
      'The message says what would be accepted.',
  },
  IRQ023: {
    title: 'no such design',
    text:
      'No bundled design has this name and no file is at this path. ' +
      'Usually the name is misspelt, or the path is relative to another folder. ' +
      '`irqproof list` shows all names.',
  },
  IRQ024: {
    title: 'no such error code',
    text:
      'Codes are written IRQ and three digits, and not every number is in use. ' +
      'Copy the code from the message that you want explained. ' +
      '`irqproof explain` without a code lists all of them.',
  },
  IRQ025: {
    title: 'no such property',
    text:
      'No property has this id. ' +
      'Usually it is misspelt, or it is the title of a property and not its id. ' +
      '`irqproof list properties` lists ids, short ids and titles; either kind of id is accepted.',
  },
  IRQ026: {
    title: 'output cannot be written',
    text:
      'The result was computed but could not be stored where it was asked for. ' +
      'The folder may be missing or read-only, or the disk may be full. ' +
      'Choose another place with the same option; without it the result goes to standard output.',
  },
  IRQ027: {
    title: 'too large to export',
    text:
      'An export needs every reachable state to have been visited, because a part that was left out would be ' +
      'missing from the exported text without anybody noticing. ' +
      'Choose a smaller scope of the design, or raise --states-max; ' +
      'drawings and transition graphs have lower limits than the other formats.',
  },
} as const;
