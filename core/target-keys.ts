import type { TargetReport } from './report.ts';

/** By what each target of a report is known in other reports: protocol and edition; where a report has several such, their addresses, too. */
export function targetKeys(targets: readonly Pick<TargetReport, 'protocol' | 'edition' | 'url'>[]): readonly string[] {
  const names = targets.map(({ protocol, edition }) => `${protocol} ${edition}`);
  const isOnce = (name: string): boolean => names.indexOf(name) === names.lastIndexOf(name);
  const keys = targets.map(({ url }, index) => {
    const name = names[index] ?? '';
    return isOnce(name) ? name : `${name} at ${url}`;
  });
  // One address judged twice, as by other identities.
  return keys.map((key, index) => {
    const before = keys.slice(0, index).filter((other) => other === key).length;
    return before === 0 ? key : `${key} (${before + 1})`;
  });
}
