import { isMandatory } from '../../../core/rule.ts';
import { type Invariant, locate } from '../../../core/suite.ts';
import type { ApplicableEntry } from '../../plan/applicable-entries.ts';
import type { Answer } from '../../values/answer.ts';
import { MissingValue } from '../../values/missing-value.ts';
import type { FactGround } from '../facts/facts-result.ts';
import { judgeAnswerFacts } from '../facts/judge-answer-facts.ts';
import { judgeByPath } from '../facts/judge-by-path.ts';
import { namesStatus, unheardStatuses } from '../facts/why-unheard.ts';
import { type DraftAssertion, worstDraft } from '../verdict/draft-assertion.ts';
import { maySelect, selectAnswer } from './select-answers.ts';

/** An answer with the step it belongs to. */
export interface StepAnswer {
  readonly step: string;
  readonly answer: Answer;
}

/**
 * Judges invariants on all answers that they select; one assertion per step and invariant. An answer that has no value
 * for a token of `for` is none of an invariant's business. Lets its caller do something else after each invariant.
 */
export function* judgeInvariants(
  invariants: readonly ApplicableEntry<Invariant>[],
  answers: readonly StepAnswer[],
  around: Omit<FactGround, 'file' | 'at'>,
): Generator<undefined, readonly DraftAssertion[]> {
  const drafts = new Map<string, DraftAssertion[]>();
  const concerned = new Map<ApplicableEntry<Invariant>, StepAnswer[]>();
  for (const one of answers) {
    for (const invariant of invariantsFor(invariants, one.answer)) {
      const list = concerned.get(invariant);
      if (list) list.push(one);
      else concerned.set(invariant, [one]);
    }
  }
  for (const invariant of invariants) {
    const its = concerned.get(invariant);
    if (its === undefined) continue;
    yield;
    const { entry, number, rule, level } = invariant;
    const { file, at } = entry;
    const ground = { ...around, file, at };
    for (const { step, answer } of its) {
      // Who stands before the API knows nothing of what holds of all its answers.
      if (unheardStatuses.has(answer.status) && !namesStatus([entry.for, entry.facts], answer.status, ground.scope))
        continue;
      if (selectAnswer(entry.for, answer, ground) !== true) continue;
      const id = `${step}/invariant-${number}`;
      const base = { id, step, rule, level, location: locate(file, at), exchange: answer.exchange };
      const list = drafts.get(id) ?? [];
      drafts.set(id, list);
      try {
        const raw = judgeAnswerFacts(entry.facts, answer, ground);
        const { mismatches } =
          raw.mismatches.length > 0 && isMandatory(level)
            ? (judgeByPath(answer, ground, (seen) => judgeAnswerFacts(entry.facts, seen, ground)) ?? raw)
            : raw;
        list.push({ ...base, verdict: mismatches.length > 0 ? 'fail' : 'pass', mismatches });
      } catch (error) {
        if (!(error instanceof MissingValue)) throw error;
        list.push({ ...base, verdict: 'inconclusive', reason: error.message, mismatches: [] });
      }
    }
  }
  return [...drafts.values()].flatMap((list) => worstDraft(list) ?? []);
}

/** By method and status; those of one target share a list. */
const known = new WeakMap<readonly ApplicableEntry<Invariant>[], Map<string, readonly ApplicableEntry<Invariant>[]>>();

/** The invariants that an answer of this method and status can be about: most are out of the question at once. */
function invariantsFor(
  invariants: readonly ApplicableEntry<Invariant>[],
  { method, status }: Answer,
): readonly ApplicableEntry<Invariant>[] {
  const ofList = known.get(invariants) ?? new Map<string, readonly ApplicableEntry<Invariant>[]>();
  known.set(invariants, ofList);
  const kind = `${method} ${status}`;
  const found = ofList.get(kind) ?? invariants.filter(({ entry }) => maySelect(entry.for, method, status));
  ofList.set(kind, found);
  return found;
}
