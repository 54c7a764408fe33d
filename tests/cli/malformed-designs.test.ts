import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { constraints } from '../../model/constraints.ts';
import { parseDesign } from '../../model/index.ts';
import { properties } from '../../properties/index.ts';
import { type Code, UserError } from '../../src/kernel/index.ts';
import { errorText } from '../../src/report/index.ts';
import { folderWith, irqproof, spawned } from '../support/cli.ts';
import { mistake } from '../support/small.ts';

const ids = properties.map(({ id }) => id);

/** The mistake in a design text. */
const mistakeIn = (text: string): UserError => mistake(() => parseDesign(text, 'my.yaml', ids));

/** Three good lines, so that what is added begins on line 4. */
const good = 'irqproof: 1\nname: mine\ntitle: My design\n';
const head = (change: Partial<Record<'irqproof' | 'name' | 'title', string>>): string =>
  Object.entries({ irqproof: '1', name: 'mine', title: 'My design', ...change })
    .map(([field, value]) => `${field}: ${value}\n`)
    .join('');

interface Row {
  readonly text: string;
  readonly code: Code;
  /** line:column */
  readonly at?: string;
  readonly field?: string;
  /** Part of the message. */
  readonly says: string;
  /** Part of what was expected. */
  readonly expected?: string;
  /** Part of the likely fix. */
  readonly fix?: string;
}

const fields: Readonly<Record<string, Row>> = {
  'a misspelt field': {
    text: `${good}stroe:\n  place: guestMem\n`,
    code: 'IRQ004',
    at: '4:1',
    field: 'stroe',
    says: 'there is no field stroe here',
    expected: 'irqproof, name, title',
    fix: 'did you mean store?',
  },
  'a misspelt field within a field': {
    text: `${good}store:\n  palce: guestMem\n`,
    code: 'IRQ004',
    at: '5:3',
    field: 'store.palce',
    says: 'no field palce',
    expected: 'one of place, writer',
    fix: 'did you mean place?',
  },
  'a misspelt field of the scope': {
    text: `${good}scope:\n  guest: 2\n`,
    code: 'IRQ004',
    at: '5:3',
    field: 'scope.guest',
    says: 'no field guest',
    expected: 'one of guests, entries, vectors, inFlight',
    fix: 'did you mean guests?',
  },
  'a field that resembles none': {
    text: `${good}colour: red\n`,
    code: 'IRQ004',
    at: '4:1',
    field: 'colour',
    says: 'no field colour',
    expected: 'one of irqproof',
  },
  'a field at the wrong depth': {
    text: `${good}place: guestMem\n`,
    code: 'IRQ004',
    at: '4:1',
    field: 'place',
    says: 'no field place',
    expected: 'store',
  },
  'a field named __proto__': {
    text: `${good}__proto__:\n  unit: vf\n`,
    code: 'IRQ004',
    at: '4:1',
    field: '__proto__',
    says: 'no field __proto__',
    expected: 'one of irqproof',
  },
  'a field named __proto__ within a field': {
    text: `${good}store:\n  __proto__:\n    place: guestMem\n`,
    code: 'IRQ004',
    at: '5:3',
    field: 'store.__proto__',
    says: 'no field __proto__',
    expected: 'one of place, writer',
  },
  'a field named constructor': {
    text: `${good}constructor: 1\n`,
    code: 'IRQ004',
    at: '4:1',
    field: 'constructor',
    says: 'no field constructor',
    expected: 'one of irqproof',
  },
  'a merge key, which YAML 1.2 has no more': {
    text: `${good}<<: {unit: vf}\n`,
    code: 'IRQ004',
    at: '4:1',
    field: '<<',
    says: 'no field "<<"',
    expected: 'one of irqproof',
  },
  'a list as the name of a field': {
    text: `${good}? [a, b]\n: 2\n`,
    code: 'IRQ004',
    at: '4:3',
    says: 'cannot be the name of a field',
    expected: 'a word, then a colon',
  },
  'no version': {
    text: 'name: mine\ntitle: t\n',
    code: 'IRQ005',
    at: '1:1',
    field: 'irqproof',
    says: 'missing',
    expected: '1, the version of the format',
    fix: 'add irqproof: …',
  },
  'no name': {
    text: 'irqproof: 1\ntitle: t\n',
    code: 'IRQ005',
    at: '1:1',
    field: 'name',
    says: 'missing',
    expected: 'lower-case letters',
    fix: 'add name: …',
  },
  'no title': {
    text: 'irqproof: 1\nname: mine\n',
    code: 'IRQ005',
    at: '1:1',
    field: 'title',
    says: 'missing',
    expected: 'one line',
    fix: 'add title: …',
  },
  'a source without its thread': {
    text: `${good}source:\n  row: D01\n`,
    code: 'IRQ005',
    at: '5:3',
    field: 'source.thread',
    says: 'missing',
    expected: 'one line',
    fix: 'add thread: …',
  },
};

