import { z } from 'zod';

/** A choice among named values, with what each means and where the question comes from. */
const choice = <const V extends readonly [string, ...string[]]>(
  values: V,
  fallback: V[number],
  doc: string,
) =>
  z
    .enum(values)
    .default(fallback as never)
    .describe(doc);

/**
 * The design space: one field per decision of an interrupt design. A design file sets the fields in which it
 * differs from the defaults, which describe a scalable-IOV device whose host driver keeps the message store.
 */
export const choicesSchema = {
  platform: choice(
    ['vtd'],
    'vtd',
    'Which interrupt and DMA remapping hardware stands between devices and CPUs. vtd: Intel VT-d.',
  ),
  unit: choice(
    ['adi', 'vf'],
    'adi',
    "What is assigned to a guest. adi: an assignable device interface of scalable IOV, which shares its parent's requester ID (VT-d 3.12.7). vf: an SR-IOV virtual function with a requester ID of its own (VT-d 3.12.6).",
  ),
  ir: z
    .strictObject({
      enabled: z.boolean().default(true).describe('Interrupt remapping is on (GSTS.IRES, VT-d 5.1.4).'),
      granularity: choice(
        ['none', 'rid', 'rid+pasid'],
        'rid',
        "What an interrupt remapping table entry checks of the requester. none: SVT=00, as with Linux's intremap=nosid. rid: SVT=01, the whole requester ID (VT-d 9.9). rid+pasid: also the PASID, which no VT-d does and the IMS discussion asks for.",
      ),
      format: choice(
        ['compatBlocked', 'compatAllowed'],
        'compatBlocked',
        'What happens to messages in compatibility format while remapping is on. compatBlocked: EIME=1 or CFIS=0, fault 25h. compatAllowed: they pass untouched (VT-d 5.1.4).',
      ),
    })
    .prefault({})
    .describe('Interrupt remapping.'),
  fee: z
    .strictObject({
      pasidTagged: choice(
        ['translatedAsDma', 'treatedAsInterrupt'],
        'translatedAsDma',
        'What the platform makes of a write with a PASID to 0xFEEx_xxxx. translatedAsDma: an ordinary DMA write (VT-d 3.15). treatedAsInterrupt: an interrupt request, the extension that the IMS discussion asks for.',
      ),
    })
    .prefault({})
    .describe('The interrupt address range 0xFEEx_xxxx.'),
  msg: z
    .strictObject({
      tag: choice(
        ['untagged', 'pasid'],
        'untagged',
        'Whether an interrupt message carries the PASID of the work that caused it. untagged: as on every platform of today. pasid: as the IMS discussion asks for.',
      ),
    })
    .prefault({})
    .describe('The interrupt message on the wire.'),
  store: z
    .strictObject({
      place: choice(
        ['deviceMmioOwnPage', 'deviceMmioSharedPage', 'guestMem'],
        'deviceMmioOwnPage',
        'Where message address and data are kept. deviceMmioOwnPage: device registers, the entries of each guest on pages of their own. deviceMmioSharedPage: device registers, entries of several guests on one page. guestMem: queue or context memory of the guest.',
      ),
      writer: choice(
        ['hostOnly', 'guestDirect'],
        'hostOnly',
        'Who can write the store. hostOnly: guest accesses are trapped and emulated. guestDirect: the guest writes it without the host seeing it.',
      ),
    })
    .prefault({})
    .describe('The interrupt message store: MSI-X table or IMS.'),
  imgl: z
    .strictObject({
      assoc: choice(
        ['adiChecked', 'handleOnly'],
        'adiChecked',
        'What the Interrupt Message Generation Logic checks. adiChecked: an ADI can only use entries associated with it, as the SIOV specification demands. handleOnly: any handle is taken.',
      ),
    })
    .prefault({})
    .describe("The device's Interrupt Message Generation Logic."),
  perm: z
    .strictObject({
      pasid: choice(
        ['checked', 'unchecked'],
        'checked',
        'Whether the device compares the PASID of a descriptor with the PASID in the message entry before it does the work (DSA 3.7, 5.4).',
      ),
      order: choice(
        ['beforeEnable', 'afterEnable'],
        'beforeEnable',
        "When the guest's PASID gets into the message entry. beforeEnable: the host refuses to enable an interrupt whose PASID is not known. afterEnable: the interrupt is enabled under the default PASID and MSIXPERM is written later.",
      ),
    })
    .prefault({})
    .describe("The device's own permission check (MSIXPERM)."),
  svm: z
    .strictObject({
      guest: z
        .boolean()
        .default(false)
        .describe(
          'The guest binds PASIDs of its own (vSVM); its work runs under them and not under the default PASID of its device.',
        ),
      carveout: choice(
        ['none', 'enforced'],
        'none',
        'Whether process address spaces keep 0xFEEx_xxxx free. none: a process can map memory there. enforced: the OS never maps it.',
      ),
    })
    .prefault({})
    .describe('Shared virtual memory.'),
  guest: z
    .strictObject({
      ims: choice(
        ['hidden', 'hypercall', 'noHypercall'],
        'hidden',
        'What the guest knows of the message store. hidden: nothing, it programs a virtual MSI-X table and the host composes the messages. hypercall: it manages the store with messages that the host hands out. noHypercall: it manages the store with messages of its own making.',
      ),
    })
    .prefault({})
    .describe('The guest operating system.'),
};

export const scopeSchema = z
  .strictObject({
    guests: z.int().min(2).max(4).default(2).describe('Guests; guest0 is hostile, the others are victims.'),
    entries: z
      .int()
      .min(2)
      .max(8)
      .default(2)
      .describe('Message entries; entry k belongs to guest k mod guests.'),
    vectors: z
      .int()
      .min(2)
      .max(8)
      .default(2)
      .describe('CPU vectors for guest interrupts; vector k is for guest k mod guests.'),
    inFlight: z
      .int()
      .min(1)
      .max(4)
      .default(1)
      .describe('Posted writes that each function can have under way.'),
  })
  .prefault({})
  .describe('How many of everything the check covers. What holds, holds within these numbers.');

export const choicesObject = z.strictObject(choicesSchema);

/** What a design decides. */
export type Choices = z.infer<typeof choicesObject>;
export type Scope = z.infer<typeof scopeSchema>;
