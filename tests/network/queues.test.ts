import { describe, expect, test } from 'vitest';
import { createMachine, emit } from 'xstate';
import { type Overflow, queue, unordered, type Via } from '../../src/language/index.ts';
import { initialConfiguration, choiceCount } from '../../src/network/index.ts';
import { tabulate } from '../../src/tabulate/index.ts';
import { drive, line, move, net, part, story, text } from '../support/small.ts';

const numbered = (type: string) => emit(({ event }) => ({ ...event, type }));

/** `src` takes S1, S2, S3 and sends M with that number over the bus to `dst`. */
const bus = (via: Via) =>
  net(
    [
      part(
        'src',
        createMachine({ on: { '*': { actions: numbered('M') } } }),
        ...[1, 2, 3].map((n) => ({ type: `S${n}`, n })),
      ),
      part('dst', createMachine({ on: { M: {} } })),
    ],
    [line('M', 'src', 'dst', via, 'bus')],
  );

const arrived = (network: ReturnType<typeof bus>, ...steps: string[]): unknown =>
  drive(network, ...steps).event['n'];

describe('a queue', () => {
  test('takes the event in one step and delivers it in another', () => {
    const network = bus(queue(2));
    expect(story(network, 'src S1')).toEqual(['environment -> src: S1', 'src -> bus: M (sent)']);
    expect(story(network, 'src S1', 'bus')).toEqual(['src -> dst: M']);
  });

  test('delivers in the order of arrival and offers only its oldest event', () => {
    const network = bus(queue(3));
    const { next } = drive(network, 'src S2', 'src S1', 'src S3');
    expect(choiceCount(network, next, 2)).toBe(1);
    expect(arrived(network, 'src S2', 'src S1', 'src S3', 'bus')).toBe(2);
    expect(arrived(network, 'src S2', 'src S1', 'src S3', 'bus', 'bus')).toBe(1);
    expect(arrived(network, 'src S2', 'src S1', 'src S3', 'bus', 'bus', 'bus')).toBe(3);
  });

  test('that is empty offers no step', () => {
    const network = bus(queue(1));
    expect(choiceCount(network, initialConfiguration(network), 2)).toBe(0);
  });

  test('says who sent what it delivers', () => {
    expect(drive(bus(queue(1)), 'src S1', 'bus')).toMatchObject({ actor: 'bus', event: { type: 'M', n: 1 } });
  });
});

describe('an unordered buffer', () => {
  test('offers every event that it holds', () => {
    const network = bus(unordered(3));
    const sent = ['src S1', 'src S2', 'src S3'];
    expect([0, 1, 2].map((i) => arrived(network, ...sent, `bus ${i}`))).toEqual([1, 2, 3]);
  });

  test('does not remember the order of arrival', () => {
    const network = bus(unordered(3));
    const contents = [
      ['src S1', 'src S2', 'src S3'],
      ['src S3', 'src S1', 'src S2'],
      ['src S3', 'src S2', 'src S1'],
    ].map((steps) => JSON.stringify(drive(network, ...steps).next.queues));
    expect(new Set(contents).size).toBe(1);
  });

  test('loses the event that it delivers and no other', () => {
    const sent = ['src S1', 'src S2', 'src S3'];
    for (const i of [0, 1, 2]) {
      const { event, next } = drive(bus(unordered(3)), ...sent, `bus ${i}`);
      const left = next.queues[0]!.map((item) => item.event['n']);
      expect([...left, event['n']].sort((a, b) => Number(a) - Number(b))).toEqual([1, 2, 3]);
    }
  });

  test('keeps equal events apart', () => {
    expect(drive(bus(unordered(2)), 'src S1', 'src S1', 'bus 1').next.queues[0]).toHaveLength(1);
  });
});

describe.each([
  ['queue', queue],
  ['unordered buffer', unordered],
] as const)('a full %s', (_kind, via) => {
  const full = (overflow: Overflow) => {
    const network = bus(via(2, overflow));
    return { network, at: drive(network, 'src S1', 'src S2').next };
  };

  test.each(['bound', 'backpressure'] as const)('with overflow %s disables the step', (overflow) => {
    const { network, at } = full(overflow);
    expect(move(network, at, 'src S3')).toEqual({ kind: 'blocked', queue: 'bus' });
    expect(tabulate(network).blocking(2)).toBe(overflow);
  });

  test('with overflow drop loses the new event, and that can be observed', () => {
    const { network, at } = full('drop');
    const taken = move(network, at, 'src S3');
    if (taken.kind === 'blocked') throw new Error('blocked');
    expect(taken.observations.map(text)).toEqual(['environment -> src: S3', 'src -> bus: M (dropped)']);
    expect(taken.next.queues).toEqual(at.queues);
  });

  test('has room again after a delivery', () => {
    const { network, at } = full('bound');
    const taken = move(network, at, 'bus');
    expect(taken.kind === 'taken' && move(network, taken.next, 'src S3').kind).toBe('taken');
  });
});

test('a step that a full queue disables changes nothing, even if other events of it were accepted', () => {
  const twice = createMachine({ on: { GO: { actions: [emit({ type: 'A' }), emit({ type: 'M' })] } } });
  const takes = createMachine({ on: { A: {}, M: {} } });
  const network = net(
    [part('src', twice, 'GO'), part('dst', takes)],
    [line('A', 'src', 'dst', queue(2), 'roomy'), line('M', 'src', 'dst', queue(1), 'tight')],
  );
  const { next } = drive(network, 'src GO');
  expect(move(network, next, 'src GO')).toEqual({ kind: 'blocked', queue: 'tight' });
  expect(next.queues.map(({ length }) => length)).toEqual([1, 1]);
});

test('a delivery frees its place before what it sets off asks for one', () => {
  const echo = createMachine({ on: { GO: { actions: numbered('M') }, M: { actions: numbered('M') } } });
  const network = net([part('dev', echo, 'GO')], [line('M', 'dev', 'dev', queue(1), 'loop')]);
  expect(story(network, 'dev GO', 'loop')).toEqual(['dev -> dev: M', 'dev -> loop: M (sent)']);
});

test('a wire into a queue may pick several receivers, which all get the event when it leaves', () => {
  const takes = createMachine({ on: { M: {} } });
  const source = createMachine({ on: { GO: { actions: emit({ type: 'M' }) } } });
  const network = net(
    [part('src', source, 'GO'), part('x', takes), part('y', takes)],
    [line('M', 'src', () => ['y', 'x'], queue(1), 'bus')],
  );
  expect(story(network, 'src GO', 'bus')).toEqual(['src -> y: M', 'src -> x: M']);
});