const values: Readonly<Record<string, Row>> = {
  'a value that is nearly right': {
    text: `${good}store:\n  place: guestmem\n`,
    code: 'IRQ006',
    at: '5:10',
    field: 'store.place',
    says: '"guestmem" is not among the allowed values',
    expected: 'one of deviceMmioOwnPage, deviceMmioSharedPage, guestMem',
    fix: 'did you mean guestMem?',
  },
  'a platform that is not modelled': {
    text: `${good}platform: amdvi\n`,
    code: 'IRQ006',
    at: '4:11',
    field: 'platform',
    says: '"amdvi"',
    expected: 'vtd',
  },
  'a number for a word': {
    text: `${good}unit: 3\n`,
    code: 'IRQ006',
    at: '4:7',
    field: 'unit',
    says: '3 is not among',
    expected: 'one of adi, vf',
  },
  'a list for a word': {
    text: `${good}unit: [vf]\n`,
    code: 'IRQ006',
    at: '4:7',
    field: 'unit',
    says: '["vf"] is not among',
    expected: 'one of adi, vf',
  },
  'a field without a value': {
    text: `${good}unit:\n`,
    code: 'IRQ006',
    at: '4:6',
    field: 'unit',
    says: 'this field has no value',
    expected: 'one of adi, vf',
  },
  'a quoted truth value': {
    text: `${good}ir:\n  enabled: "false"\n`,
    code: 'IRQ007',
    at: '5:12',
    field: 'ir.enabled',
    says: '"false" is of the wrong type',
    expected: 'true or false',
  },
  'a yes, which is a word in YAML 1.2': {
    text: `${good}svm:\n  guest: yes\n`,
    code: 'IRQ007',
    at: '5:10',
    field: 'svm.guest',
    says: '"yes" is of the wrong type',
    expected: 'true or false',
  },
  'a word for a mapping': {
    text: `${good}store: guestMem\n`,
    code: 'IRQ007',
    at: '4:8',
    field: 'store',
    says: '"guestMem" is of the wrong type',
    expected: 'a mapping',
  },
  'a list for a mapping': {
    text: `${good}store:\n  - place: guestMem\n`,
    code: 'IRQ007',
    at: '5:3',
    field: 'store',
    says: 'wrong type',
    expected: 'a mapping',
  },
  'a mapping without fields': {
    text: `${good}scope:\n`,
    code: 'IRQ007',
    at: '4:7',
    field: 'scope',
    says: 'this field has no value',
    expected: 'a mapping',
  },
  'a number for a title': {
    text: head({ title: '7' }),
    code: 'IRQ007',
    at: '3:8',
    field: 'title',
    says: '7 is of the wrong type',
    expected: 'one line of printable text',
  },
  'a title of several lines': {
    text: head({ title: '|\n  one\n  two' }),
    code: 'IRQ007',
    at: '3:8',
    field: 'title',
    says: '"one\\ntwo\\n" cannot be printed',
    expected: 'one line of printable text',
  },
  'a title that would colour the terminal': {
    text: head({ title: '"\\e[31mred"' }),
    code: 'IRQ007',
    at: '3:8',
    field: 'title',
    says: '"\\u001b[31mred"',
    expected: 'one line of printable text',
  },
  'a number for a row of the table': {
    text: `${good}source:\n  thread: t\n  row: 12\n`,
    code: 'IRQ007',
    at: '6:8',
    field: 'source.row',
    says: '12 is of the wrong type',
    expected: 'one line',
  },
  'a value that contains itself': {
    text: `${good}description: &loop [*loop]\n`,
    code: 'IRQ007',
    at: '4:20',
    field: 'description',
    says: 'contains itself',
    expected: 'printable text',
  },
  'a title that is too long': {
    text: head({ title: 't'.repeat(121) }),
    code: 'IRQ008',
    at: '3:8',
    field: 'title',
    says: '121 characters',
    expected: 'at most 120 characters',
  },
  'an empty title': {
    text: head({ title: '""' }),
    code: 'IRQ008',
    at: '3:8',
    field: 'title',
    says: 'empty',
    expected: 'at least 1 character',
  },
  'a description that is too long': {
    text: `${good}description: ${'x'.repeat(4001)}\n`,
    code: 'IRQ008',
    at: '4:14',
    field: 'description',
    says: '4001 characters',
    expected: 'at most 4000 characters',
  },
  'a later version of the format': {
    text: head({ irqproof: '2' }),
    code: 'IRQ013',
    at: '1:11',
    field: 'irqproof',
    says: 'design format 2 is not supported',
    expected: '1',
  },
  'a quoted version': {
    text: head({ irqproof: '"1"' }),
    code: 'IRQ013',
    at: '1:11',
    field: 'irqproof',
    says: 'design format "1"',
    expected: '1',
  },
  'a name in words': {
    text: head({ name: 'My Design' }),
    code: 'IRQ020',
    at: '2:7',
    field: 'name',
    says: '"My Design" is not a good name',
    expected: 'lower-case letters, digits and hyphens',
  },
  'a name that leads to another folder': {
    text: head({ name: '../../etc/passwd' }),
    code: 'IRQ020',
    at: '2:7',
    field: 'name',
    says: '"../../etc/passwd"',
    expected: 'lower-case letters',
  },
  'a name that is too long': {
    text: head({ name: 'a'.repeat(65) }),
    code: 'IRQ020',
    at: '2:7',
    field: 'name',
    says: 'aaa…',
    expected: 'at most 64',
  },
};

