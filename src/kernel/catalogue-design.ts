/** IRQ001–IRQ020: design files. */
export const designCodes = {
  IRQ001: {
    title: 'file cannot be read',
    text:
      'The file or folder does not exist, or this user may not read it. ' +
      'Usually the path is relative to another folder than the one the command was started in. ' +
      'Check the path as printed; `irqproof list` shows the designs that come with irqproof by name.',
  },
  IRQ002: {
    title: 'not well-formed YAML',
    text:
      'The file could not be parsed, so nothing in it has been looked at. ' +
      'Usual causes are a tab used for indentation, a missing space after a colon, or an unquoted value that starts with one of the characters * & ! % @. ' +
      'Look at the printed line and at the one above it, where the mistake often is.',
  },
  IRQ003: {
    title: 'not a design',
    text:
      'The file is good YAML but is not one mapping of field names to values. ' +
      'It may be empty, hold a list or a single word, or hold several documents separated by `---`. ' +
      'Put one design in each file, and begin it with its name.',
  },
  IRQ004: {
    title: 'unknown field',
    text:
      'A design has a field that irqproof does not know, and ignoring it could change what is being checked. ' +
      'Usually it is a misspelling or a field written at the wrong depth of indentation. ' +
      'Compare it with the names that the message lists, or take the field out.',
  },
  IRQ005: {
    title: 'missing field',
    text:
      'A field that every design of this kind must have is not there. ' +
      'No default is assumed where a wrong guess would change the verdict. ' +
      'Add the field; the message says which values it may take.',
  },
  IRQ006: {
    title: 'value not among those allowed',
    text:
      'The field takes one of a fixed list of words, and the value is not on that list. ' +
      'Usually it is a misspelling, or the word belongs to a neighbouring field. ' +
      'Choose one of the listed values.',
  },
  IRQ007: {
    title: 'value of the wrong type',
    text:
      'The field wants another type of value: a number, a word, true or false, a list or a mapping. ' +
      'A common cause is a quoted number, a list with a single item written without its dash, or an unquoted yes or no, which YAML 1.2 reads as a word. ' +
      'Rewrite the value in the type that the message names.',
  },
  IRQ008: {
    title: 'number out of range',
    text:
      'The number is too small or too large for this field, or is not an integer. ' +
      'Sizes are kept small on purpose: the search covers every interleaving, and each further guest or entry multiplies the states. ' +
      'Choose a number within the printed range.',
  },
  IRQ009: {
    title: 'contradictory choices',
    text:
      'Two choices of the design exclude each other, so no hardware or software could be built that way. ' +
      'The message names both fields and says why they cannot go together. ' +
      'Change one of them.',
  },
  IRQ010: {
    title: 'unknown property in expect',
    text:
      'The design states the verdict expected of a property that does not exist, so the expectation could never be compared with anything. ' +
      'Usually the id is misspelt or the property has been renamed. ' +
      '`irqproof list properties` lists the ids.',
  },
  IRQ011: {
    title: 'duplicate key',
    text:
      'The same field is written twice in one mapping, and it is not clear which of the two is meant. ' +
      'This often remains after copying part of another design. ' +
      'Delete one of them.',
  },
  IRQ012: {
    title: 'scope too small for the design',
    text:
      'The scope gives the design fewer guests, message entries or vectors than its own choices need. ' +
      'A guest that has no entry or vector can neither be attacked nor be served, so verdicts about it would be empty. ' +
      'Enlarge the number that the message names, or have fewer guests.',
  },
  IRQ013: {
    title: 'format version not supported',
    text:
      'The design says that it is written in a version of the format that this irqproof cannot read. ' +
      'It was probably written for a newer release. ' +
      'Update irqproof, or rewrite the design in the version that the message names.',
  },
  IRQ014: {
    title: 'file too large',
    text:
      'The file is larger than a design can sensibly be, or expands YAML aliases more often than is safe. ' +
      'Designs are a few dozen lines, so this is probably another kind of file. ' +
      'Aliases that refer to one another multiply: write the values out instead.',
  },
  IRQ015: {
    title: 'folder without designs',
    text:
      'The folder was searched for designs and has none. ' +
      'Only files whose names end in .yaml, .yml or .ts are looked at, and subfolders are listed by their own path. ' +
      'Check the path, or name the files one by one.',
  },
  IRQ016: {
    title: 'two designs with the same name',
    text:
      'Two files give their design the same name, so reports and traces could not tell them apart. ' +
      'This usually happens when a file is copied as the start of a new design. ' +
      'Rename one of them; the name is a field in the file, not the file name.',
  },
  IRQ017: {
    title: 'TypeScript design cannot be loaded',
    text:
      'The file could not be run as a module, or it exports nothing that is a design. ' +
      'The message carries the reason that the loader gave, such as a syntax error or a package that is not installed. ' +
      'Export the result of the design function under the name `design`.',
  },
  IRQ018: {
    title: 'no such part to replace',
    text:
      'The design replaces the machine of a part that no design has, so the replacement would never be used. ' +
      'Usually the name of the part is misspelt. ' +
      'Choose one of the parts that the message lists.',
  },
  IRQ019: {
    title: 'replacement is not an XState machine',
    text:
      'A part can only be replaced by a state machine made with XState version 5. ' +
      'Common causes are passing the configuration object instead of the machine, an actor instead of its logic, or a machine of version 4. ' +
      'Pass what `createMachine` or `setup(…).createMachine` returns.',
  },
  IRQ020: {
    title: 'badly formed name',
    text:
      'Names appear in file names, in exported models and on the command line, so they are restricted to lower-case letters, digits and hyphens. ' +
      'The name has another character, is empty, or does not begin with a letter. ' +
      'Rename it, for instance from `My Design` to `my-design`.',
  },
} as const;
