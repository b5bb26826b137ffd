import { UsageError } from '../../core/errors.ts';
import { nearestName } from '../../core/nearest-name.ts';
import { isProtocolPath } from '../../runner/load/find-files.ts';

/**
 * The protocols that may be meant: those asked for, else those that selected suites and scenarios begin with, else all. What is asked for may also be the path of
 * a folder that holds one.
 * @throws {UsageError} for a protocol there is none of.
 */
export function chooseProtocols(
  known: readonly string[],
  asked: readonly string[],
  selected: readonly string[] = [],
): readonly string[] {
  for (const id of asked) {
    if (known.includes(id) || isProtocolPath(id)) continue;
    const near = nearestName(id, known);
    throw new UsageError(
      `no protocol is called "${id}"`,
      near === undefined ? `there are: ${known.join(', ')}` : `did you mean "${near}"?`,
    );
  }
  const own = asked.filter(isProtocolPath);
  if (asked.length > 0) return [...known.filter((id) => asked.includes(id)), ...own];
  const first = selected.map((name) => name.slice(0, Math.max(0, name.indexOf('/'))));
  // "if-match/x" may be a scenario named without its protocol: then any may have it.
  return first.length > 0 && first.every((id) => known.includes(id)) ? known.filter((id) => first.includes(id)) : known;
}
