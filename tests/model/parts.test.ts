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
  test.each(designs)('do not look at ghost data: $name', (design) => {
    const { system, findings } = explore(networkOf(design), properties);
    expect(findings.stopped).toBeUndefined();
    const ghosts = system.tables.parts.some((table) =>
      [...table.filled.keys()].some((key) => key.includes('ghost')),
    );
    expect(ghosts, 'there are ghosts to look at').toBe(true);
    expect(ghostLeaks(system)).toEqual([]);
  });

  test.each(designs)('are pure: every cell and every observer gives the same twice: $name', (design) => {
    const { system } = explore(networkOf(design), properties);
    const { parts, observers } = system.tables;
    for (const table of [...parts, ...observers]) table.refill();
    expect(parts.reduce((sum, { filled }) => sum + filled.size, 0)).toBeGreaterThan(100);
  });

  test('pass the self-test of check as well', () => {
    const { design } = bundledDesigns.find(({ design }) => design.name === 'siov-ims-hypervisor')!;
    expect(checked(design, { selfTest: true }).stopped).toBeUndefined();
  });
});
