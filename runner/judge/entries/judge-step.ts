import type { StepEntry, StepFacts } from '../../../core/suite.ts';
import type { ApplicableEntry } from '../../plan/applicable-entries.ts';
import { MissingValue } from '../../values/missing-value.ts';
import { withoutEffects } from '../facts/fact-reads.ts';
import { type FactGround, factsHold } from '../facts/facts-result.ts';
import { judgeByPath } from '../facts/judge-by-path.ts';
import { judgeStepFacts, type StepEvidence } from '../facts/judge-step-facts.ts';
import { type EntriesGround, type EntriesResult, judgeEntries } from './judge-entries.ts';

/** Judges the entries of a request step. */
export function judgeStep(
  entries: readonly ApplicableEntry<StepEntry>[],
  evidence: StepEvidence,
  ground: FactGround,
  around: EntriesGround,
): EntriesResult {
  const { answer } = evidence;
  return judgeEntries(
    entries,
    ({ facts, at }) => {
      const own = { ...ground, at };
      return [
        {
          answer,
          judge: () => judgeStepFacts(facts, evidence, own),
          byPath: () => judgeByPath(answer, own, (seen) => judgeStepFacts(facts, { ...evidence, answer: seen }, own)),
        },
      ];
    },
    around,
  );
}

/** Why what a step takes for granted did not come about; undefined: it did. */
export function whyUnmet(facts: StepFacts, evidence: StepEvidence, ground: FactGround): string | undefined {
  try {
    const result = judgeStepFacts(facts, evidence, ground);
    const [first] = result.mismatches;
    return first ? `${first.fact}: expected ${first.expected}, was ${first.actual}` : result.inconclusive;
  } catch (error) {
    if (error instanceof MissingValue) return error.message;
    throw error;
  }
}

/** Do facts hold by now, as far as the answer alone shows? For those who ask again until they do. */
export function holdByNow(
  sets: readonly StepFacts[],
  seen: Pick<StepEvidence, 'answer' | 'batch'>,
  ground: FactGround,
): boolean {
  const evidence = { ...seen, effects: new Map() };
  try {
    return sets.every((facts) => factsHold(judgeStepFacts(withoutEffects(facts), evidence, ground)));
  } catch (error) {
    if (error instanceof MissingValue) return false;
    throw error;
  }
}
