import type { Mismatch } from '../../../core/report.ts';
import type { RaceFacts, RequestTemplate, Tally } from '../../../core/suite.ts';
import type { Difference } from '../../matchers/match-result.ts';
import type { Answer } from '../../values/answer.ts';
import { MissingValue } from '../../values/missing-value.ts';
import { type FactGround, type FactsResult, mismatchesAt } from '../facts/facts-result.ts';
import { judgeEither } from '../facts/judge-either.ts';
import { type HistoryResult, judgeHistory } from './judge-history.ts';
import { judgeTally } from './judge-tally.ts';
import { type RaceRun, unansweredOf } from './race-reading.ts';

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

/**
 * Judges what is said of a whole race. An answer that did not come leaves open all that was not refuted without it.
 * @throws {MissingValue}
 */
export function judgeRaceFacts(facts: RaceFacts, evidence: RaceEvidence, ground: FactGround): FactsResult {
  const tally =
    facts.tally === undefined ? [] : mismatchesAt(facts, ground, 'tally', tallyOf(facts.tally, evidence.runs, ground));
  const choice =
    facts.either === undefined ? undefined : judgeEither(facts.either, (one) => judgeRaceFacts(one, evidence, ground));
  const status = choice?.kind === 'none' ? [...tally, ...choice.mismatches] : tally;
  const history = facts.history === undefined ? undefined : historyOf(facts.history, evidence, ground);
  const anomalies = history === undefined ? [] : anomalyMismatches(facts, history, ground);
  const unclear = history?.inconclusive ?? (choice?.kind === 'unclear' ? choice.why : undefined);
  const inconclusive = unansweredOf(evidence.runs) ?? unclear;
  return {
    mismatches: [...status, ...anomalies],
    statusHeld: status.length === 0,
    effectHeld: anomalies.length === 0,
    ...(choice?.kind === 'chosen' ? { chosen: choice.name } : {}),
    ...(inconclusive === undefined ? {} : { inconclusive }),
    ...(history?.noOverlap && inconclusive === unclear ? { noOverlap: true } : {}),
    observed: history?.observed ?? [],
    notes: [],
  };
}

function tallyOf(tally: Tally, runs: readonly RaceRun[], { scope }: FactGround): readonly Difference[] {
  const statuses = statusesOf(runs);
  return judgeTally(tally, statuses, scope, runs.length - statuses.length);
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
