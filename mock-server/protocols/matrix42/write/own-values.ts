import type { Call } from '../../../kernel/call.ts';
import type { Definition, ObjectType } from '../model/definitions.ts';
import type { AttributeValues } from '../model/fragment-row.ts';

/** What the server itself says in a new fragment of an object: whose it is, of which type the object is, and a ticket's number. */
export function ownValues(
  { store }: Pick<Call, 'store'>,
  { attributes }: Definition,
  { name, id: typeId, numbers }: ObjectType,
  objectId: string,
  named: AttributeValues = {},
): AttributeValues {
  const given = { ...named };
  for (const owner of [`UsedInType${name}`, 'UsedInType']) if (attributes[owner]) given[owner] = objectId;
  if (attributes['TypeID']) given['TypeID'] ??= typeId;
  if (attributes['TicketNumber'] && numbers !== undefined)
    given['TicketNumber'] ??= `${numbers}${String(store.next('ticket-number', 1n)).padStart(5, '0')}`;
  return given;
}
