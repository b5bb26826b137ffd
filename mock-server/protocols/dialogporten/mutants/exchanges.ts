import { decodeUtf8, type HttpRequest, headerLines } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../../../core/json.ts';
import { JsonSyntaxError, parseJson } from '../../../../core/parse-json.ts';
import type { Exchange } from '../../../kernel/bug.ts';
import { quiet } from '../../../kernel/bugs/quiet.ts';
import type { Call } from '../../../kernel/call.ts';
import { type DialogRow, tables } from '../model/dialog-row.ts';
import type { DtoObject } from '../model/dto-schema.ts';
import { createDialogDto } from '../model/dtos.ts';
import { parseGuid } from '../model/guid.ts';
import { queryValue } from '../request/bind-silent.ts';
import { readDto } from '../request/read-dto.ts';

/** If-Match as it was sent. */
export function ifMatchOf({ headers }: HttpRequest): string | undefined {
  const lines = headerLines(headers, 'If-Match');
  return lines.length === 0 ? undefined : lines.join(',');
}

/** A query parameter in lower case. */
export function asked(request: HttpRequest, name: string): string | undefined {
  return queryValue(request, name)?.toLowerCase();
}

/** The id of the dialog in a path. */
export function dialogIdOf({ target }: HttpRequest): string | undefined {
  const segment = /\/dialogs\/([^/?]+)/i.exec(target)?.[1];
  return segment === undefined ? undefined : parseGuid(segment);
}

/** The id of a child in a path, as it came. */
export function childIdOf({ target }: HttpRequest): string {
  return /\/(?:activities|transmissions)\/([^/?]+)/i.exec(target)?.[1] ?? '';
}

/** The dialog as the request left it; of a create the new one. */
export function rowOf({ request, response, store }: Exchange): DialogRow | undefined {
  const created = response.status < 300 ? parsed(response.body) : undefined;
  const id = dialogIdOf(request) ?? (typeof created === 'string' ? created : undefined);
  return id === undefined ? undefined : store.table<DialogRow>(tables.dialogs).get(id);
}

/** The dialog that a request is about, while it is handled. */
export function rowAt({ request, store }: Call): DialogRow | undefined {
  return store.table<DialogRow>(tables.dialogs).get(dialogIdOf(request) ?? '');
}

/** The dialog as the request found it. */
export function oldRowOf({ request, before }: Exchange): DialogRow | undefined {
  const id = dialogIdOf(request);
  return id === undefined ? undefined : before.table<DialogRow>(tables.dialogs).get(id);
}

/** Children that an update or a post adds. */
export function added(exchange: Exchange, list: 'activities' | 'transmissions'): readonly JsonObject[] {
  const old = oldRowOf(exchange)?.[list].map(({ id }) => id) ?? [];
  return rowOf(exchange)?.[list].filter(({ id }) => !old.includes(id)) ?? [];
}

/** The body as text. */
export function textOf({ body }: HttpRequest): string {
  return decodeUtf8(body);
}

/** The body as JSON, {} when it is no object. */
export function bodyOf({ body }: HttpRequest): JsonObject {
  const json = parsed(body);
  return isJsonObject(json) ? json : {};
}

/** The operations of a patch. */
export function operationsOf({ body }: HttpRequest): readonly JsonObject[] {
  const json = parsed(body);
  return isJsonArray(json) ? json.filter(isJsonObject) : [];
}

const read = new WeakMap<Uint8Array, { readonly json: Json | undefined }>();

/** Many bugs ask for the body of one exchange: it is parsed once. */
function parsed(body: Uint8Array): Json | undefined {
  const found = read.get(body) ?? { json: parseText(decodeUtf8(body)) };
  read.set(body, found);
  return found.json;
}

function parseText(text: string): Json | undefined {
  try {
    return text === '' ? undefined : parseJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}

/** The body as its type has it, {} when it cannot be read. */
export function dtoOf({ request, world }: Exchange, type: DtoObject): JsonObject {
  const result = readDto(type, bodyOf(request), quiet(world));
  return 'value' in result ? result.value : {};
}

/** The body of a create. */
export function createOf(exchange: Exchange): JsonObject {
  return dtoOf(exchange, createDialogDto);
}

/** What a refusal says is wrong, by place. */
export function errorsIn({ response }: Exchange): Readonly<Record<string, readonly string[]>> {
  const problem = response.status < 400 ? undefined : parsed(response.body);
  const errors = isJsonObject(problem) ? problem['errors'] : undefined;
  return isJsonObject(errors) ? (errors as unknown as Record<string, readonly string[]>) : {};
}
