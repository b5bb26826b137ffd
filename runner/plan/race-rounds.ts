import type { Scenario } from '../../core/suite.ts';

/**
 * How often a scenario is run for one verdict: once, or as often as a race is; and as often again where it is spread, since both ways to release it
 * show something.
 */
export function raceRounds({ steps }: Pick<Scenario, 'steps'>, rounds: number): number {
  const races = steps.filter((step) => step.kind === 'race');
  if (races.length === 0) return 1;
  return Math.max(1, rounds) * (races.some(({ spread }) => spread) ? 2 : 1);
}
