import type { Branch, Leaf, System, Tree } from '../kernel/index.ts';
import { type Functions, wordNames } from './functions.ts';
import { type Layout, maskIn } from './layout.ts';

/**
 * A piece of code longer than this becomes a function of its own: V8 does not optimise very long functions, and
 * what does not change when the trees grow need not be compiled again.
 */
const LENGTH_MAX = 3000;

/** Code, and the number of steps in it that change nothing, still to be counted by whoever encloses it. */
interface Piece {
  readonly text: string;
  readonly stutters: number;
}

/**
 * Writes the step trees of a system as JavaScript over packed states: a branch becomes a `switch` on a field,
 * a leaf writes the successor behind the last one. What was read on the way down to a leaf is known there, so
 * a write is a single exclusive-or with a constant. Where a tree has not been grown yet the code returns -1
 * and the state is left to the interpreter.
 */
export class StepCode {
  private readonly layout: Layout;
  private readonly system: System;
  private readonly begun: readonly Iterable<number>[];
  private readonly functions: Functions;
  private readonly words: string;
  private readonly known = new Map<number, number>();

  /** @param begun for each slot, the local states in which it has been met; only their trees are asked for */
  constructor(system: System, layout: Layout, begun: readonly Iterable<number>[], functions: Functions) {
    this.functions = functions;
    this.system = system;
    this.begun = begun;
    this.layout = layout;
    this.words = wordNames(layout.words);
  }

  /** For each slot, the number of the function for the steps that it begins; -1: it begins none. */
  slots(): number[] {
    return this.system.slots.map((_, slot) => {
      const text = this.slot(slot);
      return text === '' ? -1 : this.functions.number(text);
    });
  }

  /** The number of the function for the marks that states bear. */
  watches(): number {
    return this.functions.number(this.system.watches.map((tree) => this.tree(tree).text).join(''));
  }

  private slot(slot: number): string {
    const cases = new Cases();
    for (const local of this.begun[slot]!) {
      this.known.set(slot, local);
      const pieces = this.system.starts(slot, local).map((tree) => this.tree(tree));
      cases.add(pieces.map(({ text }) => text).join('') + count(sum(pieces)), local);
    }
    this.known.delete(slot);
    return this.switch(slot, cases);
  }

  private tree(tree: Tree): Piece {
    return tree.slot < 0 ? this.leaf(tree as Leaf) : this.branch(tree as Branch);
  }

  private branch({ slot, children }: Branch): Piece {
    const known = this.known.get(slot);
    if (known !== undefined) {
      const child = children[known];
      return child === undefined ? { text: 'return -1;', stutters: 0 } : this.tree(child);
    }
    const cases = new Cases();
    children.forEach((child, local) => {
      if (child === undefined) return;
      this.known.set(slot, local);
      const piece = this.tree(child);
      cases.add(piece.text + count(piece.stutters), local);
    });
    this.known.delete(slot);
    return { text: this.switch(slot, cases), stutters: 0 };
  }

  private leaf({ writes, marks, blockedBy }: Leaf): Piece {
    if (blockedBy >= 0) return { text: `Q[${blockedBy}]=1;`, stutters: 0 };
    const seen = marks.map((mark) => `M[${mark}]=1;`).join('');
    const flips = new Map<number, number>();
    const blind = new Map<number, { clear: number; set: number }>();
    for (let i = 0; i < writes.length; i += 2) {
      const [slot, next] = [writes[i]!, writes[i + 1]!];
      const field = this.layout.fields[slot]!;
      const before = this.known.get(slot);
      if (before === undefined) {
        const { clear, set } = blind.get(field.word) ?? { clear: 0, set: 0 };
        blind.set(field.word, { clear: clear | maskIn(field), set: set | (next << field.shift) });
      } else {
        flips.set(field.word, (flips.get(field.word) ?? 0) ^ ((before ^ next) << field.shift));
      }
    }
    if (blind.size === 0 && [...flips.values()].every((flip) => flip === 0)) {
      return { text: seen, stutters: 1 };
    }
    const { words } = this.layout;
    const stores = Array.from({ length: words }, (_, word) => {
      const flip = flips.get(word) ?? 0;
      const wiped = blind.get(word);
      const flipped = flip === 0 ? `w${word}` : `w${word}^${flip}`;
      const value = wiped === undefined ? flipped : `(${flipped})&${~wiped.clear}|${wiped.set}`;
      return `O[n${word === 0 ? '' : `+${word}`}]=${value};`;
    });
    return { text: `${seen}${stores.join('')}n+=${words};`, stutters: 0 };
  }

  private switch(slot: number, cases: Cases): string {
    const { word, shift, bits } = this.layout.fields[slot]!;
    const full = cases.count === 2 ** bits;
    const [only, ...others] = cases.bodies.keys();
    if (full && only !== undefined && others.length === 0) return this.shortened(only);
    const mask = bits === 32 ? -1 : 2 ** bits - 1;
    const value = shift === 0 ? `w${word}&${mask}` : `w${word}>>>${shift}&${mask}`;
    const texts = [...cases.bodies].map(
      ([body, locals]) => `${locals.map((local) => `case ${local}:`).join('')}${this.shortened(body)}break;`,
    );
    return `switch(${value}){${texts.join('')}${full ? '' : 'default:return -1'}}\n`;
  }

  /** The text itself, or a call of a function made of it if it is long. */
  private shortened(text: string): string {
    return text.length > LENGTH_MAX ? `n=${this.hoisted(text)};if(n<0)return -1;` : text;
  }

  private hoisted(text: string): string {
    return `F[${this.functions.number(text)}](${this.words},n)`;
  }
}

/** The bodies of a `switch`, each with the values that lead to it. */
class Cases {
  readonly bodies = new Map<string, number[]>();
  count = 0;

  add(body: string, local: number): void {
    this.count++;
    const locals = this.bodies.get(body);
    if (locals === undefined) this.bodies.set(body, [local]);
    else locals.push(local);
  }
}

const count = (stutters: number): string => (stutters === 0 ? '' : `X[0]+=${stutters};`);

const sum = (pieces: readonly Piece[]): number => pieces.reduce((total, { stutters }) => total + stutters, 0);
