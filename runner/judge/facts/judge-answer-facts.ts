import { headerLines } from '../../../core/http.ts';
import type { Mismatch } from '../../../core/report.ts';
import type { AnswerFacts, Matcher } from '../../../core/suite.ts';
import { match } from '../../matchers/match.ts';
import type { MatchContext, Subject } from '../../matchers/match-context.ts';
import type { Difference } from '../../matchers/match-result.ts';
import type { Answer } from '../../values/answer.ts';
import { answerScope } from '../../values/answer-scope.ts';
import { allHold, type FactGround, type FactsResult, mismatchesAt } from './facts-result.ts';
import { constantNames, isStatus, statusNames } from './match-status.ts';

/** Judges what an answer says by itself. @throws {MissingValue} */
export function judgeAnswerFacts(facts: AnswerFacts, answer: Answer, ground: FactGround): FactsResult {
  if (isJustStatus(facts, answer)) return allHold;
  const { status, others } = answerMismatches(facts, answer, ground);
  if (status.length + others.length === 0) return allHold;
  return { ...allHold, mismatches: [...status, ...others], statusHeld: status.length === 0 };
}

/** Is a status without tokens all that is asked, and is it the answer's? So it is for most entries. */
export function isJustStatus(facts: AnswerFacts, answer: Answer): boolean {
  if (facts.status === undefined) return false;
  for (const name in facts) {
    if (name !== 'status' && name !== 'positions' && facts[name as keyof AnswerFacts] !== undefined) return false;
  }
  const names = constantNames(facts.status);
  return names !== undefined && isStatus(answer.status, names);
}

/** What an answer says otherwise: by its status, and by the rest of it. @throws {MissingValue} */
export function answerMismatches(
  facts: AnswerFacts,
  answer: Answer,
  ground: FactGround,
): { readonly status: readonly Mismatch[]; readonly others: readonly Mismatch[] } {
  const scope = answerScope(ground.scope, answer, ground.spec);
  const { schema, volatile } = ground;
  const context: MatchContext = { scope, volatile, ...(schema ? { schema } : {}) };
  const others: Mismatch[] = [];
  const note = (key: string, differences: readonly Difference[]): void => {
    if (differences.length > 0) others.push(...mismatchesAt(facts, ground, key, differences));
  };
  for (const [name, matcher] of facts.headers ?? []) {
    const lines = headerLines(answer.headers, name);
    note(`headers/${name}`, differencesOf(matcher, { value: lines[0], parent: true, lines }, context));
  }
  if (facts.body !== undefined) note('body', judgeBody(facts.body, answer, context));
  if (facts.text !== undefined)
    note('text', differencesOf(facts.text, { value: answer.text(), parent: true }, context));
  if (facts.path !== undefined) note('path', differencesOf(facts.path, { value: answer.path, parent: true }, context));
  return { status: statusMismatches(facts, answer, ground, scope), others };
}

function statusMismatches(
  facts: AnswerFacts,
  { status }: Answer,
  ground: FactGround,
  scope: FactGround['scope'],
): readonly Mismatch[] {
  if (facts.status === undefined) return [];
  const names = statusNames(facts.status, scope);
  if (isStatus(status, names)) return [];
  return mismatchesAt(facts, ground, 'status', [{ place: '', expected: names.join(' or '), actual: String(status) }]);
}

function judgeBody(matcher: Matcher, answer: Answer, context: MatchContext): readonly Difference[] {
  const reading = answer.json();
  if (reading.kind === 'unreadable' && matcher.kind === 'present') return [];
  const value = reading.kind === 'value' ? reading.value : undefined;
  const differences = differencesOf(matcher, { value, parent: reading.kind !== 'unreadable' }, context);
  if (reading.kind === 'value' || differences.length === 0) return differences;
  const actual = reading.kind === 'empty' ? 'no body' : `${answer.body.length} bytes that are ${reading.why}`;
  return differences.map((difference) => ({ ...difference, actual }));
}

function differencesOf(matcher: Matcher, subject: Subject, context: MatchContext): readonly Difference[] {
  const result = match(matcher, subject, context);
  return result.outcome === 'holds' ? [] : result.differences;
}
