import type { Operation } from './operation.ts';

/**
 * Operations that contradict each other in one of the ways that can be seen without a search, whatever else went on: the
 * everyday anomalies, found in a history of any size.
 */
export function obviousCore(
  operations: readonly Operation[],
  claims: readonly number[],
): readonly number[] | undefined {
  const deletes = operations.some(({ action }) => action === 'delete');
  const at = (index: number): Operation => operations[index] as Operation;
  const reads = claims.filter((index) => at(index).action === 'read');
  const applied = claims.filter((index) => at(index).outcome === 'applied' && at(index).action !== 'read');
  const refused = claims.filter((index) => at(index).outcome === 'refused');

  const holders = new Map<string, number>();
  for (const index of applied) {
    const { condition } = at(index);
    if (condition === undefined) continue;
    const other = holders.get(condition);
    if (other !== undefined) return [other, index];
    holders.set(condition, index);
  }
  for (const read of reads) {
    const { shown, startedMs } = at(read);
    const seen = [...(shown?.replaced ?? []), ...(shown?.added ?? [])];
    const ghost = refused.find((index) => at(index).action !== 'delete' && seen.includes(at(index).name));
    if (ghost !== undefined) return [ghost, read];
    const before = applied.filter((index) => at(index).endedMs < startedMs);
    const missing = before.find(
      (index) => at(index).action === 'add' && shown?.added && !deletes && !shown.added.includes(at(index).name),
    );
    if (missing !== undefined) return [missing, read];
    if (shown?.replaced === undefined) continue;
    const replacing = before.filter((index) => at(index).action === 'replace');
    if (shown.replaced.length === 0 && replacing[0] !== undefined) return [replacing[0], read];
    const shownFirst = applied.find((index) => shown.replaced?.[0] === at(index).name);
    const later = replacing.find((index) => shownFirst !== undefined && at(index).startedMs > at(shownFirst).endedMs);
    if (shownFirst !== undefined && later !== undefined && shown.replaced.length === 1)
      return [shownFirst, later, read];
  }
  return undefined;
}