const scopes: Readonly<Record<string, Row>> = {
  ...Object.fromEntries(
    (
      [
        ['too few guests', 'guests: 1', '1 is too small', 'at least 2'],
        ['too many guests', 'guests: 5', '5 is too large', 'at most 4'],
        ['far too many guests', 'guests: 99999999999999999999', 'is too large', 'at most 4'],
        ['a negative number', 'entries: -2', '-2 is too small', 'at least 2'],
        ['half a guest', 'guests: 2.5', '2.5 is not whole', 'a whole number'],
        ['infinitely many guests', 'guests: .inf', 'Infinity is not whole', 'a whole number'],
        ['not a number', 'guests: .nan', 'NaN is not whole', 'a whole number'],
      ] as const
    ).map(([what, line, says, expected]): [string, Row] => {
      const [field, value] = line.split(': ') as [string, string];
      const at = `5:${5 + line.length - value.length - 2}`;
      return [
        what,
        { text: `${good}scope:\n  ${line}\n`, code: 'IRQ008', at, field: `scope.${field}`, says, expected },
      ];
    }),
  ),
  'a quoted number': {
    text: `${good}scope:\n  guests: "2"\n`,
    code: 'IRQ007',
    at: '5:11',
    field: 'scope.guests',
    says: '"2" is of the wrong type',
    expected: 'a whole number',
  },
  'fewer entries than guests': {
    text: `${good}scope:\n  guests: 3\n  vectors: 3\n  entries: 2\n`,
    code: 'IRQ012',
    at: '7:12',
    field: 'scope.entries',
    says: 'a guest without a message entry',
    fix: 'make scope.entries at least scope.guests',
  },
  'fewer vectors than guests, by default': {
    text: `${good}scope:\n  guests: 3\n  entries: 3\n`,
    code: 'IRQ012',
    at: '5:11',
    field: 'scope.vectors',
    says: 'a guest without a vector',
    fix: 'make scope.vectors at least scope.guests',
  },
};

