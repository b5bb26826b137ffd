import type { Observation } from '../../../core/report.ts';
import type { Told } from '../../judge/entries/judge-entries.ts';
import type { Round } from './round.ts';

/**
 * What a scenario showed of laws that no rule covers, by form and law: it held, or what was not so. Nothing where it could
 * not be seen whole.
 */
export function undocumentedLaws(
  rounds: readonly Pick<Round, 'told' | 'halt'>[],
  scenario: string,
): readonly Observation[] {
  const byCell = new Map<string, Told[]>();
  for (const told of rounds.flatMap((round) => round.told)) {
    const name = `${told.cell.form} × ${told.cell.law}`;
    byCell.set(name, [...(byCell.get(name) ?? []), told]);
  }
  const halted = rounds.some(({ halt }) => halt !== undefined);
  return [...byCell].flatMap(([name, told]): readonly Observation[] => {
    const cell = told[0]?.cell;
    const failed = told.find(({ draft }) => draft.verdict === 'fail');
    if (!cell || (!failed && (halted || told.some(({ draft }) => draft.verdict !== 'pass')))) return [];
    const text = `undocumented: ${name}: ${failed ? `did not hold: ${whatOf(failed)}` : 'held'}`;
    return [{ scenario, text, undocumented: { ...cell, held: !failed } }];
  });
}

function whatOf({ draft: { step, mismatches } }: Told): string {
  const [first] = mismatches;
  return first ? `${step}: ${first.fact} is ${first.actual}` : step;
}
