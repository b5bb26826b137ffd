import { ruleOfAssertion } from '../../core/fault-dictionary.ts';
import type { Suspect, Suspects } from './suspects.ts';

/** Failures that are still to be explained. */
export interface Open {
  readonly assertions: ReadonlySet<string>;
  /** How much of a rule's failure is open. It weighs more the more of its assertions failed. */
  readonly rules: ReadonlyMap<string, number>;
}

/** A suspect, and how well it explains what is open. */
export interface Rating {
  readonly suspect: Suspect;
  readonly score: number;
}

// A rule that fails along is weaker evidence than one that the bug is about; a declared rule that passed speaks against it.
const along = 0.3;
const declaredPassed = 2;
// What explains a part alone is doubted: as if it failed up to so many assertions more that did not fail.
const doubtOfParts = 2;

/** All failures, none of them explained. */
export function allOpen(failed: ReadonlySet<string>): Open {
  const counts = new Map<string, number>();
  for (const rule of [...failed].map(ruleOfAssertion)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return { assertions: failed, rules: new Map([...counts].map(([rule, count]) => [rule, Math.sqrt(count)])) };
}

/** The suspect that explains best what is open; undefined when none of them fails a rule that failed. */
export function bestSuspect({ all, telling }: Suspects, open: Open): Rating | undefined {
  let whole = 0;
  for (const [rule, left] of open.rules) whole += left * (telling.get(rule) ?? 0);
  let best: Rating | undefined;
  for (const suspect of all) {
    const kinship = compareRules(suspect, open, telling, whole);
    if (kinship === 0) continue;
    // The power lets two bugs that fail the same assertions stand out, and not two that have but some of them in common.
    const score = kinship + compareAssertions(suspect, open) ** 4;
    if (score > (best?.score ?? 0) + 1e-9) best = { suspect, score };
  }
  return best;
}

/**
 * Do the same assertions fail? From 0 to 1 (just these). Precision counts twice as much as recall: there may be a second bug. One
 * hit of one is no strong sign where much else is open, and all that can be asked for where nothing is.
 */
function compareAssertions({ fails }: Suspect, { assertions }: Open): number {
  const hits = fails.reduce((sum, id) => sum + (assertions.has(id) ? 1 : 0), 0);
  if (hits === 0) return 0;
  const doubt = doubtOfParts * (1 - hits / assertions.size);
  return (3 * hits) / (2 * (fails.length + doubt) + assertions.size);
}

/**
 * Are the same rules failed, those above all that the suspect is about? From 0 to 1. Recall counts four times as much as
 * precision, since a bug of the same kind in another server rarely fails all that the known one does.
 */
function compareRules({ rules }: Suspect, open: Open, telling: Suspects['telling'], whole: number): number {
  let hits = 0;
  let wrong = 0;
  for (const { rule, declared, judged } of rules) {
    const left = open.rules.get(rule);
    const weight = telling.get(rule) ?? 0;
    if (left !== undefined) hits += left * weight * (declared ? 1 : along);
    else if (judged) wrong += weight * (declared ? declaredPassed : along);
  }
  return hits === 0 ? 0 : (5 * hits) / (hits + 4 * whole + wrong);
}
