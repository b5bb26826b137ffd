import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import type { DialogFields } from '../model/dialog-row.ts';
import type { DtoObject, DtoType } from '../model/dto-schema.ts';
import { createDialogDto } from '../model/dtos.ts';
import { shownStatus } from '../model/enums.ts';
import { newUuid } from '../model/revision.ts';
import { mediaTypesOf } from './validate-content.ts';
import { normalizeLocalizations } from './validate-localizations.ts';

/** Turns values that were read and found valid into what is stored: new ids, normal forms, defaults. */
export function storeValue(type: DtoObject, value: JsonObject, world: World): JsonObject {
  const out: Record<string, Json> = {};
  for (const { name, type: memberType } of type.members) {
    const member = value[name];
    if (member === undefined) {
      if (name === 'id' && type !== createDialogDto) out[name] = newUuid('child', world);
      else if (name === 'httpMethod') out[name] = 'GET';
      continue;
    }
    out[name] = storeMember(memberType, member, name, world);
  }
  return out;
}

function storeMember(type: DtoType, value: Json, name: string, world: World): Json {
  if (type.kind === 'localizations') return normalizeLocalizations(value as readonly JsonObject[], false, world);
  if (type.kind === 'list' && type.of.kind === 'object' && isJsonArray(value)) {
    const { of } = type;
    return value.map((item) => storeValue(of, item as JsonObject, world));
  }
  if (type.kind === 'object' && isJsonObject(value))
    return name === 'content' ? storeContent(type, value, world) : storeValue(type, value, world);
  return value;
}

/** Content members get their media type; members without a value are as good as absent. */
function storeContent(type: DtoObject, content: JsonObject, world: World): JsonObject {
  const out: Record<string, Json> = {};
  for (const { name } of type.members) {
    const member = content[name] as JsonObject | undefined;
    const value = (member?.['value'] ?? []) as readonly JsonObject[];
    if (member === undefined || value.length === 0) continue;
    const mediaType = member['mediaType'] ?? mediaTypesOf(name)[0] ?? 'text/plain';
    out[name] = { value: normalizeLocalizations(value, true, world), mediaType };
  }
  return out;
}

const updatable: ReadonlySet<string> = new Set([
  'status',
  'progress',
  'process',
  'precedingProcess',
  'extendedStatus',
  'externalReference',
  'dueAt',
  'expiresAt',
  'isApiOnly',
  'content',
  'searchTags',
  'attachments',
  'guiActions',
  'apiActions',
]);

/** The updatable members of a dialog out of a body that was read and found valid. */
export function storeFields(type: DtoObject, dto: JsonObject, world: World): DialogFields {
  const stored = Object.entries(storeValue(type, dto, world)).filter(([name]) => updatable.has(name));
  const fields: Record<string, Json> = Object.fromEntries(stored);
  const status = fields['status'];
  fields['status'] = typeof status === 'string' ? shownStatus(status, world) : 'NotApplicable';
  return fields as unknown as DialogFields;
}
