import type { Principal } from './setting.ts';

/** An address as far as it matters who decodes it. */
export type Address =
  /** Any address of ordinary memory; which memory depends on the domain that translates it. */
  | { readonly range: 'memory' }
  /** 0xFEEx_xxxx with bit 4 set: the handle in it selects a table entry (VT-d 5.1.2.2). */
  | { readonly range: 'interrupt'; readonly format: 'remappable'; readonly irte: string }
  /** 0xFEEx_xxxx with bit 4 clear: destination and vector are in the message itself (VT-d 5.1.2.1). */
  | { readonly range: 'interrupt'; readonly format: 'compatibility' };

/** What a message entry holds and an interrupt message carries. */
export interface Message {
  readonly address: Address;
  /** The vector in compatibility format; without meaning otherwise (subhandle 0). */
  readonly data: string;
}

/** The data of a message whose data nobody looks at. */
export const NO_DATA = 'none';

/** Who decided something. Only properties read these fields; the test of ghost erasure holds that. */
export interface WriteGhost {
  readonly author: Principal;
  /** Whom the design makes responsible for the store. */
  readonly owner: Principal;
}

/** On whose behalf something happens. Only properties read these fields. */
export interface CauseGhost {
  /** Whose action led to it. */
  readonly cause: Principal;
  /** The PASID under which that party's work should run: one that the guest has bound, else the default; `none` for the host. */
  readonly work: string;
}

/** What properties need to know of a transaction. Only properties read these fields. */
export interface TransactionGhost extends CauseGhost {
  /** `message`: sent by the interrupt logic from an entry. `data`: a DMA write that work asked for. */
  readonly origin: 'message' | 'data';
  /** Who chose address and data. */
  readonly author: Principal;
  /** The PASID under which the work runs that caused it. */
  readonly runs: string;
  /** The PASID that the device checked the work against or tagged the message with; `none` if neither. */
  readonly bound: string;
}

/** A posted memory write on its way upstream. */
export interface MemWr extends Message {
  readonly type: 'MemWr';
  readonly requester: string;
  readonly pasid: string;
  readonly length: 'dword' | 'other';
  readonly ghost: TransactionGhost;
}

/** Fields of a MemWr that go along with whatever the platform makes of it. */
export type Transaction = Omit<MemWr, 'type'>;

/** What a guest asks its unit to do. */
export type Descriptor =
  | { readonly type: 'submit.interrupt'; readonly handle: string; readonly pasid: string }
  | ({
      readonly type: 'submit.write';
      readonly length: 'dword' | 'other';
      readonly pasid: string;
    } & Message);

/** Requests to the message store. */
export type EntryWrite =
  | ({
      readonly type: 'entry.write';
      readonly entry: string;
      readonly pasid: string;
      readonly masked: boolean;
      readonly ghost: WriteGhost;
    } & Message)
  | { readonly type: 'entry.mask' | 'entry.unmask'; readonly entry: string; readonly ghost: WriteGhost }
  | {
      readonly type: 'entry.pasid';
      readonly entry: string;
      readonly pasid: string;
      readonly ghost: WriteGhost;
    };

/** The interrupt remapping table entry as the hardware reads it (VT-d 9.9). */
export interface IrteContent {
  readonly present: boolean;
  /** Source validation: none (SVT=00), the whole requester ID (SVT=01), or that and the PASID (no VT-d yet). */
  readonly svt: 'none' | 'rid' | 'rid+pasid';
  readonly sid: string;
  readonly pasid: string;
  readonly vector: string;
}

/** An interrupt that the platform has accepted, on its way to the local APIC. */
export interface Interrupt {
  readonly type: 'interrupt';
  readonly vector: string;
  readonly by: Transaction;
}
