import type { PartKind } from '../part.ts';
import { dmaRemapping } from './dma-remapping.ts';
import { hostGrant } from './host-grant.ts';
import { hostInterrupt } from './host-interrupt.ts';
import { hostileGuest } from './hostile-guest.ts';
import { interruptRemapping } from './interrupt-remapping.ts';
import { irte } from './irte.ts';
import { localApic } from './local-apic.ts';
import { messageEntry } from './message-entry.ts';
import { messageLogic } from './message-logic.ts';
import { rootComplex } from './root-complex.ts';
import { unit } from './unit.ts';
import { victimGuest } from './victim-guest.ts';
import { vmm } from './vmm.ts';

/** Every kind of part, by the name under which a design can replace it. */
export const parts = {
  hostileGuest,
  victimGuest,
  vmm,
  hostInterrupt,
  hostGrant,
  unit,
  messageLogic,
  messageEntry,
  rootComplex,
  interruptRemapping,
  irte,
  dmaRemapping,
  localApic,
} satisfies Readonly<Record<string, PartKind>>;

export type PartId = keyof typeof parts;
