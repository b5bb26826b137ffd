import type { Rule } from '../../core/rule.ts';
import type { Entry } from '../../core/suite.ts';

/** Where something holds: an edition and the features that are on. */
export interface Ground {
  readonly edition: string;
  readonly features: ReadonlySet<string>;
}

/** Why an entry is not judged on this ground, or undefined when it is. */
export function whyEntryRests(entry: Entry, rule: Rule | undefined, ground: Ground): string | undefined {
  const { edition, features } = ground;
  if (entry.editions && !entry.editions.includes(edition)) return `holds in edition ${entry.editions.join(', ')}`;
  if (rule?.editions && !rule.editions.includes(edition))
    return `${rule.id} holds in edition ${rule.editions.join(', ')}`;
  if (rule?.retired !== undefined) return `${rule.id} is retired`;
  const missing =
    entry.needs.find((feature) => !features.has(feature)) ??
    (rule?.feature === undefined || features.has(rule.feature) ? undefined : rule.feature);
  return missing === undefined ? undefined : `needs the feature ${missing}`;
}
