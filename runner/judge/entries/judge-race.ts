import type { RaceEntry, SelectingEntry } from '../../../core/suite.ts';
import type { ApplicableEntry } from '../../plan/applicable-entries.ts';
import { MissingValue } from '../../values/missing-value.ts';
import { everyAlternative } from '../facts/fact-reads.ts';
import { allHold, type FactGround } from '../facts/facts-result.ts';
import { judgeAnswerFacts } from '../facts/judge-answer-facts.ts';
import { judgeByPath } from '../facts/judge-by-path.ts';
import { whyUnheard } from '../facts/why-unheard.ts';
import { judgeRaceFacts, type RaceEvidence, statusesOf } from '../race/judge-race-facts.ts';
import { unansweredOf } from '../race/race-reading.ts';
import { type EntriesGround, type EntriesResult, judgeEntries, type Subject } from './judge-entries.ts';
import { selectAnswer } from './select-answers.ts';

/** Judges the entries of a race: one about the whole once, one with `for` on every answer that it selects. */
export function judgeRace(
  entries: readonly ApplicableEntry<RaceEntry>[],
  evidence: RaceEvidence,
  ground: FactGround,
  around: EntriesGround,
): EntriesResult {
  const statuses = statusesOf(evidence.runs);
  const histories = entries.flatMap(({ entry }) => everyAlternative(entry.facts).map(({ history }) => history));
  const forbidden = new Set(histories.flatMap((history) => history?.forbids ?? []));
  const subjectsOf = (entry: RaceEntry): readonly Subject[] => {
    const own = { ...ground, at: entry.at };
    if (entry.for !== undefined) return [...selected(entry, evidence, own), ...unheardOf(evidence)];
    const { facts } = entry;
    const judge: Subject['judge'] = () => {
      const result = judgeRaceFacts(facts, evidence, own);
      // What another entry of this step forbids is that entry's business.
      return { ...result, observed: result.observed.filter(([kind]) => !forbidden.has(kind)) };
    };
    return [{ judge, whyUnheard: () => whyUnheard(statuses, [facts], own.scope) }];
  };
  return judgeEntries(entries, subjectsOf, around);
}

/** An answer that did not come might have been one that the entry is about. */
function unheardOf({ runs }: RaceEvidence): readonly Subject[] {
  const inconclusive = unansweredOf(runs);
  return inconclusive === undefined ? [] : [{ judge: () => ({ ...allHold, inconclusive }) }];
}

function selected(entry: SelectingEntry, { runs }: RaceEvidence, ground: FactGround): readonly Subject[] {
  return runs.flatMap(({ answer, scope }): readonly Subject[] => {
    if (answer === undefined) return [];
    const own = { ...ground, scope };
    const is = selectAnswer(entry.for, answer, own);
    if (is === false) return [];
    const judge: Subject['judge'] = () => {
      if (is !== true) throw new MissingValue(is.missing);
      return judgeAnswerFacts(entry.facts, answer, own);
    };
    const byPath: Subject['byPath'] = () =>
      judgeByPath(answer, own, (seen) => judgeAnswerFacts(entry.facts, seen, own));
    return [{ answer, judge, byPath }];
  });
}