const expectations: Readonly<Record<string, Row>> = {
  'a misspelt property': {
    text: `${good}expect:\n  store-integrty: holds\n`,
    code: 'IRQ010',
    at: '5:3',
    field: 'expect.store-integrty',
    says: 'no property store-integrty',
    expected: 'one of no-untagged-guest-interrupt',
    fix: 'did you mean store-integrity?',
  },
  'a property named __proto__': {
    text: `${good}expect:\n  __proto__: holds\n`,
    code: 'IRQ010',
    at: '5:3',
    field: 'expect.__proto__',
    says: 'no property __proto__',
    expected: 'one of no-untagged-guest-interrupt',
  },
  'a property named toString': {
    text: `${good}expect:\n  toString: holds\n`,
    code: 'IRQ010',
    at: '5:3',
    field: 'expect.toString',
    says: 'no property toString',
    expected: 'one of no-untagged-guest-interrupt',
  },
  'a verdict that is none': {
    text: `${good}expect:\n  store-integrity: hold\n`,
    code: 'IRQ006',
    at: '5:20',
    field: 'expect.store-integrity',
    says: '"hold" is not among',
    expected: 'one of holds, violated, unknown, vacuous',
    fix: 'did you mean holds?',
  },
  'one verdict for all': {
    text: `${good}expect: holds\n`,
    code: 'IRQ007',
    at: '4:9',
    field: 'expect',
    says: '"holds" is of the wrong type',
    expected: 'a mapping',
  },
};

const contradictory: Readonly<Record<string, Row>> = {
  'remapping that is off but checks the requester': {
    text: `${good}ir:\n  enabled: false\n  granularity: rid\n  format: compatAllowed\n`,
    code: 'IRQ009',
    at: '6:16',
    field: 'ir.granularity',
    says: 'interrupt remapping is off',
    fix: 'set ir.granularity: none, or ir.enabled: true',
  },
  'remapping that is off but blocks a format, by default': {
    text: `${good}ir:\n  enabled: false\n  granularity: none\n`,
    code: 'IRQ009',
    at: '5:12',
    field: 'ir.format',
    says: 'every message is taken in compatibility format',
    fix: 'set ir.format: compatAllowed, or ir.enabled: true',
  },
  'a virtual function that tags with a PASID': {
    text: `${good}unit: vf\nperm:\n  pasid: unchecked\nmsg:\n  tag: pasid\n`,
    code: 'IRQ009',
    at: '8:8',
    field: 'msg.tag',
    says: 'no PASID to tag with',
    fix: 'set msg.tag: untagged, or unit: adi',
  },
  'a virtual function whose PASID is checked, by default': {
    text: `${good}unit: vf\n`,
    code: 'IRQ009',
    at: '4:7',
    field: 'perm.pasid',
    says: 'has no PASID that the device could check',
    fix: 'set perm.pasid: unchecked, or unit: adi',
  },
  'a virtual function whose guest binds PASIDs': {
    text: `${good}unit: vf\nperm:\n  pasid: unchecked\nsvm:\n  guest: true\n`,
    code: 'IRQ009',
    at: '8:10',
    field: 'svm.guest',
    says: 'guest PASIDs need a unit whose work carries a PASID',
    fix: 'set svm.guest: false, or unit: adi',
  },
  'a late PASID where guests have none': {
    text: `${good}perm:\n  order: afterEnable\n`,
    code: 'IRQ009',
    at: '5:10',
    field: 'perm.order',
    says: 'without guest PASIDs',
    fix: 'set perm.order: beforeEnable, or svm.guest: true',
  },
  'a late PASID that nobody checks': {
    text: `${good}svm:\n  guest: true\nperm:\n  pasid: unchecked\n  order: afterEnable\n`,
    code: 'IRQ009',
    at: '8:10',
    field: 'perm.order',
    says: 'it cannot matter when it is written',
    fix: 'set perm.pasid: checked, or perm.order: beforeEnable',
  },
  'a carve-out where nothing is shared': {
    text: `${good}svm:\n  carveout: enforced\n`,
    code: 'IRQ009',
    at: '5:13',
    field: 'svm.carveout',
    says: 'no process shares its address space',
    fix: 'set svm.carveout: none, or svm.guest: true',
  },
  'guest memory that the guest cannot write, by default': {
    text: `${good}store:\n  place: guestMem\n`,
    code: 'IRQ009',
    at: '5:10',
    field: 'store.writer',
    says: 'a guest can always write its own memory',
    fix: 'set store.writer: guestDirect, or another store.place',
  },
  'a virtual function that takes foreign handles': {
    text: `${good}unit: vf\nperm:\n  pasid: unchecked\nimgl:\n  assoc: handleOnly\n`,
    code: 'IRQ009',
    at: '8:10',
    field: 'imgl.assoc',
    says: 'has no handles of others',
    fix: 'set imgl.assoc: adiChecked',
  },
  'a guest that manages a store that it cannot write': {
    text: `${good}guest:\n  ims: hypercall\n`,
    code: 'IRQ009',
    at: '5:8',
    field: 'guest.ims',
    says: 'the guest manages a store that it cannot write',
    fix: 'set guest.ims: hidden, or store.writer: guestDirect',
  },
};

