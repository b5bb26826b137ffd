import type { AnomalyKind } from '../../../core/suite.ts';
import { type Explanation, explain } from './explain.ts';
import { nameAnomaly } from './name-anomaly.ts';
import { obviousCore } from './obvious-core.ts';
import type { Beginning, Operation } from './operation.ts';
import { pick, subsets, withoutNeedless } from './subsets.ts';

/** What no order explains: its usual name, and the fewest operations that show it. */
export interface Anomaly {
  readonly kind: AnomalyKind;
  /** In the order in which they began. */
  readonly operations: readonly Operation[];
}

/** What a history shows. `undecided`: there were too many orders to try them all, so nothing follows. */
export interface Findings {
  readonly anomalies: readonly Anomaly[];
  readonly undecided: boolean;
}

/** States tried before smaller parts of the history are looked at, and after they showed nothing. */
const quickly = 2_000;
const thoroughly = 50_000;
/** Independent anomalies looked for in one history. */
const most = 64;

/**
 * Names everything in a history that no order of its operations explains. Each anomaly is shown by the smallest
 * sub-history that has none either: one, two, or three answers; what shows it is then put aside, and the rest looked at.
 * Whether refusals had a reason is asked last: another anomaly may be the reason.
 */
export function findAnomalies(operations: readonly Operation[], beginning: Beginning): Findings {
  const aside = new Set<number>();
  const anomalies: Anomaly[] = [];
  if (explain(operations, beginning, { budget: quickly }) === 'explained') return { anomalies, undecided: false };
  for (const reasons of [false, true]) {
    while (anomalies.length < most) {
      const core = findCore(operations, beginning, aside, reasons);
      if (core === 'none') break;
      if (core === 'undecided') return { anomalies, undecided: anomalies.length === 0 };
      const shown = pick(operations, core);
      anomalies.push({ kind: nameAnomaly(shown, reasons), operations: shown });
      const guilty = core.filter((index) => operations[index]?.final !== true);
      for (const index of guilty.length > 0 ? guilty : core) aside.add(index);
    }
  }
  return { anomalies, undecided: false };
}

/** The smallest set of operations, those aside excepted, that cannot all be true. */
function findCore(
  operations: readonly Operation[],
  beginning: Beginning,
  aside: ReadonlySet<number>,
  reasons: boolean,
): readonly number[] | 'none' | 'undecided' {
  const told = (index: number): boolean => !aside.has(index);
  const claims = operations.flatMap(({ outcome }, index) => (outcome !== 'unknown' && told(index) ? [index] : []));
  const obvious = obviousCore(operations, claims);
  if (obvious !== undefined) return obvious;
  const suspect = (index: number): boolean => aside.has(index);
  const tryWith = (held: (index: number) => boolean, budget: number): Explanation =>
    explain(operations, beginning, { held, suspect, reasons, budget });
  if (tryWith(told, quickly) === 'explained') return 'none';
  const holdsTogether = (indexes: readonly number[]): boolean =>
    tryWith((index) => indexes.includes(index), quickly) !== 'unexplained';
  const core = smallestCore(operations, claims, holdsTogether, reasons);
  if (core !== undefined) return core;
  const whole = tryWith(told, thoroughly);
  if (whole !== 'unexplained') return whole === 'explained' ? 'none' : whole;
  return withoutNeedless(claims, holdsTogether);
}

/** The first set of one, two or (in short histories) three operations that cannot all be true; best one with a name. */
function smallestCore(
  operations: readonly Operation[],
  claims: readonly number[],
  holdsTogether: (indexes: readonly number[]) => boolean,
  reasons: boolean,
): readonly number[] | undefined {
  const sizes = claims.length <= 16 ? [1, 2, 3] : [1, 2];
  let nameless: readonly number[] | undefined;
  for (const size of sizes) {
    for (const core of subsets(claims, size)) {
      if (holdsTogether(core)) continue;
      if (nameAnomaly(pick(operations, core), reasons) !== 'unexplained-state') return core;
      nameless ??= core;
    }
    if (nameless !== undefined) return nameless;
  }
  return undefined;
}
