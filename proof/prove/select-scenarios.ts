import type { PlannedScenario } from '../../runner/plan/planned-scenario.ts';
import type { ProofSubject, Trials } from './create-trials.ts';

/** The cases an edition is proven with: all of the default one; of another those that say something about it alone. */
export function selectScenarios(subject: ProofSubject, trials: Trials, edition: string): readonly PlannedScenario[] {
  return trials.planned.filter(
    (planned) => !planned.skip && (edition === subject.core.defaultEdition || differs(subject, planned, edition)),
  );
}

/** Does this case say anything about the edition that it does not say about all of them? */
function differs(subject: ProofSubject, planned: PlannedScenario, edition: string): boolean {
  return namedEditions(subject, planned).some((editions) => editions.includes(edition));
}

/** Does this case say anything about the edition that it does not say about the default one? */
export function isAlone(subject: ProofSubject, planned: PlannedScenario, edition: string): boolean {
  const { defaultEdition } = subject.core;
  return namedEditions(subject, planned).some((list) => list.includes(edition) && !list.includes(defaultEdition));
}

/** The lists of editions that a case, its steps or its rules are for. */
function namedEditions({ spec }: ProofSubject, planned: PlannedScenario): readonly (readonly string[])[] {
  const { scenario, caseId, rules } = planned;
  return [
    scenario.editions,
    caseId === undefined ? undefined : scenario.matrix?.[caseId]?.editions,
    ...scenario.steps.flatMap((step) => ('expect' in step ? step.expect.map(({ editions }) => editions) : [])),
    ...rules.map((id) => spec.rules.find((rule) => rule.id === id)?.editions),
  ].flatMap((editions) => (editions === undefined ? [] : [editions]));
}