/** Each line repeats the one before it nine times. */
const bomb = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name, i, names) => {
  const item = i === 0 ? 'x' : `*${names[i - 1]}`;
  return `${name}: &${name} [${Array(9).fill(item).join(', ')}]\n`;
});

const yaml: Readonly<Record<string, Row>> = {
  'an empty file': {
    text: '',
    code: 'IRQ003',
    at: '1:1',
    says: 'the file is empty',
    expected: 'irqproof: 1',
  },
  'a file of comments': {
    text: '# later\n',
    code: 'IRQ003',
    at: '1:1',
    says: 'the file is empty',
    expected: 'irqproof: 1',
  },
  'a list': {
    text: '- irqproof: 1\n',
    code: 'IRQ003',
    at: '1:1',
    says: 'this is a list',
    expected: 'irqproof: 1',
  },
  'a single word': {
    text: 'siov-ims-hypervisor\n',
    code: 'IRQ003',
    at: '1:1',
    says: 'a single value',
    expected: 'irqproof: 1',
  },
  'a page of the web': {
    text: '<!doctype html>\n<html></html>\n',
    code: 'IRQ003',
    at: '1:1',
    says: 'a single value',
    expected: 'irqproof: 1',
  },
  'several documents': {
    text: `${good}---\n${good}`,
    code: 'IRQ003',
    at: '4:1',
    says: 'a second document begins here',
    expected: 'one design in each file',
    fix: 'a file of its own',
  },
  'a field twice': {
    text: `${good}unit: adi\nunit: vf\n`,
    code: 'IRQ011',
    at: '5:1',
    field: 'unit',
    says: 'this field is written twice',
    fix: 'delete one',
  },
  'a field twice within a field': {
    text: `${good}store:\n  place: guestMem\n  "place": guestMem\n`,
    code: 'IRQ011',
    at: '6:3',
    field: 'store.place',
    says: 'this field is written twice',
    fix: 'delete one',
  },
  'a tab as indentation': {
    text: `${good}store:\n\tplace: guestMem\n`,
    code: 'IRQ002',
    at: '5:1',
    says: 'Tabs are not allowed',
    fix: 'indent with spaces',
  },
  'uneven indentation': {
    text: `${good}store:\n    place: guestMem\n  writer: guestDirect\n`,
    code: 'IRQ002',
    at: '6:1',
    says: 'same column',
    fix: 'indent all fields of one mapping alike',
  },
  'a quote that is never closed': {
    text: `${good}unit: "adi\n`,
    code: 'IRQ002',
    at: '5:1',
    says: 'Missing closing "quote',
    fix: 'a missing colon, quote or bracket',
  },
  'a brace that is never closed': {
    text: `${good}store: {place: guestMem\n`,
    code: 'IRQ002',
    at: '5:1',
    says: 'end with a }',
    expected: 'YAML 1.2',
  },
  'a line without a colon': {
    text: `${good}unit adi\n`,
    code: 'IRQ002',
    at: '4:1',
    says: 'need to be followed by map values',
    fix: 'a missing colon',
  },
  'a value that begins with a reserved character': {
    text: `${good}unit: @adi\n`,
    code: 'IRQ002',
    at: '4:7',
    says: 'reserved character @',
    fix: 'put the value in quotes',
  },
  'an escape that does not exist': {
    text: `${good}description: "\\q"\n`,
    code: 'IRQ002',
    at: '4:15',
    says: 'Invalid escape sequence',
    fix: 'single quotes',
  },
  'an alias of nothing': {
    text: `${good}unit: *adi\n`,
    code: 'IRQ002',
    at: '4:7',
    says: 'the alias *adi refers to nothing',
    expected: 'an anchor &adi further up',
    fix: 'in quotes',
  },
  ...Object.fromEntries(
    ['!!js/function "() => 1"', '!!python/object:os.system ls', '!!binary aGk=', '!!set {a}', '!mine x'].map(
      (value): [string, Row] => [
        `the tag of ${value}`,
        {
          text: `${good}description: ${value}\n`,
          code: 'IRQ002',
          at: '4:14',
          says: 'Unresolved tag',
          fix: 'a design is plain data',
        },
      ],
    ),
  ),
  'an older YAML': {
    text: `%YAML 1.1\n---\n${good}ir:\n  enabled: no\n`,
    code: 'IRQ002',
    at: '1:1',
    says: 'YAML 1.1 reads some values differently',
    expected: 'YAML 1.2',
    fix: 'take the %YAML line out',
  },
  'a YAML of the future': {
    text: `%YAML 9.9\n---\n${good}`,
    code: 'IRQ002',
    at: '1:7',
    says: 'Unsupported YAML version 9.9',
    fix: 'take the line out',
  },
  'a NUL byte': {
    text: `${good}description: a\u0000b\n`,
    code: 'IRQ002',
    at: '4:15',
    says: 'control character U+0000',
    expected: 'text in UTF-8',
    fix: 'the right file',
  },
  'an escape character': {
    text: `${good}description: \u001b[2J\n`,
    code: 'IRQ002',
    at: '4:14',
    says: 'control character U+001B',
    expected: 'text in UTF-8',
  },
  'a program': {
    text: '\u007fELF\u0002\u0001\u0001\u0000\u0000>\u0000',
    code: 'IRQ002',
    at: '1:1',
    says: 'control character U+007F',
    expected: 'text in UTF-8',
  },
  'a huge file': {
    text: `${good}description: ${'x'.repeat(300_000)}\n`,
    code: 'IRQ014',
    says: '300054 characters',
    expected: 'at most 262144',
    fix: 'the right file',
  },
  'aliases that multiply': {
    text: `${bomb.join('')}${good}`,
    code: 'IRQ014',
    says: 'more than 50 aliases',
    expected: 'at most 50',
    fix: 'write the values out',
  },
  'values nested without end': {
    text: `${good}description: ${'['.repeat(20_000)}\n`,
    code: 'IRQ014',
    says: 'nested too deeply',
    expected: 'three levels',
  },
};

