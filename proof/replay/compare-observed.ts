/** What `run --observe` writes of a target. */
export interface Observed {
  readonly protocol: string;
  readonly edition: string;
  readonly absent: readonly string[];
  readonly may: readonly object[];
  readonly observations: readonly object[];
  readonly undocumented: readonly object[];
}

/** Where two records of one protocol differ, one line for each thing that only one of them has: "-" the first, "+" the second. */
export function compareObserved(one: Observed, other: Observed): readonly string[] {
  const [first, second] = [linesOf(one), linesOf(other)];
  return [
    ...[...first].filter((line) => !second.has(line)).map((line) => `- ${line}`),
    ...[...second].filter((line) => !first.has(line)).map((line) => `+ ${line}`),
  ].sort();
}

function linesOf({ absent, may, observations, undocumented }: Observed): ReadonlySet<string> {
  const told = [...may, ...observations, ...undocumented].map((item) => JSON.stringify(item));
  return new Set([...absent.map((feature) => `absent: ${feature}`), ...told]);
}
