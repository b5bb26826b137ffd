/**
 * Identity of an assertion over all runs, "scenario/assertion RULE". An invariant is one assertion wherever it is judged:
 * its many places ("given-1/invariant-3", "put/invariant-3") are one.
 */
export function assertionId(
  scenario: { readonly id: string },
  assertion: { readonly id: string; readonly rule: string },
): string {
  const at = assertion.id.lastIndexOf('/invariant-');
  if (at < 0) return `${scenario.id}/${assertion.id} ${assertion.rule}`;
  return `${scenario.id.slice(0, scenario.id.indexOf('/'))}${assertion.id.slice(at)} ${assertion.rule}`;
}

/** The scenario case of an assertion, by its id; undefined: an invariant, which is judged in many. */
export function caseOfAssertion(id: string): string | undefined {
  return /^(.+)\/[^/]+\/\d+ \S+$/.exec(id)?.[1];
}
