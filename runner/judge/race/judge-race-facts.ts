import type { Mismatch } from '../../../core/report.ts';
import type { RaceFacts, RequestTemplate } from '../../../core/suite.ts';
import type { Answer } from '../../values/answer.ts';
import { MissingValue } from '../../values/missing-value.ts';
import { allHold, type FactGround, type FactsResult, mismatchesAt } from '../facts/facts-result.ts';
import { judgeEither } from '../facts/judge-either.ts';
import { type HistoryResult, judgeHistory } from './judge-history.ts';
import { judgeTally } from './judge-tally.ts';
import type { RaceRun } from './race-reading.ts';

/** All that facts of a whole race can be judged on. */
export interface RaceEvidence {
  readonly runs: readonly RaceRun[];
  /** What was read afterwards, by what was to be read. What could not be asked for is not there. */
  readonly finalReads: ReadonlyMap<RequestTemplate, FinalRead>;
}

/** A read after a race, with when it began and when its answer was there. */
export interface FinalRead {
  readonly answer: Answer;
  readonly at: readonly [startedMs: number, endedMs: number];
}

/** Judges what is said of a whole race. @throws {MissingValue} */
export function judgeRaceFacts(facts: RaceFacts, evidence: RaceEvidence, ground: FactGround): FactsResult {
  const tally =
    facts.tally === undefined
      ? []
      : mismatchesAt(facts, ground, 'tally', judgeTally(facts.tally, statusesOf(evidence.runs), ground.scope));
  const choice =
    facts.either === undefined ? undefined : judgeEither(facts.either, (one) => judgeRaceFacts(one, evidence, ground));
  const status = choice?.kind === 'none' ? [...tally, ...choice.mismatches] : tally;
  const history = facts.history === undefined ? undefined : historyOf(facts.history, evidence, ground);
  const anomalies = history === undefined ? [] : anomalyMismatches(facts, history, ground);
  if (status.length === 0 && !choice && !history) return allHold;
  const inconclusive = history?.inconclusive ?? (choice?.kind === 'unclear' ? choice.why : undefined);
  return {
    mismatches: [...status, ...anomalies],
    statusHeld: status.length === 0,
    effectHeld: anomalies.length === 0,
    ...(choice?.kind === 'chosen' ? { chosen: choice.name } : {}),
    ...(inconclusive === undefined ? {} : { inconclusive }),
    ...(history?.noOverlap ? { noOverlap: true } : {}),
    observed: history?.observed ?? [],
    notes: [],
  };
}

/** The statuses of the answers that came. */
export function statusesOf(runs: readonly RaceRun[]): readonly number[] {
  return runs.flatMap(({ answer }) => (answer === undefined ? [] : [answer.status]));
}

function historyOf(
  history: NonNullable<RaceFacts['history']>,
  { runs, finalReads }: RaceEvidence,
  { scope, spec }: FactGround,
): HistoryResult {
  const read = finalReads.get(history.read);
  if (read === undefined) throw new MissingValue('the final state was not read');
  return judgeHistory(history, runs, read.answer, { scope, spec, readAt: read.at });
}

function anomalyMismatches(facts: RaceFacts, { anomalies }: HistoryResult, ground: FactGround): readonly Mismatch[] {
  const differences = anomalies.map(({ kind, text, timeline }) => ({
    place: '',
    expected: `no ${kind.replaceAll('-', ' ')}`,
    actual: text,
    timeline,
  }));
  return mismatchesAt(facts, ground, 'history', differences);
}
