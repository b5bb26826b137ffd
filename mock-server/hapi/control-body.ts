import type { Request } from '@hapi/hapi';
import { UsageError } from '../../core/errors.ts';
import { nearestName } from '../../core/nearest-name.ts';

/** The text of a request to the control plane, whatever type it says; "" when there is none. */
export function bodyText({ payload }: Request): string {
  return Buffer.isBuffer(payload) ? payload.toString('utf8') : '';
}

/** The JSON of a request to the control plane, whatever type it says (curl says that it is a form); undefined: it is none. */
export function bodyJson(request: Request): unknown {
  try {
    return JSON.parse(bodyText(request));
  } catch {
    return undefined;
  }
}

/**
 * The members of the object that a request sends.
 * @param form what to send, for who sends something else
 * @throws {UsageError} for what is no object, and for a member that means nothing here.
 */
export function bodyMembers(
  request: Request,
  known: readonly string[],
  form: string,
): Readonly<Record<string, unknown>> {
  const value = bodyJson(request);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UsageError(`send ${form}`);
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown === undefined) return value as Record<string, unknown>;
  const near = nearestName(unknown, known);
  throw new UsageError(
    `there is no member "${unknown}"${near === undefined ? '' : `: did you mean "${near}"?`} Send ${form}`,
  );
}
