import { locate } from '../../../core/suite.ts';
import type { Round } from '../../execute/round/round.ts';
import { stepGround } from '../../execute/steps/step-ground.ts';
import { applicableInvariants } from '../../plan/applicable-entries.ts';
import { MissingValue } from '../../values/missing-value.ts';
import { factsFit, judgeFacts } from '../facts/judge-facts.ts';
import type { DraftAssertion } from './draft-assertion.ts';
import { worstDraft } from './judge-entries.ts';

/**
 * Judges the protocol's invariants on every answer of a round that fits them; one assertion per step and invariant. Lets
 * its caller do something else after each invariant.
 */
export function* judgeInvariants(round: Round): Generator<undefined, readonly DraftAssertion[]> {
  const { planned, plan } = round;
  const drafts = new Map<string, DraftAssertion[]>();
  for (const { entry, number, rule, level } of applicableInvariants(planned, plan)) {
    yield;
    const { file } = entry as (typeof plan.suites.invariants)[number];
    const ground = stepGround(round, round.scope, file, entry.at);
    const fits = entry.for;
    for (const { step, answer } of round.answers) {
      if (fits?.method !== undefined && !fits.method.includes(answer.method)) continue;
      if (fits !== undefined && !factsFit(fits, answer, ground)) continue;
      const id = `${step}/invariant-${number}`;
      const base = { id, step, rule, level, location: locate(file, entry.at), exchange: answer.exchange };
      const list = drafts.get(id) ?? [];
      drafts.set(id, list);
      try {
        const { mismatches, inconclusive } = judgeFacts(entry.facts, answer, ground);
        if (mismatches.length > 0) list.push({ ...base, verdict: 'fail', mismatches });
        else if (inconclusive !== undefined)
          list.push({ ...base, verdict: 'inconclusive', reason: inconclusive, mismatches });
        else list.push({ ...base, verdict: 'pass', mismatches });
      } catch (error) {
        if (!(error instanceof MissingValue)) throw error;
        list.push({ ...base, verdict: 'inconclusive', reason: error.message, mismatches: [] });
      }
    }
  }
  return [...drafts.values()].flatMap((list) => worstDraft(list) ?? []);
}
