import { describe, expect, test } from 'vitest';
import { type Made, parts, type Replacements, type Setting } from '../../model/index.ts';
import { properties } from '../../properties/index.ts';
import type { Outcome } from '../../src/kernel/index.ts';
import { createMachine, emit } from '../../src/language/index.ts';
import { bundledDesigns, checked, manifestRows } from '../support/corpus.ts';
import { type Change, variant, withFields } from '../support/variants.ts';

const ids = properties.map(({ id }) => id);
const outcomes = (verdicts: ReturnType<typeof checked>['verdicts']): Record<string, Outcome> =>
  Object.fromEntries(verdicts.map(({ property, outcome }) => [property.id, outcome]));

/** The same part, made for other choices than those of its design. */
const madeFor =
  (kind: keyof typeof parts, change: Change) =>
  (setting: Setting, token: string): Made =>
    parts[kind].make(
      { ...setting, choices: withFields(setting.choices, change) as Setting['choices'] },
      token,
    );

/** The same part with another answer to one event. */
const answering =
  (kind: keyof typeof parts, event: string, answer: object) =>
  (setting: Setting, token: string): Made => {
    const { machine, ...rest } = parts[kind].make(setting, token);
    const { on = {} } = machine.config as { on?: object };
    const changed = createMachine(
      { ...machine.config, on: { ...on, [event]: answer } } as never,
      machine.implementations as never,
    );
    return { ...rest, machine: changed };
  };

interface By {
  readonly event: { readonly by: object };
}

/** For each property a part that is broken in one way, in a design where everything else is right. */
const broken: Readonly<Record<string, readonly [string, Replacements]>> = {
  'no-untagged-guest-interrupt': [
    'a unit that leaves the PASID out of its DMA',
    { unit: madeFor('unit', { unit: 'vf' }) },
  ],
  'no-guest-to-guest-injection': [
    'message logic and entries that take any handle under any PASID',
    {
      messageLogic: madeFor('messageLogic', { 'imgl.assoc': 'handleOnly' }),
      messageEntry: madeFor('messageEntry', { 'perm.pasid': 'unchecked' }),
    },
  ],
  'no-guest-to-host-injection': [
    'vectors that all lead to handlers of the host',
    {
      localApic: (setting, token) => parts.localApic.make({ ...setting, ownerOfVector: () => 'host' }, token),
    },
  ],
  'no-dma-as-interrupt': [
    'a root complex that overlooks the PASID of a write',
    { rootComplex: madeFor('rootComplex', { 'fee.pasidTagged': 'treatedAsInterrupt' }) },
  ],
  'no-interrupt-as-dma': [
    'a root complex that takes every write for DMA to memory',
    {
      rootComplex: answering('rootComplex', 'MemWr', {
        actions: emit(({ event: { type: _, ...by } }: { event: { type: string } }) => ({
          type: 'dma.request',
          by: { ...by, address: { range: 'memory' } },
        })),
      }),
    },
  ],
  'store-integrity': [
    'a guest that has found a second way to the store',
    { hostileGuest: madeFor('hostileGuest', { 'store.writer': 'guestDirect' }) },
  ],
  'pasid-match': [
    'entries that do not look at the PASID of the work',
    { messageEntry: madeFor('messageEntry', { 'perm.pasid': 'unchecked' }) },
  ],
  'mask-integrity': [
    'entries that cannot be masked',
    { messageEntry: answering('messageEntry', 'entry.mask', {}) },
  ],
  'interrupt-deliverable': [
    'remapping that refuses everything',
    {
      interruptRemapping: answering('interruptRemapping', 'interrupt.request', {
        actions: emit((({ event: { by } }: By) => ({
          type: 'request.refused',
          reason: 'always',
          by,
        })) as never),
      }),
    },
  ],
};

describe('each property', () => {
  test('is in the table of broken parts', () => {
    expect(Object.keys(broken)).toEqual(ids);
  });

  const cases = Object.entries(broken).map(([id, [what, replacements]]) => ({ id, what, replacements }));

  test.each(cases)('$id notices $what', ({ id, replacements }) => {
    const design = variant('siov-ims-hypervisor');
    expect(outcomes(checked(design).verdicts)[id]).toBe('holds');
    const [verdict] = checked(
      { ...design, replacements },
      {},
      properties.filter((one) => one.id === id),
    ).verdicts;
    expect(verdict?.outcome).toBe('violated');
    expect(verdict?.trace, 'replayed on the machines').toBeDefined();
  });

  test('but two is violated by some bundled design', () => {
    const violated = new Set(
      manifestRows.filter((row) => row.verdict === 'violated').map((row) => row.property),
    );
    expect(ids.filter((id) => !violated.has(id))).toEqual(['no-dma-as-interrupt', 'interrupt-deliverable']);
  });

  test('holds with its witness seen where everything is right', () => {
    const { verdicts } = checked(variant('siov-ims-hypervisor'));
    const seen = verdicts.filter((one) => one.outcome === 'holds' && one.witnessDepth !== undefined);
    expect(seen.map(({ property }) => property.id)).toEqual(ids);
  });
});

