import type { Feature } from './protocol-spec.ts';

/** The features of a target on which `needs` are switched on: what they exclude goes, the rest of `base` stays. */
export function switchFeatures(
  features: readonly Feature[],
  base: Iterable<string>,
  needs: readonly string[],
): ReadonlySet<string> {
  const set = new Set(base);
  for (const need of needs) {
    for (const feature of features) {
      if (feature.id === need) for (const other of feature.excludes) set.delete(other);
      if (feature.excludes.includes(need)) set.delete(feature.id);
    }
    set.add(need);
  }
  return set;
}
