import type { System } from '../kernel/index.ts';
import { leafFlags } from './flat-trees.ts';
import type { Layout } from './layout.ts';
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
  /** As `insert`, by several threads at once; numbers come from the control array. */
  readonly insertTogether: (words: number, control: Int32Array) => void;
  /** Hands back the numbers that were taken and not used. */
  readonly unused: (report: Int32Array) => void;
  /** Gives a state another number. */
  readonly move: (from: number, to: number) => void;
  /** The number of the state at `at` in `out`, or -1. */
  readonly find: (at: number) => number;
  readonly hashAt: (at: number) => number;
  /** Fills an empty table. */
  readonly rehash: (count: number) => void;
}

/** Generated code for the steps of one system in one layout. */
export interface Steps {
  readonly bind: (states: Int32Array) => void;
  /** Tells it the trees; to be called again whenever they have grown. */
  readonly use: (cells: Int32Array, roots: Int32Array, watches: number) => void;
  /**
   * Writes the successors of the states from `from` on, until `to`, until there are more than `room` words,
   * or until a state needs a part of a tree that is not there (`tally.missed`).
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

/**
 * The text of `Steps` that read flat trees (see flat-trees.ts), unrolled for a layout: where each slot sits and
 * how many words a successor has are constants.
 */
export const stepsText = ({ words, fields }: Layout): string => {
  const each = (text: (word: number) => string): string =>
    Array.from({ length: words }, (_, word) => text(word)).join('');
  const follow = (cell: string, miss: string): string => `let p=${cell};
        while(p>0){const v=s[b+A[p]]>>>A[p+1]&A[p+2];if(v>=A[p+3]){p=0;break}p=A[p+4+v]}
        if(p===0)${miss};
        p=~p;`;
  const note = 'const l=A[p+1];for(let m=A[l];m>0;m--)M[A[l+m]]=1;';
  const actors = fields.map(({ word, shift, bits }, slot) => ({
    slot,
    local: `w${word}>>>${shift}&${bits === 32 ? -1 : 2 ** bits - 1}`,
  }));
  return `'use strict';
let S,A,R,L;
const O=m.out,X=m.tally,M=m.marks,Q=m.blocked;
const bind=(states)=>{S=states};
const use=(cells,roots,watches)=>{A=cells;R=roots;L=watches};
const trees=(A,s,b,list,n,${each((w) => `w${w},`)}k)=>{
  for(let i=A[list];k<=i;k++){
    ${follow('A[list+k]', 'return -1')}
    const f=A[p];
    if(f!==0){
      if(f&${leafFlags.blocked}){Q[A[p+1]]=1;continue}
      if(f&${leafFlags.marks}){${note}}
      if(f&${leafFlags.stutter}){X[0]++;continue}
    }
    ${each((w) => `O[n+${w}]=w${w}&A[p+${2 + 2 * w}]^A[p+${3 + 2 * w}];`)}n+=${words};
  }
  return n;
};
const expand=(from,to,room)=>{
  const s=S,a=A;let n=0,id=from;
  for(;id<to&&n<=room;id++){
    const b=id*${words},k=n,x=X[0];${each((w) => `const w${w}=s[b+${w}];`)}
    let r,v,list;
    miss:{
      ${actors
        .map(
          ({ slot, local }) =>
            `r=R[${slot}];v=${local};if(v>=a[r+3])break miss;list=a[r+4+v];if(list===0)break miss;
      if(a[list]!==0){n=trees(a,s,b,list,n,${each((w) => `w${w},`)}1);if(n<0)break miss}`,
        )
        .join('\n      ')}
      if(n===k&&X[0]===x)X[1]=1;
      continue;
    }
    n=k;X[0]=x;X[3]=1;break;
  }
  X[2]=n;
  return id;
};
const watch=(id)=>{
  const s=S,b=id*${words};
  for(let i=A[L];i>0;i--){
    ${follow('A[L+i]', 'return -1')}
    if(A[p]&${leafFlags.marks}){${note}}
  }
  return 0;
};
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
