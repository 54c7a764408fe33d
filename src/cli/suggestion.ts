import { closest, distance } from 'fastest-levenshtein';

/** A fix that names what was probably meant, if anything is near. */
export const suggestion = (given: string, allowed: readonly string[]): { fix?: string } => {
  if (allowed.length === 0) return {};
  const near = closest(given, allowed);
  return distance(given, near) <= Math.max(2, near.length / 3) ? { fix: `did you mean ${near}?` } : {};
};
