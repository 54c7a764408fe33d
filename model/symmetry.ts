import type { SymmetricSet } from '../src/language/index.ts';
import type { Guest, Setting } from './setting.ts';

/**
 * Who can be exchanged for whom: victims for one another, and the entries of the hostile guest. The hostile
 * guest is like nobody else; a victim uses its first entry only, so its entries are not alike.
 */
export const symmetricSets = (setting: Setting): SymmetricSet[] => {
  const [hostile, ...victims] = setting.guests;
  const sets = [
    { name: 'victims', members: victims.map((guest) => belongings(setting, guest)) },
    {
      name: 'hostile entries',
      members: setting.entriesOf(hostile!).map((entry) => entryTokens(setting, entry)),
    },
  ];
  return sets.filter(isRegular);
};

/** There is something to exchange, and each member has the same kinds of things, none of them shared. */
const isRegular = ({ members }: SymmetricSet): boolean => {
  const tokens = members.flat();
  return (
    members.length > 1 &&
    new Set(members.map((m) => m.length)).size === 1 &&
    new Set(tokens).size === tokens.length
  );
};

const belongings = (setting: Setting, guest: Guest): string[] => {
  const own = [guest, setting.vmmOf(guest), setting.unitOf(guest), ...setting.pasidsOf(guest)];
  const exclusive = setting.choices.unit === 'vf' ? [setting.postedWritesOf(guest)] : [];
  return [
    ...own,
    ...exclusive,
    ...setting.entriesOf(guest).flatMap((entry) => entryTokens(setting, entry)),
  ].filter((token) => token !== 'none');
};

const entryTokens = (setting: Setting, entry: string): string[] => [
  entry,
  setting.hostSideOf(entry),
  setting.irteOf(entry),
  setting.vectorOf(entry),
];
