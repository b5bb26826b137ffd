import type { HttpResponse } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { isRefused, type Refused, refusedWith } from '../../../kernel/refused.ts';
import { findObjectType } from '../model/definitions.ts';
import { refuse, serverError } from '../refuse.ts';
import { optionOf } from '../request/option-of.ts';
import { readMembers } from '../request/read-members.ts';
import { readEntry } from './journal-requests.ts';
import { createObject } from './object-requests.ts';

/** The types that this service makes, by the number that clients found for them; Problems, Changes and Tasks have services of their own. */
const typesByActivity: Readonly<Record<string, string>> = {
  0: 'SPSActivityTypeIncident',
  5: 'SPSActivityTypeTicket',
  6: 'SPSActivityTypeServiceRequest',
};

/** Which attribute of the ticket each member says. */
const attributes = {
  Subject: 'Subject',
  Description: 'Description',
  DescriptionHTML: 'DescriptionHTML',
  User: 'Initiator',
  Creator: 'Creator',
  ResponsibleUser: 'Recipient',
  ResponsibleRole: 'RecipientRole',
  Category: 'Category',
  Impact: 'Impact',
  Urgency: 'Urgency',
  Priority: 'Priority',
  EntryBy: 'EntryBy',
} as const;

const members = {
  does: [...(Object.keys(attributes) as (keyof typeof attributes)[]), 'State', 'ExtraProperties', 'JournalEntry'],
  lacks: ['Service', 'Asset', 'Sla', 'Ola'],
} as const;

/** POST /ticket/create: an object made of what the members of a form say; answers its id as a JSON string, as creations do. */
export function createTicket(call: Call, query: string | undefined, body: JsonObject): HttpResponse {
  const { world } = call;
  const activity = optionOf(query, 'activityType') ?? '';
  const type = findObjectType(typesByActivity[activity] ?? '');
  if (!type) {
    const message = `Activity type "${activity}" is no ticket, incident or service request.`;
    return serverError(world, { name: 'ActivityTypeNotSupported', message });
  }
  const object = objectOf(call, body);
  return isRefused(object) ? object.refused : createObject(call, type, object);
}

function objectOf(call: Call, body: JsonObject): JsonObject | Refused {
  const read = readMembers(call.world, body, members);
  if (isRefused(read)) return read;
  const { State, ExtraProperties, JournalEntry, ...named } = read.given;
  const more = readProperties(call, ExtraProperties ?? []);
  if (isRefused(more)) return more;
  const entry = JournalEntry === undefined ? undefined : readEntry(call, JournalEntry);
  if (entry && isRefused(entry)) return entry;
  const values = Object.entries(named)
    .filter(([, value]) => !isNothing(value))
    .map(([name, value]) => [attributes[name as keyof typeof attributes], value]);
  return {
    SPSActivityClassBase: { ...more.values, ...Object.fromEntries(values) },
    ...(State === undefined ? {} : { SPSCommonClassBase: { State } }),
    ...(entry ? { SPSActivityClassUnitOfWork: [entry.values] } : {}),
  };
}

/** What a form sends for a choice that nobody made. */
function isNothing(value: Json): boolean {
  return value === '' || value === '00000000-0000-0000-0000-000000000000';
}

/** Attributes of the ticket as names and values: `[{ "Name": "Urgency", "Value": 1 }]`. */
function readProperties({ world }: Call, list: Json): { readonly values: Readonly<Record<string, Json>> } | Refused {
  const values: Record<string, Json> = {};
  for (const one of isJsonArray(list) ? list : [list]) {
    const name = isJsonObject(one) ? one['Name'] : undefined;
    if (!isJsonObject(one) || typeof name !== 'string')
      return refusedWith(
        refuse(world, 400, { name: 'InvalidValue', message: 'ExtraProperties are no names and values.' }),
      );
    values[name] = one['Value'] ?? null;
  }
  return { values };
}
