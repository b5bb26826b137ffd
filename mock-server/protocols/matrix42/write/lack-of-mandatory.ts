import type { HttpResponse } from '../../../../core/http.ts';
import type { Call } from '../../../kernel/call.ts';
import type { Definition } from '../model/definitions.ts';
import type { AttributeValues } from '../model/fragment-row.ts';
import { serverError } from '../refuse.ts';

/** 500 for a new fragment without a value that it must have (M42-CRE-005, M42-OBJ-010); undefined: it lacks none. */
export function lackOfMandatory(
  { world }: Call,
  { name, mandatory = [] }: Definition,
  values: AttributeValues,
): HttpResponse | undefined {
  const lacking = mandatory.find((attribute) => (values[attribute] ?? null) === null);
  if (lacking === undefined) return undefined;
  world.cites('M42-CRE-005', 'M42-OBJ-010');
  return serverError(world, { name: 'MandatoryAttribute', message: `${name} needs a value for ${lacking}.` });
}
