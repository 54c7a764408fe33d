import { describe, expect, test } from 'vitest';
import { networkOf } from '../../model/index.ts';
import { properties } from '../../properties/index.ts';
import { loadDesigns } from '../../src/cli/load.ts';
import { bundledDesigns, checked } from '../support/corpus.ts';
import { explore } from '../support/explore.ts';
import { ghostLeaks } from '../support/ghosts.ts';

const [forgetful] = await loadDesigns(['examples/forgetful-iommu.ts']);
const designs = [...bundledDesigns, forgetful!].map(({ design }) => design);

describe('the parts of every design', () => {
  test.each(designs)('do not look at ghost data, and give the same twice: $name', (design) => {
    const { system, findings } = explore(networkOf(design), properties);
    expect(findings.stopped).toBeUndefined();
    const { parts, observers } = system.tables;
    const cells = parts.flatMap(({ filled }) => [...filled.keys()]);
    expect(cells.length).toBeGreaterThan(100);
    expect(
      cells.some((key) => key.includes('ghost')),
      'there are ghosts to look at',
    ).toBe(true);
    expect(ghostLeaks(system)).toEqual([]);
    for (const table of [...parts, ...observers]) table.refill();
  });

  test('pass the self-test of check as well', () => {
    const { design } = bundledDesigns.find(({ design }) => design.name === 'siov-ims-hypervisor')!;
    expect(checked(design, { selfTest: true }).stopped).toBeUndefined();
  });
});
