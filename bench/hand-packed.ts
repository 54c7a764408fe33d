/**
 * What JavaScript can do: two-phase commit written out by hand for two words, with a table of fixed size. `low`
 * has two bits per manager; `high` has the coordinator (2 bits), who is noted, who has sent, commit and abort.
 */
const managers = Number(process.argv[2]);
const size = 2 ** (managers < 9 ? 22 : 25);
const last = size - 1;
const [lows, highs, taken] = [new Uint32Array(size), new Uint32Array(size), new Uint8Array(size)];
const [queueLow, queueHigh] = [new Uint32Array(size / 2), new Uint32Array(size / 2)];
const [noted, sent] = [2, 2 + managers];
const [commit, abort] = [1 << (2 + 2 * managers), 1 << (3 + 2 * managers)];
const everyone = (1 << managers) - 1;
let found = 0;

const add = (low: number, high: number): void => {
  let hash = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 15), 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 13), 0x27d4eb2f);
  let at = (hash ^ (hash >>> 15)) & last;
  for (; taken[at] === 1; at = (at + 1) & last) if (lows[at] === low && highs[at] === high) return;
  taken[at] = 1;
  lows[at] = queueLow[found] = low;
  highs[at] = queueHigh[found++] = high;
};

const start = performance.now();
add(0, 0);
for (let head = 0; head < found; head++) {
  const [low, high] = [queueLow[head]!, queueHigh[head]!];
  const undecided = (high & 3) === 0;
  if (undecided) {
    if (((high >>> noted) & everyone) === everyone) add(low, (high | 1 | commit) >>> 0);
    add(low, (high | 2 | abort) >>> 0);
  }
  for (let r = 0; r < managers; r++) {
    const mine = 3 << (2 * r);
    if (undecided && (high >>> (sent + r)) & 1) add(low, (high | (1 << (noted + r))) >>> 0);
    if ((low & mine) === 0) {
      add((low | (1 << (2 * r))) >>> 0, (high | (1 << (sent + r))) >>> 0);
      add((low | mine) >>> 0, high);
    }
    if (high & commit) add(((low & ~mine) | (2 << (2 * r))) >>> 0, high);
    if (high & abort) add((low | mine) >>> 0, high);
  }
}
console.log(JSON.stringify({ states: found, seconds: (performance.now() - start) / 1000 }));
