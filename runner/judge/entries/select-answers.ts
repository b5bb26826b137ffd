import type { Selection } from '../../../core/suite.ts';
import type { Answer } from '../../values/answer.ts';
import { answerScope } from '../../values/answer-scope.ts';
import { MissingValue } from '../../values/missing-value.ts';
import { type FactGround, factsHold } from '../facts/facts-result.ts';
import { judgeAnswerFacts } from '../facts/judge-answer-facts.ts';
import { constantNames, isStatus, statusNames } from '../facts/match-status.ts';

/** Does a `for` select an answer? "missing": a token in it has no value, so that nobody can tell. */
export type Selected = boolean | { readonly missing: string };

/** Can a `for` select an answer of this method and status? So it is unless these alone rule it out. */
export function maySelect({ method, status: wanted }: Selection, of: string, status: number): boolean {
  if (method !== undefined && !method.includes(of)) return false;
  const names = wanted && constantNames(wanted);
  return names === undefined || isStatus(status, names);
}

/**
 * The one place where `for` is judged. A wrong method or status decides before any body is read, as most answers are none
 * of an invariant's business.
 */
export function selectAnswer(selection: Selection, answer: Answer, ground: FactGround): Selected {
  if (!maySelect(selection, answer.method, answer.status)) return false;
  const { status } = selection;
  try {
    if (status !== undefined && constantNames(status) === undefined) {
      const scope = answerScope(ground.scope, answer, ground.spec);
      if (!isStatus(answer.status, statusNames(status, scope))) return false;
    }
    return factsHold(judgeAnswerFacts(selection, answer, ground));
  } catch (error) {
    if (error instanceof MissingValue) return { missing: error.message };
    throw error;
  }
}
