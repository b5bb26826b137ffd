import { caseOfAssertion } from '../../core/assertion-id.ts';
import { type FaultDictionary, type KnownBug, ruleOfAssertion } from '../../core/fault-dictionary.ts';

/** Which of the scenario cases are of the form of write and the law that a bug was made for; undefined: it was made for none. */
export type OwnCases = (bug: string) => ReadonlySet<string> | undefined;

/**
 * Of all that the known bugs were seen to fail, enough to see again that each is failed by every rule it is about, and that each assertion can
 * fail: some assertions for each bug, by its id. As few scenario cases as a simple choice finds. Pure.
 */
export function chooseWitnesses(
  { assertions, bugs }: FaultDictionary,
  ownCases: OwnCases,
): ReadonlyMap<string, ReadonlySet<string>> {
  const chosen = new Map(bugs.map(({ id }) => [id, new Set<string>()]));
  const cases = new Map(bugs.map(({ id }) => [id, new Set<string>()]));
  const shown = new Set<string>();
  const see = (bug: KnownBug, assertion: string): void => {
    chosen.get(bug.id)?.add(assertion);
    shown.add(assertion);
    const found = caseOfAssertion(assertion);
    if (found === undefined || cases.get(bug.id)?.has(found)) return;
    cases.get(bug.id)?.add(found);
    // The case is run anyway: what else it shows needs no other one.
    for (const name of failsOf(bug)) if (caseOfAssertion(name) === found) shown.add(name);
  };
  const failsOf = ({ fails }: KnownBug): readonly string[] => fails.map((index) => assertions[index] ?? '');
  for (const bug of bugs) {
    const own = ownCases(bug.id);
    // A bug of the kernel is about no rule: whatever it fails shows it.
    const [any] = failsOf(bug).filter(caseOfAssertion);
    if (bug.rules.length === 0 && any !== undefined) see(bug, any);
    for (const rule of bug.rules) {
      const failing = failsOf(bug).filter((name) => ruleOfAssertion(name) === rule);
      const fitting = own === undefined ? failing : failing.filter((name) => own.has(caseOfAssertion(name) ?? ''));
      const known = cases.get(bug.id);
      const first = fitting.find((name) => known?.has(caseOfAssertion(name) ?? '')) ?? fitting.find(caseOfAssertion);
      const witness = first ?? fitting[0] ?? failing[0];
      if (witness !== undefined) see(bug, witness);
    }
  }
  // Bugs that fail little say most about what they fail.
  for (const bug of bugs.toSorted((one, other) => one.fails.length - other.fails.length)) {
    for (const name of failsOf(bug)) if (!shown.has(name)) see(bug, name);
  }
  return chosen;
}
