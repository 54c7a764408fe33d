import { checkDesign, type Design, isDesign } from '../../model/index.ts';
import { bundledDesigns } from './corpus.ts';

/** Fields of a design by their path, such as `ir.granularity`. */
export type Change = Readonly<Record<string, unknown>>;

/** Plain data with some fields set. */
export const withFields = (data: object, change: Change): Record<string, unknown> => {
  const copy = structuredClone(data) as Record<string, unknown>;
  for (const [path, value] of Object.entries(change)) {
    const [group, field] = path.split('.') as [string, string?];
    copy[group] = field === undefined ? value : { ...(copy[group] as object | undefined), [field]: value };
  }
  return copy;
};

/** A design from data that must be right. */
export const designOf = (data: object): Design => {
  const design = checkDesign({ irqproof: 1, name: 'variant', title: 'Variant', ...data });
  if (isDesign(design)) return design;
  throw new Error(design.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
};

export const bundled = (name: string): Design =>
  bundledDesigns.find(({ design }) => design.name === name)!.design;

/** A bundled design with other choices, at the smallest scope. */
export const variant = (name: string, change: Change = {}): Design => {
  const { choices, scope } = bundled(name);
  return designOf(withFields({ ...choices, scope: { ...scope, inFlight: 1 } }, change));
};
