/**
 * Identity of an assertion over all runs, "scenario/assertion RULE". An invariant is one assertion wherever it is judged:
 * its many places ("given-1/invariant-3", "put/invariant-3") are one.
 */
export function assertionId(
  scenario: { readonly id: string },
  assertion: { readonly id: string; readonly rule: string },
): string {
  const invariant = /invariant-\d+$/.exec(assertion.id)?.[0];
  return `${invariant === undefined ? `${scenario.id}/${assertion.id}` : `${scenario.id.split('/')[0]}/${invariant}`} ${assertion.rule}`;
}
