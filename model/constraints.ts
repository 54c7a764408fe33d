import type { Choices, Scope } from './choices.ts';

/** Choices that cannot be true together, as a sentence, with the field to change and how. */
export interface Contradiction {
  readonly code: 'IRQ009' | 'IRQ012';
  readonly field: string;
  /** The choice that it contradicts: what is written in the file may be this one alone. */
  readonly against: string;
  readonly message: string;
  readonly fix: string;
}

interface Constraint extends Contradiction {
  readonly broken: (choices: Choices, scope: Scope) => boolean;
}

export const constraints: readonly Constraint[] = [
  {
    code: 'IRQ009',
    field: 'ir.granularity',
    against: 'ir.enabled',
    broken: ({ ir }) => !ir.enabled && ir.granularity !== 'none',
    message: 'interrupt remapping is off, so no table entry can check the requester',
    fix: 'set ir.granularity: none, or ir.enabled: true',
  },
  {
    code: 'IRQ009',
    field: 'ir.format',
    against: 'ir.enabled',
    broken: ({ ir }) => !ir.enabled && ir.format === 'compatBlocked',
    message: 'interrupt remapping is off, so every message is taken in compatibility format (VT-d 5.1.4)',
    fix: 'set ir.format: compatAllowed, or ir.enabled: true',
  },
  {
    code: 'IRQ009',
    field: 'msg.tag',
    against: 'unit',
    broken: ({ msg, unit }) => msg.tag === 'pasid' && unit === 'vf',
    message: 'the virtual functions of this model have a requester ID of their own and no PASID to tag with',
    fix: 'set msg.tag: untagged, or unit: adi',
  },
  {
    code: 'IRQ009',
    field: 'perm.pasid',
    against: 'unit',
    broken: ({ perm, unit }) => perm.pasid === 'checked' && unit === 'vf',
    message: 'the work of a virtual function has no PASID that the device could check',
    fix: 'set perm.pasid: unchecked, or unit: adi',
  },
  {
    code: 'IRQ009',
    field: 'svm.guest',
    against: 'unit',
    broken: ({ svm, unit }) => svm.guest && unit === 'vf',
    message: 'guest PASIDs need a unit whose work carries a PASID',
    fix: 'set svm.guest: false, or unit: adi',
  },
  {
    code: 'IRQ009',
    field: 'perm.order',
    against: 'svm.guest',
    broken: ({ perm, svm }) => perm.order === 'afterEnable' && !svm.guest,
    message: 'without guest PASIDs there is none that MSIXPERM could bring late',
    fix: 'set perm.order: beforeEnable, or svm.guest: true',
  },
  {
    code: 'IRQ009',
    field: 'perm.order',
    against: 'perm.pasid',
    broken: ({ perm }) => perm.order === 'afterEnable' && perm.pasid === 'unchecked',
    message: 'the device does not check the PASID of an entry, so it cannot matter when it is written',
    fix: 'set perm.pasid: checked, or perm.order: beforeEnable',
  },
  {
    code: 'IRQ009',
    field: 'svm.carveout',
    against: 'svm.guest',
    broken: ({ svm }) => svm.carveout === 'enforced' && !svm.guest,
    message: 'a carve-out protects process address spaces, and no process shares its address space here',
    fix: 'set svm.carveout: none, or svm.guest: true',
  },
  {
    code: 'IRQ009',
    field: 'store.writer',
    against: 'store.place',
    broken: ({ store }) => store.place === 'guestMem' && store.writer === 'hostOnly',
    message: 'a guest can always write its own memory',
    fix: 'set store.writer: guestDirect, or another store.place',
  },
  {
    code: 'IRQ009',
    field: 'guest.ims',
    against: 'store.writer',
    broken: ({ guest, store }) => guest.ims !== 'hidden' && store.writer === 'hostOnly',
    message: 'the guest manages a store that it cannot write',
    fix: 'set guest.ims: hidden, or store.writer: guestDirect',
  },
  {
    code: 'IRQ009',
    field: 'imgl.assoc',
    against: 'unit',
    broken: ({ imgl, unit, store }) =>
      imgl.assoc === 'handleOnly' && (unit === 'vf' || store.place === 'guestMem'),
    message:
      'a unit with a store of its own has no handles of others, so there is nothing to leave unchecked',
    fix: 'set imgl.assoc: adiChecked, or unit: adi with a store in device registers',
  },
  {
    code: 'IRQ012',
    field: 'scope.entries',
    against: 'scope.guests',
    broken: (_, scope) => scope.entries < scope.guests,
    message: 'there is a guest without a message entry',
    fix: 'make scope.entries at least scope.guests',
  },
  {
    code: 'IRQ012',
    field: 'scope.vectors',
    against: 'scope.guests',
    broken: (_, scope) => scope.vectors < scope.guests,
    message: 'there is a guest without a vector',
    fix: 'make scope.vectors at least scope.guests',
  },
];

/** All contradictions in a set of choices. */
export const contradictions = (choices: Choices, scope: Scope): readonly Contradiction[] =>
  constraints.filter(({ broken }) => broken(choices, scope));
