import { type Matter, oursFrom, unsettling } from '../../src/crosscheck/index.ts';
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

/** A system searched to the end by the oracle. */
export const searched = (system: System, claims: readonly Claim[]): Subject => {
  const search = reach(system, unsettling(claims));
  for (;;) {
    const { done, value } = search.next();
    if (done === true) return { system, claims, findings: value };
  }
};

/** A network as a system, searched. */
export const subject = (definition: NetworkDefinition, properties: readonly Property[] = []): Subject => {
  const network = buildNetwork(definition, properties);
  return searched(tabulate(network), marking(network).claims);
};

/** The same, ready to be cross-checked. */
export const matterOf = ({ system, claims, findings }: Subject, title: string): Matter => ({
  title,
  system: rulesOf(system),
  ours: oursFrom(claims, findings),
  limits: { secondsMax: 120 },
});

export const matter = (definition: NetworkDefinition, properties: readonly Property[] = []): Matter =>
  matterOf(subject(definition, properties), definition.name);