interface Removal {
  readonly from: string;
  readonly change: Change;
  /** The verdicts that change; all others stay as they are. */
  readonly flips: Readonly<Record<string, Outcome>>;
}

const S1 = 'no-guest-to-guest-injection';
const S2 = 'no-guest-to-host-injection';
const S4 = 'no-dma-as-interrupt';
const S5 = 'no-interrupt-as-dma';
const S6 = 'store-integrity';
const S11 = 'pasid-match';
const S15 = 'mask-integrity';
const untagged = 'no-untagged-guest-interrupt';
const deliverable = 'interrupt-deliverable';

const violated = (...names: string[]): Record<string, Outcome> =>
  Object.fromEntries(names.map((name) => [name, 'violated']));
const vacuous = (...names: string[]): Record<string, Outcome> =>
  Object.fromEntries(names.map((name) => [name, 'vacuous']));

/** What no interrupt at all does to the claims about interrupts that arrive. */
const silent = { ...vacuous(untagged, S1, S2), ...violated(deliverable) };
const off = { 'ir.enabled': false, 'ir.granularity': 'none', 'ir.format': 'compatAllowed' };

/** Each protection taken out of each design that holds, with the reason for what follows. */
const removals: readonly (readonly [string, Removal])[] = [
  // --- The host keeps the store; guests share a requester ID.
  [
    'remapping need not look at the requester: the host alone composes messages, and DMA carries a PASID',
    { from: 'siov-ims-hypervisor', change: { 'ir.granularity': 'none' }, flips: {} },
  ],
  [
    'nor need it block compatibility format: no guest can send it',
    { from: 'siov-ims-hypervisor', change: { 'ir.format': 'compatAllowed' }, flips: {} },
  ],
  ['nor need it be on', { from: 'siov-ims-hypervisor', change: off, flips: {} }],
  [
    'a DMA write with a PASID that is an interrupt passes a table that checks the shared requester ID alone',
    {
      from: 'siov-ims-hypervisor',
      change: { 'fee.pasidTagged': 'treatedAsInterrupt' },
      flips: violated(S1, S2, S4),
    },
  ],
  [
    'messages with a PASID are DMA on a platform of today: none arrives',
    { from: 'siov-ims-hypervisor', change: { 'msg.tag': 'pasid' }, flips: { ...silent, ...vacuous(S11) } },
  ],
  [
    'a foreign handle is still refused for its PASID',
    { from: 'siov-ims-hypervisor', change: { 'imgl.assoc': 'handleOnly' }, flips: {} },
  ],
  [
    'nothing ties an interrupt to the PASID of the work any more, but handles still keep guests apart',
    { from: 'siov-ims-hypervisor', change: { 'perm.pasid': 'unchecked' }, flips: violated(S11) },
  ],
  [
    'with neither check a guest raises the interrupt of another',
    {
      from: 'siov-ims-hypervisor',
      change: { 'imgl.assoc': 'handleOnly', 'perm.pasid': 'unchecked' },
      flips: violated(S1, S11),
    },
  ],
  [
    'a guest that writes the store forges any message; its PASID is still checked, and it has but one',
    {
      from: 'siov-ims-hypervisor',
      change: { 'store.writer': 'guestDirect' },
      flips: violated(untagged, S1, S2, S5, S6, S15),
    },
  ],
  [
    'a store that is meant for the guest but asked for nothing: what the guest makes up is blocked, what it forges is not',
    {
      from: 'siov-ims-hypervisor',
      change: { 'store.writer': 'guestDirect', 'guest.ims': 'noHypercall' },
      flips: { ...violated(untagged, S2, S5, deliverable), ...vacuous(S1, S6, S15) },
    },
  ],
  [
    'entries of several guests on one page do no harm while the host traps',
    { from: 'siov-ims-hypervisor', change: { 'store.place': 'deviceMmioSharedPage' }, flips: {} },
  ],
  // --- The same with PASIDs that guests bind.
  ['as without vSVM', { from: 'idxd-vsvm-msixperm-early', change: off, flips: {} }],
  [
    'as without vSVM',
    {
      from: 'idxd-vsvm-msixperm-early',
      change: { 'fee.pasidTagged': 'treatedAsInterrupt' },
      flips: violated(S1, S2, S4),
    },
  ],
  [
    'the bound PASID comes too late, and the default is used until then',
    { from: 'idxd-vsvm-msixperm-early', change: { 'perm.order': 'afterEnable' }, flips: violated(S11) },
  ],
  [
    'as without vSVM',
    { from: 'idxd-vsvm-msixperm-early', change: { 'perm.pasid': 'unchecked' }, flips: violated(S11) },
  ],
  [
    'as without vSVM',
    {
      from: 'idxd-vsvm-msixperm-early',
      change: { 'imgl.assoc': 'handleOnly', 'perm.pasid': 'unchecked' },
      flips: violated(S1, S11),
    },
  ],
  // --- The guest keeps the store; messages and table carry the PASID.
  [
    'without the PASID in the table all that is left is the shared requester ID, or nothing',
    { from: 'siov-pasid-tagged', change: { 'ir.granularity': 'rid' }, flips: violated(S1, S2, S4, S11) },
  ],
  [
    'as before, since all share the requester ID',
    { from: 'siov-pasid-tagged', change: { 'ir.granularity': 'none' }, flips: violated(S1, S2, S4, S11) },
  ],
  [
    'messages in compatibility format go round the table, whatever their PASID',
    { from: 'siov-pasid-tagged', change: { 'ir.format': 'compatAllowed' }, flips: violated(S1, S2, S4, S11) },
  ],
  ['all messages do', { from: 'siov-pasid-tagged', change: off, flips: violated(S1, S2, S4, S11) }],
  [
    'tagged messages are DMA on a platform of today, each in the domain of its sender',
    {
      from: 'siov-pasid-tagged',
      change: { 'fee.pasidTagged': 'translatedAsDma' },
      flips: { ...silent, ...vacuous(S11) },
    },
  ],
  [
    'untagged messages from a store that the guest writes are anybody’s; DMA is still tagged, so it is told apart',
    {
      from: 'siov-pasid-tagged',
      change: { 'msg.tag': 'untagged' },
      flips: violated(untagged, S1, S2, S5, S11),
    },
  ],
  [
    'the carve-out protects a process from itself (S16): no claim about others rests on it',
    { from: 'siov-pasid-tagged', change: { 'svm.carveout': 'none' }, flips: {} },
  ],
  [
    'a guest that is not told its message makes one up, which no table entry takes',
    {
      from: 'siov-pasid-tagged',
      change: { 'guest.ims': 'noHypercall' },
      flips: { ...silent, ...vacuous(S11) },
    },
  ],
  [
    'on a shared page one guest overwrites the message of another, who then waits for ever',
    {
      from: 'siov-pasid-tagged',
      change: { 'store.place': 'deviceMmioSharedPage' },
      flips: violated(deliverable),
    },
  ],
  // --- Each guest has a requester ID of its own.
  [
    'whose handle it is, nobody asks',
    { from: 'sriov-ims-guest-store', change: { 'ir.granularity': 'none' }, flips: violated(S1, S2, S4) },
  ],
  [
    'compatibility format names the vector itself',
    { from: 'sriov-ims-guest-store', change: { 'ir.format': 'compatAllowed' }, flips: violated(S1, S2, S4) },
  ],
  ['so does every message', { from: 'sriov-ims-guest-store', change: off, flips: violated(S1, S2, S4) }],
  [
    'a store that the host believes to be its own is not',
    { from: 'sriov-ims-guest-store', change: { 'guest.ims': 'hidden' }, flips: violated(S6, S15) },
  ],
  [
    'a message of the guest’s own making is in compatibility format, which is blocked',
    { from: 'sriov-ims-guest-store', change: { 'guest.ims': 'noHypercall' }, flips: silent },
  ],
  [
    'a subdevice shares its requester ID, so the table cannot tell; only its DMA carries a PASID',
    { from: 'sriov-ims-guest-store', change: { unit: 'adi' }, flips: violated(untagged, S1, S2, S5, S11) },
  ],
  [
    'a virtual function sends no PASID, so what would be made of one does not matter',
    {
      from: 'sriov-ims-guest-store',
      change: { 'fee.pasidTagged': 'treatedAsInterrupt' },
      flips: {},
    },
  ],
];

describe('a design without one of its protections', () => {
  test.each(removals.map(([why, row]) => ({ why, ...row, what: JSON.stringify(row.change) })))(
    '$from with $what: $why',
    ({ from, change, flips }) => {
      const before = Object.fromEntries(
        manifestRows
          .filter(({ design }) => design === from)
          .map(({ property, verdict }) => [property, verdict]),
      );
      const after = outcomes(checked(variant(from, change)).verdicts);
      const changed = Object.fromEntries(
        ids.filter((id) => after[id] !== before[id]).map((id) => [id, after[id]]),
      );
      expect(changed).toEqual(flips);
    },
  );

  test('is looked at for every bundled design that violates nothing', () => {
    const good = bundledDesigns
      .map(({ design }) => design)
      .filter(({ expect: verdicts }) => !Object.values(verdicts).includes('violated'));
    expect(new Set(removals.map(([, { from }]) => from))).toEqual(new Set(good.map(({ name }) => name)));
  });
});
