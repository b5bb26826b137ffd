import { UsageError } from '../../core/errors.ts';
import { nearestName } from '../../core/nearest-name.ts';
import type { ProtocolSpec } from '../../core/protocol-spec.ts';

/** The edition a target is judged by when nobody says which. */
export function defaultEdition({ id, editions }: ProtocolSpec): string {
  const found = editions.find((edition) => edition.default) ?? editions[0];
  if (!found) throw new Error(`${id} has no editions`);
  return found.id;
}

/**
 * Checks the name of an edition.
 * @throws {UsageError} when the protocol has none of that name.
 */
export function checkEdition({ id, editions }: ProtocolSpec, edition: string): string {
  const names = editions.map((known) => known.id);
  if (names.includes(edition)) return edition;
  const near = nearestName(edition, names);
  throw new UsageError(
    `${id} has no edition "${edition}"`,
    near === undefined ? `there are: ${names.join(', ')}` : `did you mean "${near}"?`,
  );
}
