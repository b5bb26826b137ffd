import { explain } from './explain.ts';
import type { Anomaly } from './find-anomalies.ts';
import { nameAnomaly } from './name-anomaly.ts';
import type { Beginning, Operation } from './operation.ts';
import { pick, subsets, withoutNeedless } from './subsets.ts';

/** States tried for one set. */
const budget = 2_000;
/** Histories with more answers than this are not looked through: their sets are too many. */
const most = 16;

/**
 * Every other way to show that no order explains a history: each set of one, two or three answers that cannot all be
 * true and has no smaller one inside, and of larger ones those that are left when answers are left out from either end.
 * Each of them contradicts itself whatever else was wrong, so that a rule which forbids its kind is broken.
 */
export function* otherAnomalies(operations: readonly Operation[], beginning: Beginning): Generator<Anomaly> {
  const claims = operations.flatMap(({ outcome }, index) => (outcome === 'unknown' ? [] : [index]));
  if (claims.length > most) return;
  for (const reasons of [false, true]) {
    const holdsTogether = (indexes: readonly number[]): boolean =>
      explain(operations, beginning, { held: (index) => indexes.includes(index), reasons, budget }) !== 'unexplained';
    const anomaly = (core: readonly number[]): Anomaly => {
      const shown = pick(operations, core);
      return { kind: nameAnomaly(shown, reasons), operations: shown };
    };
    if (holdsTogether(claims)) continue;
    const cores: (readonly number[])[] = [];
    for (const size of [1, 2, 3]) {
      for (const set of subsets(claims, size)) {
        const inside = cores.some((core) => core.every((index) => set.includes(index)));
        if (inside || holdsTogether(set)) continue;
        cores.push(set);
        yield anomaly(set);
      }
    }
    for (const all of [claims, claims.toReversed()]) yield anomaly(withoutNeedless(all, holdsTogether));
  }
}