const all = { ...fields, ...values, ...scopes, ...expectations, ...contradictory, ...yaml };

describe('a malformed design', () => {
  test.each(Object.entries(all))('is refused for %s', (_, row) => {
    const { code, message, place } = mistakeIn(row.text);
    expect({ code, field: place.field }).toEqual({ code: row.code, field: row.field });
    if (row.at !== undefined) expect(`${place.line}:${place.column}`).toBe(row.at);
    expect(message).toContain(row.says);
    expect(place.file).toBe('my.yaml');
    expect(place.expected ?? '').toContain(row.expected ?? '');
    expect(place.fix ?? '').toContain(row.fix ?? '');
    expect(place.expected ?? place.fix, 'the message says what would be right').toBeDefined();
  });

  test('is refused for each of the contradictions that there are', () => {
    const told = new Set(Object.values(all).map(({ text }) => mistakeIn(text).message));
    expect(constraints.filter(({ message }) => !told.has(message))).toEqual([]);
  });

  test('is refused in more than forty ways, with every code for design files', () => {
    expect(Object.keys(all).length).toBeGreaterThan(40);
    const codes = [...new Set(Object.values(all).map(({ code }) => code))].toSorted();
    const numbers = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 20];
    expect(codes).toEqual(numbers.map((n) => `IRQ${String(n).padStart(3, '0')}`));
  });

  test.each(['<<: 1', 'unit: xx', '1: 2'])('is not given a far-fetched fix: %s', (line) => {
    expect(mistakeIn(`${good}${line}\n`).place.fix).toBeUndefined();
  });

  test('gets all its mistakes told at once, in the order of the fields', () => {
    const error = mistakeIn('irqproof: 1\nname: Mine\ntitle: 7\nunti: adi\n');
    const told = [error, ...error.others].map(({ code, place }) => `${code} ${place.line} ${place.field}`);
    expect(told).toEqual(['IRQ020 2 name', 'IRQ007 3 title', 'IRQ004 4 unti']);
  });

  test('cannot steer the terminal through what the message quotes', () => {
    const text = errorText(mistakeIn(`${good}"\\e]0;owned\\a\\u202e": 1\n`));
    expect(text).toContain('\\u001b]0;owned\\u0007');
    expect(text).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
  });

  test('is the same mistake with other line ends and a byte order mark', () => {
    const text = `\ufeff${good}store:\n  place: guestmem\n`.replaceAll('\n', '\r\n');
    expect(mistakeIn(text).place).toMatchObject({ line: 5, column: 10, field: 'store.place' });
  });

  test('does not keep what is good from being read: aliases, comments and JSON are fine', () => {
    const text = `# mine\n${good}description: &what text\nsource:\n  thread: *what\n`;
    expect(parseDesign(text, 'my.yaml', ids)).toMatchObject({ name: 'mine', source: { thread: 'text' } });
    expect(parseDesign('{"irqproof": 1, "name": "mine", "title": "t"}', 'my.yaml', ids).title).toBe('t');
  });
});

