import { againstHandPacked, type OwnRun, ownRun } from './irqproof.ts';
import { type BenchModel, models } from './models.ts';
import { rumurRun, spinRuns } from './peers.ts';
import { installed, type Run } from './run.ts';

interface Row {
  readonly model: string;
  readonly own: OwnRun;
  readonly ownTwo: OwnRun;
  readonly peers: readonly Run[];
}

const geomean = (ratios: readonly number[]): number | null =>
  ratios.length === 0
    ? null
    : Number(Math.exp(ratios.reduce((sum, one) => sum + Math.log(one), 0) / ratios.length).toFixed(3));

const rate = ({ states, seconds }: Run): number => states / seconds;

/** Tools take turns, so that a busy moment of the machine does not fall on one of them alone; each shows its better of two. */
const measure = (model: BenchModel): Row => {
  const rounds = [0, 1].map(() => ({
    own: ownRun(model),
    ownTwo: ownRun(model, 2),
    peers: [
      ...(installed('spin') ? spinRuns(model) : []),
      ...(installed('rumur') ? [rumurRun(model, 1)] : []),
    ],
  }));
  const better = <R extends Run>(one: R, other: R): R => (rate(other) > rate(one) ? other : one);
  const own = better(rounds[0]!.own, rounds[1]!.own);
  const ownTwo = better(rounds[0]!.ownTwo, rounds[1]!.ownTwo);
  const peers = rounds[0]!.peers.map((peer, i) => better(peer, rounds[1]!.peers[i]!));
  for (const { tool, states } of [own, ownTwo, ...peers]) {
    if (states !== model.states)
      throw new Error(`${tool} found ${states} states of ${model.name}, not ${model.states}`);
  }
  return { model: model.name, own, ownTwo, peers };
};

const best = ({ peers }: Row, tool: string): Run | undefined =>
  peers.filter((run) => run.tool.startsWith(tool)).sort((a, b) => rate(b) - rate(a))[0];

/** For each row in which the tool took part, a figure of ours against its best run. */
const compare = (
  rows: readonly Row[],
  tool: string,
  ratio: (own: OwnRun, peer: Run) => number,
): number | null =>
  geomean(rows.flatMap((row) => (best(row, tool) === undefined ? [] : [ratio(row.own, best(row, tool)!)])));

const summarise = (rows: readonly Row[], handPacked: readonly { own: number; handPacked: number }[]) => ({
  speedupSpinGeomean: compare(rows, 'spin', (own, peer) => rate(own) / rate(peer)),
  speedupRumurGeomean: compare(rows, 'rumur', (own, peer) => rate(own) / rate(peer)),
  speedupTwoWorkersGeomean: geomean(rows.map(({ own, ownTwo }) => rate(ownTwo) / rate(own))),
  memoryPerStateVsSpinGeomean: compare(
    rows,
    'spin',
    (own, peer) => Math.max(own.bytes, own.resident) / peer.bytes,
  ),
  slowdownVsHandPacked: geomean(handPacked.map((one) => one.own / one.handPacked)),
  bytesPerState: geomean(rows.map(({ own }) => own.bytes / own.states)),
  timeToVerdictVsSpinGeomean: null,
});

const print = (rows: readonly Row[], summary: Readonly<Record<string, number | null>>): void => {
  for (const { model, own, ownTwo, peers } of rows) {
    console.log(model);
    for (const run of [own, ownTwo, ...peers]) {
      const figures = [
        `${(rate(run) / 1e6).toFixed(2)} M states/s`.padStart(18),
        `${run.seconds.toFixed(2)} s`.padStart(10),
        Number.isNaN(run.bytes) ? '' : `${(run.bytes / run.states).toFixed(1)} bytes/state`.padStart(20),
      ];
      console.log(`  ${run.tool.padEnd(24)}${figures.join('')}`);
    }
  }
  for (const [name, value] of Object.entries(summary))
    console.log(`${name.padEnd(30)}${value ?? 'not measured'}`);
  console.log(
    'Reproduce: apt-get install spin rumur && npm run bench; command lines: npm run -s bench -- --json',
  );
};

const only = process.argv.slice(2).find((word) => !word.startsWith('--'));
const rows = models.filter(({ name }) => only === undefined || name.includes(only)).map(measure);
const summary = summarise(rows, [8, 9].map(againstHandPacked));
if (process.argv.includes('--json')) console.log(JSON.stringify({ summary, rows }, null, 2));
else print(rows, summary);
