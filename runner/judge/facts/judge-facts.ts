import { headerLines } from '../../../core/http.ts';
import type { Mismatch } from '../../../core/report.ts';
import { type Effect, type FactSet, type History, locate, type Position } from '../../../core/suite.ts';
import { match } from '../../matchers/match.ts';
import type { MatchContext, Subject } from '../../matchers/match-context.ts';
import type { Difference } from '../../matchers/match-result.ts';
import type { Answer } from '../../values/answer.ts';
import { MissingValue } from '../../values/missing-value.ts';
import type { BatchReading } from '../../values/read-batch.ts';
import type { Scope } from '../../values/scope.ts';
import type { HistoryResult } from '../race/judge-history.ts';
import type { EffectResult } from './judge-effect.ts';
import { judgeTally } from './judge-tally.ts';
import { constantNames, isStatus, statusNames } from './match-status.ts';

/** What facts are judged against, besides the answer. */
export interface FactGround {
  /** Tokens, without $(answer.…). */
  readonly scope: Scope;
  /** The scope with $(answer.…) of this answer. */
  readonly scopeOf: (answer: Answer) => Scope;
  readonly file: string;
  readonly at: Position;
  readonly schema?: MatchContext['schema'];
  /** Answers of a batch by part. */
  readonly batch?: () => BatchReading;
  readonly effect?: (effect: Effect) => EffectResult;
  /** Statuses of a race, and its history judged. */
  readonly statuses?: readonly number[];
  readonly history?: (history: History) => HistoryResult;
}

/** How facts went. No mismatches and not inconclusive: they hold. */
export interface FactsResult {
  readonly mismatches: readonly Mismatch[];
  /** The facts that fix the outcome (status, tally, either) held. */
  readonly statusHeld: boolean;
  readonly effectHeld: boolean;
  /** The alternative of `either` that held. */
  readonly chosen?: string;
  readonly inconclusive?: string;
  /** The only reason is that nothing overlapped in a race. */
  readonly noOverlap?: boolean;
  /** Anomalies of a history that the entry does not forbid. */
  readonly observed: HistoryResult['observed'];
  /** What was left out, for the report. */
  readonly notes: readonly string[];
}

/** Do all facts hold? Effects are looked at only when what the answer itself says holds. */
export function factsHold(result: FactsResult): boolean {
  return result.mismatches.length === 0 && result.inconclusive === undefined;
}

/**
 * Do all facts hold on this answer? Stops at a wrong status, before any body is read: for the many answers that an
 * invariant is not about. A value that is missing is a fact that does not hold.
 */
export function factsFit(facts: FactSet, answer: Answer, ground: FactGround): boolean {
  try {
    if (facts.part === undefined && facts.status !== undefined) {
      const names = constantNames(facts.status) ?? statusNames(facts.status, ground.scopeOf(answer));
      if (!isStatus(answer.status, names)) return false;
    }
    return factsHold(judgeFacts(facts, answer, ground));
  } catch (error) {
    if (error instanceof MissingValue) return false;
    throw error;
  }
}

const allHold: FactsResult = { mismatches: [], statusHeld: true, effectHeld: true, observed: [], notes: [] };

/** Is a status without tokens all that is asked, and is it the answer's? So it is for most entries. */
function isJustStatus(facts: FactSet, answer: Answer | undefined): boolean {
  if (facts.status === undefined || answer === undefined) return false;
  for (const name in facts) {
    if (name !== 'status' && name !== 'positions' && facts[name as keyof FactSet] !== undefined) return false;
  }
  const names = constantNames(facts.status);
  return names !== undefined && isStatus(answer.status, names);
}

