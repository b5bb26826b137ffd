import { caseOfAssertion } from '../../core/assertion-id.ts';
import { type FaultDictionary, type KnownBug, ruleOfAssertion } from '../../core/fault-dictionary.ts';
import type { Witness } from '../../proof/witness.ts';
import type { SiteBug } from '../../reporters/site/site-data.ts';

/** Of so many cases of a bug one is tried after another, until one shows it. */
const mostTries = 3;

/** The bugs that are about a rule, those of the protocol before those that were made for forms of write. */
export function bugsAbout(rule: string, { bugs, assertions }: FaultDictionary): readonly KnownBug[] {
  const mine = new Set(assertions.flatMap((id, index) => (ruleOfAssertion(id) === rule ? [index] : [])));
  const about = bugs.filter(({ rules, fails }) => rules.includes(rule) && fails.some((index) => mine.has(index)));
  const isForm = ({ id }: KnownBug): boolean => id.startsWith('form-');
  return [...about.filter((bug) => !isForm(bug)), ...about.filter(isForm)];
}

/** A bug at work, in one of the cases that were proven to see it. */
export async function showBug(
  rule: string,
  { id, title, fails }: KnownBug,
  { assertions }: FaultDictionary,
  witness: Witness,
): Promise<SiteBug> {
  const cases = fails.flatMap((index) => {
    const assertion = assertions[index] ?? '';
    const scenario = caseOfAssertion(assertion);
    // An invariant has no case of its own: whatever else the bug fails shows it, too.
    return scenario === undefined || !witness.has(scenario)
      ? []
      : [{ scenario, own: ruleOfAssertion(assertion) === rule }];
  });
  const own = cases.filter((one) => one.own);
  const tried = new Set((own.length > 0 ? own : cases).map(({ scenario }) => scenario));
  for (const scenario of [...tried].slice(0, mostTries)) {
    const seen = await witness.see(scenario, id, rule);
    if (seen !== undefined) return { id, title, seen: { scenario, ...seen } };
  }
  return { id, title };
}
