import type { PlannedScenario } from '../../runner/plan/planned-scenario.ts';
import type { ProofSubject, Trials } from './create-trials.ts';

/** The cases an edition is proven with: all of the default one; of another those that say something about it alone. */
export function selectScenarios(subject: ProofSubject, trials: Trials, edition: string): readonly PlannedScenario[] {
  return trials.planned.filter(
    (planned) => !planned.skip && (edition === subject.core.defaultEdition || differs(subject, planned, edition)),
  );
}

/** Does this case say anything about the edition that it does not say about all of them? */
function differs({ spec }: ProofSubject, planned: PlannedScenario, edition: string): boolean {
  const { scenario, caseId, rules } = planned;
  const named = [
    scenario.editions,
    caseId === undefined ? undefined : scenario.matrix?.[caseId]?.editions,
    ...scenario.steps.flatMap((step) => ('expect' in step ? step.expect.map(({ editions }) => editions) : [])),
    ...rules.map((id) => spec.rules.find((rule) => rule.id === id)?.editions),
  ];
  return named.some((editions) => editions?.includes(edition));
}
