import type { Level } from '../../core/rule.ts';
import type { RuleOutcome } from './rule-outcome.ts';

/** How many rules of one level came to what. */
export interface LevelRow {
  readonly level: Level;
  readonly counts: Readonly<Record<LevelColumn, number>>;
  readonly all: number;
}

/** What rules can come to, summed up. */
type LevelColumn = 'passed' | 'failed' | 'warned' | 'known' | 'open' | 'left';

const columns: Readonly<Record<RuleOutcome['shown'], LevelColumn>> = {
  pass: 'passed',
  fail: 'failed',
  warning: 'warned',
  known: 'known',
  hidden: 'known',
  error: 'open',
  inconclusive: 'open',
  skipped: 'left',
  untested: 'left',
};

const levels: readonly Level[] = ['MUST', 'MUST NOT', 'SHOULD', 'SHOULD NOT', 'MAY'];

/** Rules by level and what became of them; levels without rules are left out. */
export function levelTable(outcomes: readonly RuleOutcome[]): readonly LevelRow[] {
  return levels.flatMap((level) => {
    const ofLevel = outcomes.filter(({ rule }) => rule.level === level);
    if (ofLevel.length === 0) return [];
    const counts = { passed: 0, failed: 0, warned: 0, known: 0, open: 0, left: 0 };
    for (const { shown } of ofLevel) counts[columns[shown]]++;
    return [{ level, counts, all: ofLevel.length }];
  });
}
