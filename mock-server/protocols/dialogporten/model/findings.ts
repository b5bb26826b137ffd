/** Messages by place, in the order found. */
export type Findings = Map<string, string[]>;

/** Notes one message about one place. */
export function find(findings: Findings, place: string, message: string): void {
  const there = findings.get(place);
  if (there) there.push(message);
  else findings.set(place, [message]);
}

/** The findings as the `errors` member of Problem Details. */
export function errorsOf(findings: Findings): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(findings);
}
