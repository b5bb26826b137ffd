import type { PlannedScenario } from '../../runner/plan/planned-scenario.ts';
import type { ProofSubject } from '../prove/create-trials.ts';

/** Texts in which the words of a protocol's paths stand: bindings, targets of requests, values of cases. */
export function routeTexts({ spec, suites }: ProofSubject, cases: readonly PlannedScenario[]): string[] {
  return [
    ...Object.values(spec.bindings).flatMap(({ value }) => textsIn(value)),
    ...targetsIn(Object.values(suites.fixtures)),
    ...cases.flatMap(({ scenario, values }) => [...targetsIn([scenario.given, scenario.steps]), ...textsIn(values)]),
  ];
}

function targetsIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === 'target' && typeof value === 'string' ? [value] : targetsIn(value),
  );
}

function textsIn(node: unknown): string[] {
  if (typeof node === 'string') return [node];
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(textsIn) : [];
}
