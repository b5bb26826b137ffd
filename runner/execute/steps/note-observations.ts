import type { EntriesResult } from '../../judge/entries/judge-entries.ts';
import { countByStatus } from '../../judge/facts/judge-tally.ts';
import type { Round } from '../round/round.ts';

/** Reports what was chosen where the protocol leaves latitude, and lets later steps depend on it. */
export function noteObservations(round: Round, step: string, result: EntriesResult, statuses: readonly number[]): void {
  const observe = (rule: string, text: string): void =>
    round.context.observe?.({ rule, scenario: round.planned.id, text });
  for (const [{ entry, rule }, { chosen }] of result.chosen) {
    if (chosen !== undefined) {
      const set = round.chosen.get(step) ?? new Set();
      round.chosen.set(step, set.add(chosen));
    }
    if (entry.because === undefined && chosen === undefined) continue;
    const what = chosen ?? countByStatus(statuses);
    observe(rule, `${step}: ${what}${entry.because === undefined ? '' : ` (${entry.because})`}`);
  }
  for (const [rule, text] of result.observed) observe(rule, `${step}: ${text} (${rule} does not speak of it)`);
  for (const { level, rule, verdict, mismatches } of result.assertions) {
    if (level === 'MAY' && verdict === 'fail')
      observe(rule, `${step}: not so: ${mismatches[0]?.fact} is ${mismatches[0]?.actual}`);
  }
}
