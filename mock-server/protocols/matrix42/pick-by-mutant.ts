import type { World } from '../../kernel/world.ts';

/** What the mutant at work makes of a value, else the value itself. Notes that each of them was asked about. */
export function pickByMutant<T>(world: World, choices: Readonly<Record<string, T>>, otherwise: T): T {
  let picked = otherwise;
  for (const [mutant, choice] of Object.entries(choices)) if (world.mutant(mutant)) picked = choice;
  return picked;
}
