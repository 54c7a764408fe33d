import { explicit } from '../src/engine/index.ts';
import { buildNetwork } from '../src/network/index.ts';
import { tabulate } from '../src/tabulate/index.ts';
import { models } from './models.ts';

// One search in a process of its own; prints what bench/irqproof.ts reads. Filling the tables from XState counts.
const model = models.find(({ name }) => name === process.argv[2])!;
const network = buildNetwork(model.network());
const residentBefore = process.memoryUsage().rss;
const start = performance.now();
const search = explicit(tabulate(network), [], {}, { workers: Number(process.argv[3] ?? 1) });
let bytes = 0;
for (let turn = search.next(); ; turn = search.next()) {
  if (turn.done === true) {
    const seconds = (performance.now() - start) / 1000;
    const resident = process.memoryUsage().rss - residentBefore;
    const { states, transitions } = turn.value;
    console.log(JSON.stringify({ states, transitions, seconds, bytes, resident }));
    break;
  }
  bytes = turn.value.bytes ?? 0;
}
