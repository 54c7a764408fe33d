import type { Layout } from './layout.ts';

type Copy = (from: Int32Array, into: Int32Array, count: number) => void;

/** Code that packs states anew in another layout, unrolled over the slots: there may be millions of states. */
export const repacking = (before: Layout, now: Layout): Copy => {
  const words = Array.from({ length: now.words }, (_, word) => {
    const parts = now.fields.flatMap((field, slot) => {
      const old = before.fields[slot]!;
      if (field.word !== word || old.bits === 0) return [];
      const mask = old.bits === 32 ? -1 : 2 ** old.bits - 1;
      return [`(f[p+${old.word}]>>>${old.shift}&${mask})<<${field.shift}`];
    });
    return `t[q+${word}]=${parts.join('|') || '0'};`;
  });
  // See program.ts: the text is made of integers only.
  // oxlint-disable-next-line typescript/no-implied-eval, no-new-func
  return new Function(
    'f,t,n',
    `'use strict';for(let i=0,p=0,q=0;i<n;i++,p+=${before.words},q+=${now.words}){${words.join('')}}`,
  ) as Copy;
};
