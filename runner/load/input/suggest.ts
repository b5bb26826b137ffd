import { nearestName } from '../../../core/nearest-name.ts';

/** The hint for a name that does not exist: the nearest known one, or all of them when they are few. */
export function suggest(name: string, known: Iterable<string>): string | undefined {
  const names = [...known];
  const nearest = nearestName(name, names);
  if (nearest !== undefined) return `did you mean "${nearest}"?`;
  if (names.length === 0 || names.length > 24) return undefined;
  return `known: ${names.join(', ')}`;
}
