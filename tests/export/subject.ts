import { unsettling, oursFrom, type Matter } from '../../src/crosscheck/index.ts';
import { reach } from '../../src/engine/index.ts';
import { rulesOf } from '../../src/export/index.ts';
import type { Claim, Findings, System } from '../../src/kernel/index.ts';
import type { NetworkDefinition, Property } from '../../src/language/index.ts';
import { buildNetwork, marking } from '../../src/network/index.ts';
import { tabulate } from '../../src/tabulate/index.ts';

export interface Subject {
  readonly system: System;
  readonly claims: readonly Claim[];
  readonly findings: Findings;
}

/** A network as a system, searched to the end by the oracle. */
export const subject = (definition: NetworkDefinition, properties: readonly Property[] = []): Subject => {
  const network = buildNetwork(definition, properties);
  const { claims } = marking(network);
  const system = tabulate(network);
  const search = reach(system, unsettling(claims));
  for (;;) {
    const { done, value } = search.next();
    if (done === true) return { system, claims, findings: value };
  }
};

/** The same, ready to be cross-checked. */
export const matter = (definition: NetworkDefinition, properties: readonly Property[] = []): Matter => {
  const { system, claims, findings } = subject(definition, properties);
  return {
    title: definition.name,
    system: rulesOf(system),
    ours: oursFrom(claims, findings),
    limits: { secondsMax: 120 },
  };
};
