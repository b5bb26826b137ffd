import type { Mismatch } from '../../../core/report.ts';
import type { Effect, RequestTemplate, StepFacts } from '../../../core/suite.ts';
import type { Difference } from '../../matchers/match-result.ts';
import type { Answer } from '../../values/answer.ts';
import { MissingValue } from '../../values/missing-value.ts';
import type { BatchReading } from '../../values/read-batch.ts';
import { allHold, type FactGround, type FactsResult, mismatchesAt, positionOf } from './facts-result.ts';
import { answerMismatches, isJustStatus } from './judge-answer-facts.ts';
import { type EffectReading, type EffectResult, judgeEffect } from './judge-effect.ts';
import { judgeEither } from './judge-either.ts';

/** All that facts of a step can be judged on. */
export interface StepEvidence {
  readonly answer: Answer;
  /** The answers in the answer, when the request was a batch. */
  readonly batch: (() => BatchReading) | undefined;
  readonly effects: EffectReads;
}

/** What was read around a request, by what was to be read. */
export type EffectReads = ReadonlyMap<RequestTemplate, EffectRead>;

/** A resource read before and after a request, or why it could not be read. */
export type EffectRead = EffectReading | { readonly missing: string };

/** Judges what is said of a request. @throws {MissingValue} */
export function judgeStepFacts(facts: StepFacts, evidence: StepEvidence, ground: FactGround): FactsResult {
  const { answer: whole, batch } = evidence;
  if (isJustStatus(facts, whole)) return allHold;
  const status: Mismatch[] = [];
  const others: Mismatch[] = [];
  let answer: Answer | undefined = whole;
  if (facts.part !== undefined) {
    const found = findPart(facts.part, batch);
    answer = found.answer;
    if (found.differences.length > 0) status.push(...mismatchesAt(facts, ground, 'part', found.differences));
  }
  if (facts.parts !== undefined) others.push(...mismatchesAt(facts, ground, 'parts', judgeParts(facts.parts, batch)));
  if (answer !== undefined) {
    const own = answerMismatches(facts, answer, ground);
    status.push(...own.status);
    others.push(...own.others);
  }
  const choice =
    facts.either === undefined ? undefined : judgeEither(facts.either, (one) => judgeStepFacts(one, evidence, ground));
  if (choice?.kind === 'none') status.push(...choice.mismatches);
  const effect =
    facts.effect === undefined
      ? undefined
      : judgeEffect(facts.effect, readingsOf(facts.effect, evidence.effects), ground.volatile, ground.scope);
  const effects = effect === undefined ? [] : effectMismatches(facts, effect, ground);
  if (status.length + others.length === 0 && !choice && !effect) return allHold;
  const inconclusive = effect?.inconclusive ?? (choice?.kind === 'unclear' ? choice.why : undefined);
  return {
    mismatches: [...status, ...others, ...effects],
    statusHeld: status.length === 0,
    effectHeld: effects.length === 0,
    ...(choice?.kind === 'chosen' ? { chosen: choice.name } : {}),
    ...(inconclusive === undefined ? {} : { inconclusive }),
    observed: [],
    notes: effect?.leftOut.length ? [`volatile places left out: ${effect.leftOut.join(', ')}`] : [],
  };
}

const notABatch: BatchReading = { kind: 'unreadable', why: 'not a batch' };

function findPart(
  part: string,
  batch: StepEvidence['batch'],
): { readonly answer: Answer | undefined; readonly differences: readonly Difference[] } {
  const reading = batch?.() ?? notABatch;
  const answer = reading.kind === 'parts' ? reading.parts.find(([id]) => id === part)?.[1] : undefined;
  if (answer !== undefined) return { answer, differences: [] };
  const actual =
    reading.kind === 'parts' ? `answers for ${reading.parts.map(([id]) => id).join(', ') || 'nothing'}` : reading.why;
  return { answer, differences: [{ place: '', expected: `an answer for "${part}"`, actual }] };
}

function judgeParts(expected: readonly string[], batch: StepEvidence['batch']): readonly Difference[] {
  const reading = batch?.() ?? notABatch;
  const actual = reading.kind === 'parts' ? reading.parts.map(([id]) => id).join(', ') : reading.why;
  return actual === expected.join(', ')
    ? []
    : [{ place: '', expected: expected.join(', '), actual: actual || 'nothing' }];
}

/** The two readings of each call of an effect. @throws {MissingValue} when one could not be made. */
function readingsOf(effect: Effect, reads: EffectReads): readonly EffectReading[] {
  return effect.on.map((template) => {
    const read = reads.get(template) ?? { missing: 'the effect was not read' };
    if ('missing' in read) throw new MissingValue(read.missing);
    return read;
  });
}

function effectMismatches(facts: StepFacts, { differences }: EffectResult, ground: FactGround): readonly Mismatch[] {
  return differences.map(({ call, place, expected, actual }) => ({
    fact: `effect ${call} ${place}`.trimEnd(),
    expected,
    actual,
    location: positionOf(facts, ground, 'effect', place),
  }));
}
