import { ExactNumber } from '../../../core/exact-number.ts';
import type { SuiteSet } from '../../../core/suite.ts';

/**
 * What suites say, without where they say it: one line per thing that is judged or done, sorted. Two sets with the same
 * lines run the same requests and judge the same facts under the same assertion ids, however they are written.
 */
export function meaningOf({
  suites,
  fixtures,
  invariants,
}: Pick<SuiteSet, 'suites' | 'fixtures' | 'invariants'>): readonly string[] {
  const lines: string[] = [];
  for (const { id, title, scenarios } of suites) {
    lines.push(`${id} ${title}`);
    for (const scenario of scenarios) {
      const { matrix = { '': { values: {}, needs: [] } }, steps, ...rest } = scenario;
      for (const [caseId, values] of Object.entries(matrix)) {
        const name = `${id}/${scenario.id}${caseId === '' ? '' : `[${caseId}]`}`;
        lines.push(`${name} ${plain([rest, values])}`);
        for (const step of steps) {
          const { expect = [], ...request } = 'expect' in step ? step : { ...step, expect: [] };
          lines.push(`${name} ${step.id} ${plain(request)}`);
          expect.forEach((entry, index) => {
            lines.push(`${name} ${step.id}/${index + 1} ${plain(entry)}`);
          });
        }
      }
    }
  }
  for (const fixture of Object.values(fixtures)) lines.push(`fixture ${plain(fixture)}`);
  for (const [index, { file: _, ...entry }] of invariants.entries())
    lines.push(`invariant ${index + 1} ${plain(entry)}`);
  return lines.sort();
}

/** As JSON without positions; what has no order of its own (facts, places, headers that are looked at, values of a case) in one. */
function plain(value: unknown): string {
  return JSON.stringify(value, function (this: Readonly<Record<string, unknown>>, key, inner: unknown) {
    // Not `inner`: JSON has made a text of an exact number already.
    const original = this[key];
    if (original instanceof ExactNumber) return { number: original.text };
    if (key === 'at' || key === 'positions' || key === 'file') return undefined;
    if (key === 'places' || key === 'headers') return sortedPairs(inner);
    if (key === 'may' && Array.isArray(inner)) return inner.toSorted();
    if (key === 'values' || isFactSet(inner))
      return Object.fromEntries(Object.entries(inner as object).sort(([a], [b]) => (a < b ? -1 : 1)));
    return inner;
  });
}

function isFactSet(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'positions' in value;
}

/** Places and headers with their matchers, by name. Other lists (headers to send) stay as they are. */
function sortedPairs(value: unknown): unknown {
  const arePairs =
    Array.isArray(value) &&
    value.every((item) => Array.isArray(item) && !Array.isArray(item[1]) && typeof item[1] === 'object');
  return arePairs ? value.toSorted((a: unknown[], b: unknown[]) => (String(a[0]) < String(b[0]) ? -1 : 1)) : value;
}
