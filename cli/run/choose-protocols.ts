import { UsageError } from '../../core/errors.ts';
import { nearestName } from '../../core/nearest-name.ts';

/**
 * The protocols that may be meant: those asked for, else those that selected suites and scenarios begin with, else all.
 * @throws {UsageError} for a protocol there is none of.
 */
export function chooseProtocols(
  known: readonly string[],
  asked: readonly string[],
  selected: readonly string[] = [],
): readonly string[] {
  for (const id of asked) {
    if (known.includes(id)) continue;
    const near = nearestName(id, known);
    throw new UsageError(
      `no protocol is called "${id}"`,
      near === undefined ? `there are: ${known.join(', ')}` : `did you mean "${near}"?`,
    );
  }
  if (asked.length > 0) return known.filter((id) => asked.includes(id));
  const first = selected.map((name) => name.slice(0, Math.max(0, name.indexOf('/'))));
  // "if-match/x" may be a scenario named without its protocol: then any may have it.
  return first.length > 0 && first.every((id) => known.includes(id)) ? known.filter((id) => first.includes(id)) : known;
}
