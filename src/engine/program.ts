import type { System } from '../kernel/index.ts';
import { wordNames } from './functions.ts';
import { RECENT_BITS } from './table-code.ts';

/** Successors generated before they are looked up together; few enough to stay in the cache. */
export const BATCH = 1024;

/** Positions in `Scratch.tally`. */
export const tally = { stutters: 0, deadlock: 1, words: 2, missed: 3 } as const;

/** What generated code writes to, apart from the store. */
export interface Scratch {
  /** Successors, one after the other. */
  readonly out: Int32Array;
  /** Hashes and positions of the successors to be looked up. */
  readonly hashes: Int32Array;
  /** Successors looked up lately. */
  readonly recent: Int32Array;
  readonly tally: Int32Array;
  /** 1 for each mark seen. */
  readonly marks: Int32Array;
  /** 1 for each queue slot that was full when it mattered. */
  readonly blocked: Int32Array;
}

/** Generated code for the visited set of states of a given number of words. */
export interface Table {
  /** Tells it where states and table are; to be called again whenever either has grown. */
  readonly bind: (states: Int32Array, table: Int32Array) => void;
  /** Puts the successors in the first `words` words of `out` into the set. @returns the new number of states */
  readonly insert: (words: number, count: number) => number;
  /** The number of the state at `at` in `out`, or -1. */
  readonly find: (at: number) => number;
  readonly hashAt: (at: number) => number;
  /** Fills an empty table. */
  readonly rehash: (count: number) => void;
}

/** Generated code for the steps of one system in one layout. */
export interface Steps {
  readonly bind: (states: Int32Array) => void;
  /** Tells it the functions to call. */
  readonly use: (watches: unknown, slots: readonly unknown[]) => void;
  /**
   * Writes the successors of the states from `from` on, until `to`, until there are more than `room` words,
   * or until a state needs a step tree that the code does not have (`tally.missed`).
   *
   * @returns the first state that was not expanded
   */
  readonly expand: (from: number, to: number, room: number) => number;
  /** Notes the marks that a state itself bears. @returns -1 if a tree is missing */
  readonly watch: (id: number) => number;
}

export const scratchFor = (system: System, words: number, successorsMax: number): Scratch => ({
  out: new Int32Array((BATCH + successorsMax + 1) * words),
  hashes: new Int32Array(2 * (BATCH + successorsMax + 1)),
  recent: new Int32Array(words << RECENT_BITS),
  tally: new Int32Array(8),
  marks: new Int32Array(system.marks.length),
  blocked: new Int32Array(system.slots.length),
});

/** The text of `Steps` that leave everything to the interpreter. */
export const noSteps = `const{tally}=m;
return{bind(){},use(){},expand(from){tally[2]=0;tally[3]=1;return from},watch(){return -1}};`;

/** The text of `Steps` for states of so many words, of which so many slots begin steps. */
export const stepsText = (words: number, slots: number): string => {
  const names = wordNames(words);
  const load = Array.from({ length: words }, (_, w) => `const w${w}=s[b+${w}];`).join('');
  const actors = Array.from({ length: slots }, (_, i) => i);
  return `'use strict';
let S,W${actors.map((i) => `,g${i}`).join('')};
const X=m.tally;
const bind=(states)=>{S=states};
const use=(watches,fs)=>{W=watches;${actors.map((i) => `g${i}=fs[${i}];`).join('')}};
const expand=(from,to,room)=>{
  const s=S;let n=0,id=from;
  for(;id<to&&n<=room;id++){
    const b=id*${words},k=n,x=X[0];${load}
    miss:{
      ${actors.map((i) => `n=g${i}(${names},n);if(n<0)break miss;`).join('')}
      if(n===k&&X[0]===x)X[1]=1;
      continue;
    }
    n=k;X[0]=x;X[3]=1;break;
  }
  X[2]=n;
  return id;
};
const watch=(id)=>{const s=S,b=id*${words};${load}return W(${names},0)};
return{bind,use,expand,watch};`;
};

export const stepsFrom = (text: string, scratch: Scratch): Steps => instantiate(text, scratch) as Steps;

export const tableFrom = (text: string, scratch: Scratch): Table => instantiate(text, scratch) as Table;

const instantiate = (text: string, scratch: Scratch): unknown => {
  // Specialising the code to the system is the point of this engine; its text comes from integers only.
  // oxlint-disable-next-line typescript/no-implied-eval, no-new-func
  const make = new Function('m', text) as (scratch: Scratch) => unknown;
  return make(scratch);
};
