import type { Tally } from '../../../core/suite.ts';
import { describeMatcher, match } from '../../matchers/match.ts';
import type { Difference } from '../../matchers/match-result.ts';
import type { Scope } from '../../values/scope.ts';
import { isStatus, statusNames } from '../facts/match-status.ts';

/**
 * Counts the answers of a race by status. What no count names must be among `rest`; without `rest` nothing else may
 * occur. `lost`: so many answers did not come, and may have been any; what they could mend is no difference.
 * @throws {MissingValue}
 */
export function judgeTally(tally: Tally, statuses: readonly number[], scope: Scope, lost = 0): readonly Difference[] {
  const context = { scope };
  const seen = `${countByStatus(statuses)}${lost === 0 ? '' : `, ${lost} without an answer`}`;
  const counts = tally.counts.map(([status, matcher]) => [statusNames([status], scope), matcher] as const);
  const named = counts.flatMap(([names]) => names);
  const differences = counts.flatMap(([names, matcher]): Difference[] => {
    const count = statuses.filter((one) => isStatus(one, names)).length;
    const holds = (possible: number): boolean =>
      match(matcher, { value: possible, parent: true }, context).outcome === 'holds';
    return Array.from({ length: lost + 1 }, (_, more) => count + more).some(holds)
      ? []
      : [{ place: '', expected: `${names.join(' or ')}: ${describeMatcher(matcher, context)}`, actual: seen }];
  });
  const rest = tally.rest === undefined ? [] : statusNames(tally.rest, scope);
  const others = statuses.filter((status) => !isStatus(status, named) && !isStatus(status, rest));
  if (others.length === 0) return differences;
  const expected = rest.length === 0 ? `nothing but ${named.join(', ')}` : `rest: ${rest.join(', ')}`;
  return [...differences, { place: '', expected, actual: seen }];
}

/** "1 × 204, 5 × 412". */
export function countByStatus(statuses: readonly number[]): string {
  const counts = new Map<number, number>();
  for (const status of statuses) counts.set(status, (counts.get(status) ?? 0) + 1);
  return (
    [...counts]
      .sort(([a], [b]) => a - b)
      .map(([status, count]) => `${count} × ${status}`)
      .join(', ') || 'no answer'
  );
}
