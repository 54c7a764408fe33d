import { control } from './control.ts';

/**
 * JavaScript for the visited set, unrolled for states of a fixed number of words.
 *
 * Open addressing with linear probing over 32-bit entries: the low bits hold a state's number plus one (0:
 * free), the bits above hold the same bits of its hash. So an entry that is not the one looked for is nearly
 * always dismissed without touching the state that it stands for, and the set stays lossless because a match
 * is always confirmed on the state itself.
 *
 * Insertion takes a batch of successors and walks it three times: hash, dismiss what was looked up a moment ago,
 * and touch the table entry; touch the state that the entry points at; decide. A direct-mapped cache suffices
 * for the first, because two independent steps lead to the same state from states that were found next to each
 * other. The loads of one walk do not depend on each other, so the processor
 * overlaps their cache misses; one by one, each successor would wait for two of them.
 */
/** Size of the cache of states just looked up. Measured: best from 15 on; 256 KiB for states of two words. */
export const RECENT_BITS = 15;
export const tableCode = (words: number): string => {
  const [each, load] = [eachOf(words), loadOf(words)];
  const same = each((w) => `s[q+${w}]===v${w}`, '&&');
  const candidates = candidatesOf(words);
  return `'use strict';
let S,T,mask,tags;
const bind=(states,table)=>{S=states;T=table;mask=table.length-1;tags=~mask};
const O=m.out,H=m.hashes,R=m.recent,X=m.tally;
R.fill(-1);
{
  // An entry must not look like a state that belongs there before that state has been seen.
  ${each((w) => `const v${w}=-1;`)}${hashOf(words)}
  R[(h>>>${32 - RECENT_BITS})*${words}]=0;
}
const find=(at)=>{
  const s=S,t=T;${load('O', 'at')}
  ${hashOf(words)}
  let p=h&mask,e;
  while((e=t[p])!==0){
    if(((e^h)&tags)===0){const q=((e&mask)-1)*${words};if(${same})return (e&mask)-1}
    p=(p+1)&mask;
  }
  return -1;
};
const hashAt=(at)=>{${load('O', 'at')}${hashOf(words)}return h};
const rehash=(count)=>{
  const s=S,t=T;
  for(let id=0,q=0;id<count;id++,q+=${words}){
    ${load('s', 'q')}${hashOf(words)}
    let p=h&mask;
    while(t[p]!==0)p=(p+1)&mask;
    t[p]=(h&tags)|(id+1);
  }
};
const insert=(n,count)=>{
  ${candidates}
    let p=h&mk,e;
    look:{
      while((e=t[p])!==0){
        if(((e^h)&tg)===0){const q=((e&mk)-1)*${words};if(${same})break look}
        p=(p+1)&mk;
      }
      const q=count*${words};${each((w) => `s[q+${w}]=v${w};`)}
      t[p]=(h&tg)|++count;
    }
  }
  return count;
};
let spare=0,spares=0;
const insertTogether=(n,C)=>{
  ${candidates}
    let p=h&mk,e;
    for(;;){
      if((e=t[p])===0){
        if(spare===spares)spares=(spare=Atomics.add(C,${control.count},${SPARES}))+${SPARES};
        const q=spare*${words};${each((w) => `s[q+${w}]=v${w};`)}
        if((e=Atomics.compareExchange(t,p,0,(h&tg)|(spare+1)))===0){spare++;break}
      }
      if(((e^h)&tg)===0){const q=((e&mk)-1)*${words};if(${same})break}
      p=(p+1)&mk;
    }
  }
};
const unused=(R)=>{R[2]=spare;R[3]=spares;spare=spares=0};
const move=(from,to)=>{
  const s=S,t=T,i=from*${words},q=to*${words};${load('s', 'i')}${hashOf(words)}
  ${each((w) => `s[q+${w}]=v${w};`)}
  let p=h&mask;
  while((t[p]&mask)!==from+1)p=(p+1)&mask;
  t[p]=(h&tags)|(to+1);
};
return{bind,find,hashAt,rehash,insert,insertTogether,unused,move};`;
};

/**
 * Several threads insert together without locks: whoever finds a free entry writes the state under a number that
 * only it has, then claims the entry by compare-and-swap; who loses looks at what the winner has put there.
 * Numbers are handed out in small blocks, and the gaps that this leaves are closed by `move`.
 */
export const SPARES = 64;

/** Odd multipliers, one per word (the first is Murmur's, the others follow by a fixed recurrence). */
const multiplier = (word: number): number => (Math.imul(word + 1, 0x9e3779b1) ^ 0x1b873593) | 1;

/**
 * Each word is folded and multiplied by itself, so that the multiplications overlap; the finish is Murmur3's
 * (Appleby 2011), because the table uses both ends of the hash.
 */
const hashOf = (words: number): string => {
  const mixed = Array.from({ length: words }, (_, w) => `Math.imul(v${w}^(v${w}>>>15),${multiplier(w)})`);
  return `let h=${mixed.join('+')}|0;h=Math.imul(h^(h>>>16),0x85ebca6b);h=Math.imul(h^(h>>>13),0xc2b2ae35);h^=h>>>16;`;
};

const eachOf =
  (words: number) =>
  (text: (word: number) => string, between = ''): string =>
    Array.from({ length: words }, (_, word) => text(word)).join(between);

const loadOf =
  (words: number) =>
  (from: string, at: string): string =>
    eachOf(words)((w) => `const v${w}=${from}[${at}+${w}];`);

/** The first two walks and the head of the third: one by one, what has to be looked up, its hash and its words. */
const candidatesOf = (words: number): string => {
  const [each, load] = [eachOf(words), loadOf(words)];
  return `const s=S,t=T,o=O,hs=H,r=R,mk=mask,tg=tags;let warm=0,k=0;
  for(let i=0;i<n;i+=${words}){
    ${load('o', 'i')}${hashOf(words)}
    const c=(h>>>${32 - RECENT_BITS})*${words};
    if(${each((w) => `r[c+${w}]===v${w}`, '&&')})continue;
    ${each((w) => `r[c+${w}]=v${w};`)}
    hs[k]=h;hs[k+1]=i;k+=2;warm^=t[h&mk];
  }
  for(let j=0;j<k;j+=2)warm^=s[((t[hs[j]&mk]&mk)-1)*${words}|0];
  X[4]=warm;
  for(let j=0;j<k;j+=2){
    const h=hs[j],i=hs[j+1];${load('o', 'i')}`;
};
