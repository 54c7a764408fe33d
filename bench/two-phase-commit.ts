import { explicit } from '../src/engine/index.ts';
import { twoPhaseCommit } from '../tests/engine/systems.ts';

// The model of hand-packed.ts as a table of rules.
const start = performance.now();
const search = explicit(twoPhaseCommit(Number(process.argv[2])), []);
let turn = search.next();
while (turn.done !== true) turn = search.next();
const seconds = (performance.now() - start) / 1000;
console.log(JSON.stringify({ states: turn.value.states, seconds }));
