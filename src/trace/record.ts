import { type Claim, InternalError, type Path } from '../kernel/index.ts';
import {
  type Configuration,
  initialConfiguration,
  type Marking,
  type Network,
  take,
  viewOf,
} from '../network/index.ts';
import { changesBetween, globalValue, type Trace, type TraceStep } from './trace.ts';

/** A trace with the marks that its last step or state bears. */
interface Recorded {
  readonly trace: Trace;
  readonly marks: readonly number[];
}

/**
 * Runs a path on the XState machines.
 *
 * @throws InternalError if the machines do not take the steps that the engine claims
 */
export const record = (network: Network, marking: Marking, path: Path): Recorded => {
  let configuration: Configuration = initialConfiguration(network);
  const initial = globalValue(network, configuration);
  let state = initial;
  let marks = stateMarks(network, marking, configuration);
  const steps = path.map((choice, i): TraceStep => {
    const before = configuration;
    const taken = take(network, before, choice);
    if (taken.kind === 'blocked')
      throw new InternalError(`step ${i + 1} of the trace is blocked by ${taken.queue}`);
    configuration = taken.next;
    const around = { before: viewOf(network, before), after: viewOf(network, configuration) };
    marks = [...marking.ofStep(taken.observations, around), ...stateMarks(network, marking, configuration)];
    const next = globalValue(network, configuration);
    const changes = changesBetween(state, next);
    state = next;
    const { actor, event, observations } = taken;
    return { actor, event, element: choice.index, observations, changes, state };
  });
  return { trace: { initial, steps }, marks };
};

/**
 * The trace of a violation, believed only after the XState machines have shown it.
 *
 * @throws InternalError if replaying the path does not end in the violation
 */
export const recordViolation = (network: Network, marking: Marking, claim: Claim, path: Path): Trace => {
  const { trace, marks } = record(network, marking, path);
  if (claim.kind === 'never' && !marks.includes(claim.bad)) {
    throw new InternalError(
      `the trace of "${marking.names[claim.bad]}" does not show it when replayed on the machines`,
    );
  }
  return trace;
};

const stateMarks = (network: Network, { ofState }: Marking, configuration: Configuration): number[] => {
  const at = viewOf(network, configuration);
  return ofState.filter(({ holds }) => holds(at)).map(({ mark }) => mark);
};
