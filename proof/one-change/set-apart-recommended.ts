import { matchesPattern } from '../match-excuse.ts';
import type { LawfulChanges } from './explain-unnoticed.ts';
import type { ChangesFound } from './try-changes.ts';

/** Changes that a rule notices which only warns, in parts of a protocol that its texts do no more than recommend. */
interface SetApart {
  /** What is left. */
  readonly found: ChangesFound;
  /** The entries in their order, each with the changes that belong to it. */
  readonly recommended: readonly { readonly reason: LawfulChanges; readonly changes: readonly string[] }[];
  /** Everything that makes the tool fail, in words. */
  readonly problems: readonly string[];
}

/**
 * Takes out of what stays unnoticed by the rules that decide a run what a rule that recommends has noticed, in the parts
 * that are listed, and all that is in a part that a server need not have. Pure.
 * @param sources ids of the protocol's sources.
 */
export function setApartRecommended(
  found: ChangesFound,
  reasons: readonly LawfulChanges[],
  sources: readonly string[],
): SetApart {
  const fits = (text: string, { changes }: LawfulChanges): boolean =>
    changes.some((pattern) => matchesPattern(pattern, text));
  const warned = new Set(found.warned);
  const isOptional = (text: string): boolean => reasons.some((reason) => reason.optional && fits(text, reason));
  const noticed = found.unnoticed.filter((text) => warned.has(text) || isOptional(text));
  const recommended = reasons.map((reason) => ({ reason, changes: [] as string[] }));
  const apart = new Set<string>();
  for (const text of noticed) {
    const own = recommended.find(({ reason }) => fits(text, reason));
    if (!own) continue;
    own.changes.push(text);
    apart.add(text);
  }
  const patterns = reasons.flatMap(({ changes }) => changes);
  return {
    found: { ...found, unnoticed: found.unnoticed.filter((text) => !apart.has(text)) },
    recommended,
    problems: [
      ...reasons.filter(({ source }) => !sources.includes(source)).map(({ source }) => `no such source: ${source}`),
      ...patterns
        .filter((pattern) => !noticed.some((text) => matchesPattern(pattern, text)))
        .map((pattern) => `reason not needed: ${pattern}`),
    ],
  };
}