/** Judges facts on an answer (undefined: facts about a whole race). @throws {MissingValue} */
export function judgeFacts(facts: FactSet, whole: Answer | undefined, ground: FactGround): FactsResult {
  if (isJustStatus(facts, whole)) return allHold;
  const status: Mismatch[] = [];
  const others: Mismatch[] = [];
  const note = (
    list: Mismatch[],
    fact: string,
    key: string,
    differences: readonly (Difference & Pick<Mismatch, 'timeline'>)[],
  ): void => {
    for (const { place, expected, actual, timeline } of differences) {
      const location = positionOf(facts, ground, key, place);
      list.push({ fact: fact + place, expected, actual, location, ...(timeline ? { timeline } : {}) });
    }
  };
  let answer = whole;
  if (facts.part !== undefined) {
    const reading = ground.batch?.() ?? { kind: 'unreadable', why: 'not a batch' };
    answer = reading.kind === 'parts' ? reading.parts.find(([id]) => id === facts.part)?.[1] : undefined;
    if (answer === undefined) {
      const actual =
        reading.kind === 'parts'
          ? `answers for ${reading.parts.map(([id]) => id).join(', ') || 'nothing'}`
          : reading.why;
      note(status, 'part', 'part', [{ place: '', expected: `an answer for "${facts.part}"`, actual }]);
    }
  }
  if (facts.parts !== undefined) note(others, 'parts', 'parts', judgeParts(facts.parts, ground));
  if (answer !== undefined) {
    const scope = ground.scopeOf(answer);
    const context: MatchContext = ground.schema ? { scope, schema: ground.schema } : { scope };
    if (facts.status !== undefined) {
      const names = statusNames(facts.status, scope);
      if (!isStatus(answer.status, names))
        note(status, 'status', 'status', [{ place: '', expected: names.join(' or '), actual: String(answer.status) }]);
    }
    for (const [name, matcher] of facts.headers ?? []) {
      const lines = headerLines(answer.headers, name);
      const result = match(matcher, { value: lines[0], parent: true, lines: lines.length }, context);
      if (result.outcome !== 'holds') note(others, `headers/${name}`, `headers/${name}`, result.differences);
    }
    if (facts.body !== undefined) note(others, 'body', 'body', judgeBody(facts.body, answer, context));
    if (facts.text !== undefined) {
      const result = match(facts.text, { value: answer.text(), parent: true }, context);
      if (result.outcome !== 'holds') note(others, 'text', 'text', result.differences);
    }
  }
  if (facts.tally !== undefined)
    note(status, 'tally', 'tally', judgeTally(facts.tally, ground.statuses ?? [], ground.scope));
  const chosen = facts.either === undefined ? undefined : judgeEither(facts.either, whole, ground);
  if (chosen?.kind === 'none') status.push(...chosen.mismatches);
  const history = facts.history === undefined ? undefined : ground.history?.(facts.history);
  if (history)
    note(
      others,
      'history',
      'history',
      history.anomalies.map(({ kind, text, timeline }) => ({
        place: '',
        expected: `no ${kind.replaceAll('-', ' ')}`,
        actual: text,
        timeline,
      })),
    );
  const effect = facts.effect === undefined ? undefined : ground.effect?.(facts.effect);
  const effects: Mismatch[] = [];
  for (const { call, place, expected, actual } of effect?.differences ?? []) {
    effects.push({
      fact: `effect ${call} ${place}`.trimEnd(),
      expected,
      actual,
      location: positionOf(facts, ground, 'effect', place),
    });
  }
  if (status.length + others.length === 0 && !chosen && !history && !effect) return allHold;
  const inconclusive =
    effect?.inconclusive ?? history?.inconclusive ?? (chosen?.kind === 'unclear' ? chosen.why : undefined);
  return {
    mismatches: [...status, ...others, ...effects],
    statusHeld: status.length === 0,
    effectHeld: effects.length === 0 && (history?.anomalies.length ?? 0) === 0,
    ...(chosen?.kind === 'chosen' ? { chosen: chosen.name } : {}),
    ...(inconclusive === undefined ? {} : { inconclusive }),
    ...(history?.noOverlap ? { noOverlap: true } : {}),
    observed: history?.observed ?? [],
    notes: effect?.leftOut.length ? [`volatile places left out: ${effect.leftOut.join(', ')}`] : [],
  };
}

function judgeBody(
  matcher: NonNullable<FactSet['body']>,
  answer: Answer,
  context: MatchContext,
): readonly Difference[] {
  const reading = answer.json();
  if (reading.kind === 'unreadable' && matcher.kind === 'present') return [];
  const subject: Subject = {
    value: reading.kind === 'value' ? reading.value : undefined,
    parent: reading.kind !== 'unreadable',
  };
  const result = match(matcher, subject, context);
  if (result.outcome === 'holds') return [];
  if (reading.kind === 'value') return result.differences;
  const actual = reading.kind === 'empty' ? 'no body' : `${answer.body.length} bytes that are ${reading.why}`;
  return result.differences.map((difference) => ({ ...difference, actual }));
}

function judgeParts(expected: readonly string[], ground: FactGround): readonly Difference[] {
  const reading = ground.batch?.() ?? { kind: 'unreadable', why: 'not a batch' };
  const actual = reading.kind === 'parts' ? reading.parts.map(([id]) => id).join(', ') : reading.why;
  return actual === expected.join(', ')
    ? []
    : [{ place: '', expected: expected.join(', '), actual: actual || 'nothing' }];
}

type Choice =
  | { readonly kind: 'chosen'; readonly name: string }
  | { readonly kind: 'unclear'; readonly why: string }
  | { readonly kind: 'none'; readonly mismatches: readonly Mismatch[] };

/** The first alternative that holds wholly. One that could not be judged keeps the whole from failing. */
function judgeEither(
  alternatives: NonNullable<FactSet['either']>,
  answer: Answer | undefined,
  ground: FactGround,
): Choice {
  const mismatches: Mismatch[] = [];
  for (const [name, facts] of alternatives) {
    const result = judgeFacts(facts, answer, ground);
    if (factsHold(result)) return { kind: 'chosen', name };
    if (result.mismatches.length === 0) return { kind: 'unclear', why: result.inconclusive ?? 'unclear' };
    mismatches.push(
      ...result.mismatches.map((mismatch) => ({ ...mismatch, fact: `either ${name}: ${mismatch.fact}` })),
    );
  }
  return { kind: 'none', mismatches };
}

/** Where a fact stands: the place itself, else the nearest thing around it that has a position. */
function positionOf(facts: FactSet, { file, at }: FactGround, key: string, place: string): Mismatch['location'] {
  const segments = place.startsWith('/') ? place.slice(1).split('/') : [];
  for (let length = segments.length; length > 0; length--) {
    const position = facts.positions[`${key}/${formatRaw(segments.slice(0, length))}`];
    if (position) return locate(file, position);
  }
  return locate(file, facts.positions[key] ?? at);
}

function formatRaw(segments: readonly string[]): string {
  return segments.length === 0 ? '' : `/${segments.join('/')}`;
}
