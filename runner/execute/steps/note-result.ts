import type { EntriesResult } from '../../judge/entries/judge-entries.ts';
import { countByStatus } from '../../judge/race/judge-tally.ts';
import type { Round } from '../round/round.ts';

/**
 * Keeps what was judged of a step: its assertions, what later steps depend on, and, for the report, what was chosen where
 * the protocol leaves latitude.
 */
export function noteResult(round: Round, step: string, result: EntriesResult, statuses: readonly number[]): void {
  round.assertions.push(...result.assertions);
  round.told.push(...result.told);
  round.earlier.push(...result.failures);
  const observe = (rule: string, text: string): void =>
    round.context.observe?.({ rule, scenario: round.planned.id, text });
  for (const [{ entry, rule }, chosen] of result.held) {
    if (chosen !== undefined) {
      const set = round.chosen.get(step) ?? new Set();
      round.chosen.set(step, set.add(chosen));
    }
    if (entry.undocumented || (entry.because === undefined && chosen === undefined)) continue;
    const what = chosen ?? countByStatus(statuses);
    observe(rule, `${step}: ${what}${entry.because === undefined ? '' : ` (${entry.because})`}`);
  }
  for (const [rule, text] of result.observed) observe(rule, `${step}: ${text} (${rule} does not speak of it)`);
  for (const { level, rule, verdict, mismatches } of result.assertions) {
    if (level === 'MAY' && verdict === 'fail')
      observe(rule, `${step}: not so: ${mismatches[0]?.fact} is ${mismatches[0]?.actual}`);
  }
}
