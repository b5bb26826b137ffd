import type { TimelineRow } from '../../../core/report.ts';
import type { AnomalyKind, History } from '../../../core/suite.ts';
import type { Answer } from '../../values/answer.ts';
import { type Anomaly, findAnomalies } from '../history/find-anomalies.ts';
import type { Beginning, Operation } from '../history/operation.ts';
import { otherAnomalies } from '../history/other-anomalies.ts';
import { tellAnomaly } from '../history/tell-anomaly.ts';
import { timelineOf } from '../history/timeline-of.ts';
import { type RaceGround, raceOperations } from './race-operations.ts';
import { overlapOf, type RaceRun } from './race-reading.ts';

/** An anomaly in words, with the operations that show it. */
interface ToldAnomaly {
  readonly kind: AnomalyKind;
  readonly text: string;
  readonly timeline: readonly TimelineRow[];
}

export interface HistoryResult {
  /** What the entry forbids and the history shows. */
  readonly anomalies: readonly ToldAnomaly[];
  /** What it shows besides, in words: reported, but no failure of this entry. (It never passes then: see `inconclusive`.) */
  readonly observed: readonly (readonly [kind: AnomalyKind, text: string])[];
  /** Why a history without anomalies proves nothing, or why one that nothing explains is no failure of this entry. */
  readonly inconclusive?: string;
  /** The reason is that no two requests were under way at the same time. */
  readonly noOverlap?: boolean;
}

/**
 * Judges a race by its answers and one read afterwards: is there an order of the requests that explains them all?
 * 2xx = applied, `refused` = not applied, anything else may have been. @throws {MissingValue}
 */
export function judgeHistory(
  history: History,
  runs: readonly RaceRun[],
  read: Answer,
  ground: RaceGround,
): HistoryResult {
  const { operations, beginning } = raceOperations(history, runs, read, ground);
  const final = operations.find((operation) => operation.final);
  if (final === undefined)
    return { anomalies: [], observed: [], inconclusive: `the final read (${read.status}) does not show the state` };
  const { anomalies: found, undecided } = findAnomalies(operations, beginning);
  const ending = [final, ...writersOf(final, operations)];
  const told = [...new Set(found.map(({ kind }) => kind))].map((kind) =>
    tellAll(
      kind,
      found.filter((one) => one.kind === kind),
      ending,
    ),
  );
  const shown = told.filter(({ kind }) => history.forbids.includes(kind));
  const observed = told.filter((one) => !shown.includes(one)).map(({ kind, text }) => [kind, text] as const);
  const anomalies = shown.length > 0 || told.length === 0 ? shown : possible(history, operations, beginning, ending);
  if (anomalies.length > 0) return { anomalies, observed };
  if (told[0]) return { anomalies, observed, inconclusive: `no order explains what was seen: ${told[0].text}` };
  if (undecided) return { anomalies, observed, inconclusive: 'too many orders are possible to try them all' };
  if (overlapOf(runs).overlapping === 0)
    return { anomalies, observed, inconclusive: 'no two requests were under way at the same time', noOverlap: true };
  return { anomalies, observed };
}

/** What could explain the history, too, and is forbidden: the first way to show it. */
function possible(
  { forbids }: History,
  operations: readonly Operation[],
  beginning: Beginning,
  ending: readonly Operation[],
): readonly ToldAnomaly[] {
  for (const other of otherAnomalies(operations, beginning))
    if (forbids.includes(other.kind)) return [tellAll(other.kind, [other], ending)];
  return [];
}

/** Whose writes a read shows; none when they are so many that they say little. */
function writersOf({ shown }: Operation, operations: readonly Operation[]): readonly Operation[] {
  const names = [...(shown?.replaced ?? []), ...(shown?.added ?? [])];
  return names.length > 2 ? [] : operations.filter(({ name }) => names.includes(name));
}

/** The first anomaly of a kind in full, the others counted. How things ended is always drawn. */
function tellAll(kind: AnomalyKind, all: readonly Anomaly[], ending: readonly Operation[]): ToldAnomaly {
  const [first = { kind, operations: [] }] = all;
  const more = all.length > 1 ? ` (and ${all.length - 1} more like it)` : '';
  const drawn = new Set([...first.operations, ...ending]);
  return { kind, text: `${tellAnomaly(first)}${more}`, timeline: timelineOf([...drawn]) };
}
