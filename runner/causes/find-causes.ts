import { type FaultDictionary, ruleOfAssertion } from '../../core/fault-dictionary.ts';
import type { LikelyCause, LikelyCauses } from '../../core/report.ts';
import { allOpen, bestSuspect, type Open } from './best-suspect.ts';
import type { Judged } from './judged.ts';
import { findSuspects, lookAlike, type Suspect } from './suspects.ts';

const mostCauses = 3;
/** Below this a known bug has too little to do with what failed. */
const leastScore = 0.1;
/** A bug that would have failed much more than what failed is not there; one like it may be. */
const leastPrecision = 2 / 3;
// What is left of a rule for the next cause when this one is about the rule, or fails it along.
const left = { declared: 0.1, along: 0.7 };

/**
 * Which known bugs explain what failed: the likeliest first, then what explains the rest. Pure. Assertions that the
 * dictionary does not know (suites of the user's own) and those that were not judged say nothing.
 */
export function findCauses(judged: Judged, dictionary: FaultDictionary): LikelyCauses {
  const known = new Set(dictionary.assertions);
  const failed = new Set([...judged.failed].filter((id) => known.has(id)));
  const { all, telling } = findSuspects(dictionary, judged);
  const causes: LikelyCause[] = [];
  const explained = new Set<string>();
  let suspects = all;
  let open = allOpen(failed);
  // What explains all, and would have failed more, leaves room for another possibility.
  while (causes.length < mostCauses && (open.assertions.size > 0 || causes.some(({ fits }) => fits.hits < fits.of))) {
    const best = bestSuspect({ all: suspects, telling }, open);
    if (best === undefined || best.score < leastScore) break;
    const alike = suspects.filter((suspect) => lookAlike(suspect, best.suspect));
    causes.push(describe(best.suspect, alike, failed, explained));
    suspects = suspects.filter((suspect) => !alike.includes(suspect));
    open = without(open, best.suspect);
  }
  return { failures: judged.failed.size, unexplained: judged.failed.size - explained.size, causes };
}

/** Puts a suspect, and those that look alike, into words; adds to `explained` what it explains. */
function describe(
  { fails, rules }: Suspect,
  alike: readonly Suspect[],
  failed: ReadonlySet<string>,
  explained: Set<string>,
): LikelyCause {
  const hits = fails.filter((id) => failed.has(id));
  const same = hits.length > 0 && hits.length >= leastPrecision * fails.length;
  const declared = rules.filter((rule) => rule.declared);
  // A bug of the kernel is about no rule: whatever it fails is of its kind.
  const kind = new Set((declared.length > 0 ? declared : rules).map(({ rule }) => rule));
  const covered = same ? hits : [...failed].filter((id) => hits.includes(id) || kind.has(ruleOfAssertion(id)));
  const news = covered.filter((id) => !explained.has(id));
  for (const id of news) explained.add(id);
  return {
    likeness: same ? 'same' : 'similar',
    bugs: alike.map(({ bug: { id, title } }) => ({ id, title })),
    rules: [...new Set(alike.flatMap(({ bug }) => bug.rules))].sort(),
    explains: news.length,
    explained: news,
    fits: { hits: hits.length, of: fails.length },
  };
}

function without({ assertions, rules }: Open, { fails, rules: failing }: Suspect): Open {
  const gone = new Set(fails);
  const parts = new Map(failing.map(({ rule, declared }) => [rule, declared ? left.declared : left.along]));
  return {
    assertions: new Set([...assertions].filter((id) => !gone.has(id))),
    rules: new Map([...rules].map(([rule, open]) => [rule, open * (parts.get(rule) ?? 1)])),
  };
}
