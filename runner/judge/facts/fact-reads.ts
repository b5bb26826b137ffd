import type { FactSet, RequestTemplate, StepFacts } from '../../../core/suite.ts';

/** What has to be read just before and just after a request, so that these facts can be judged. */
export function effectReadsOf(sets: readonly StepFacts[]): readonly RequestTemplate[] {
  return sets.flatMap(everyAlternative).flatMap(({ effect }) => effect?.on ?? []);
}

/** What has to be read after a race, so that these facts can be judged. */
export function finalReadsOf(sets: readonly FactSet[]): readonly RequestTemplate[] {
  return sets.flatMap(everyAlternative).flatMap(({ history }) => (history === undefined ? [] : [history.read]));
}

/** The same facts without what is only known after reading again: for those who look while they still wait. */
export function withoutEffects({ effect: _, either, ...facts }: StepFacts): StepFacts {
  if (either === undefined) return facts;
  return { ...facts, either: either.map(([name, inner]) => [name, withoutEffects(inner)] as const) };
}

/** Facts, and those of their alternatives. */
export function everyAlternative(facts: FactSet): readonly FactSet[] {
  return [facts, ...(facts.either ?? []).flatMap(([, inner]) => everyAlternative(inner))];
}
