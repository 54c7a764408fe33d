import { reach } from '../../src/engine/index.ts';
import {
  type Bounds,
  type Claim,
  type Findings,
  judge,
  type Judgement,
  type Progress,
  type Search,
  type StopReason,
} from '../../src/kernel/index.ts';
import type { NetworkDefinition, Property } from '../../src/language/index.ts';
import { buildNetwork, marking, type Network } from '../../src/network/index.ts';
import { tabulate, type Tabulated, type TabulateOptions } from '../../src/tabulate/index.ts';

/** Drives a search to its end; `reply` is asked at each report of progress whether to stop. */
export const finish = (
  search: Search,
  reply: (progress: Progress) => StopReason | undefined = () => undefined,
): Findings => {
  let turn = search.next();
  while (turn.done !== true) turn = search.next(reply(turn.value));
  return turn.value;
};

export interface Explored {
  readonly network: Network;
  readonly system: Tabulated;
  readonly claims: readonly Claim[];
  readonly findings: Findings;
  /** By property. */
  readonly judgements: readonly Judgement[];
}

/** A network from its definition to its judgements, with the engine that is the oracle of all others. */
export const explore = (
  definition: NetworkDefinition,
  properties: readonly Property[] = [],
  bounds: Bounds = {},
  options: TabulateOptions = {},
): Explored => {
  const network = buildNetwork(definition, properties);
  const system = tabulate(network, options);
  const { claims } = marking(network);
  const findings = finish(reach(system, claims, bounds));
  const cut = findings.blocked.some((slot) => system.blocking(slot) === 'bound');
  return {
    network,
    system,
    claims,
    findings,
    judgements: claims.map((one, i) => judge(one, i, findings, cut)),
  };
};