describe('on the command line a malformed design', () => {
  const some = new Set([
    'a misspelt field',
    'a virtual function whose PASID is checked, by default',
    'a NUL byte',
  ]);

  test.each(Object.entries(all).filter(([what]) => some.has(what)))(
    'ends with code 64 and a message alone: %s',
    async (_, { text, code, at, says }) => {
      const folder = folderWith({ 'my.yaml': text });
      const save = join(folder, 'out');
      const ended = await spawned(['check', 'my.yaml', '--json', '--save', save], { cwd: folder });
      expect(ended.code).toBe(64);
      expect(ended.stdout).toBe('');
      expect(ended.stderr).toContain(`error ${code}: my.yaml:${at}`);
      expect(ended.stderr).toContain(says);
      expect(ended.stderr).toContain(`More: irqproof explain ${code}`);
      expect(ended.stderr).not.toMatch(/^\s+at /m);
      expect(readdirSync(folder)).toEqual(['my.yaml']);
    },
  );

  test.each(Object.entries(all))('never looks like a bug of ours: %s', async (_, { text, code }) => {
    const folder = folderWith({ 'my.yaml': text });
    const ended = await irqproof('check', join(folder, 'my.yaml'));
    expect(ended).toMatchObject({ code: 64, stdout: '' });
    expect(ended.stderr).toMatch(new RegExp(`^error ${code}: `));
    expect(ended.stderr).not.toMatch(/^\s+at /m);
  });

  test('spoils the run before the good ones next to it are checked', async () => {
    const folder = folderWith({ 'a.yaml': good, 'b.yaml': `${good}unti: vf\n` });
    expect(await irqproof('check', folder)).toMatchObject({ code: 64, stdout: '' });
  });

  test('is told to be no text if it is not UTF-8', async () => {
    const folder = folderWith({ 'my.yaml': Uint8Array.of(0x69, 0xff, 0xfe, 0x0a) });
    const ended = await irqproof('check', join(folder, 'my.yaml'));
    expect(ended.code).toBe(64);
    expect(ended.stderr).toContain('the file is not text');
  });
});
