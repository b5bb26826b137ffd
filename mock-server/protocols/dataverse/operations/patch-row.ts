import type { HttpResponse } from '../../../../core/http.ts';
import type { Json, JsonObject } from '../../../../core/json.ts';
import type { TableModel } from '../model/table.ts';
import { checkSelect } from '../read/member-names.ts';
import { tagText } from '../read/row-tag.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { versionMismatch } from '../refusals.ts';
import { checkPatchConditions } from '../request/check-conditions.ts';
import { type Location, locateRow } from '../request/locate-row.ts';
import type { KeyPredicate } from '../request/parse-key.ts';
import { parsePreferences } from '../request/parse-preferences.ts';
import { type Conditions, hasNullLiteral, readConditions } from '../request/read-conditions.ts';
import { respondRefusal } from '../respond.ts';
import { readPayload } from '../write/read-payload.ts';
import type { Exchange } from './exchange.ts';
import { insertUpserted } from './insert-upserted.ts';
import { type PatchAnswer, respondPatched } from './respond-patched.ts';
import { updatePatched } from './update-patched.ts';

/** PATCH on a row: update, or upsert, as far as the conditions allow. */
export function patchRow(exchange: Exchange, table: TableModel, key: KeyPredicate): HttpResponse {
  const patch = readPatch(exchange, table, key);
  return isRefusal(patch) ? respondRefusal(exchange.world, patch) : carryOut(exchange, patch);
}

interface Patch {
  readonly location: Location;
  readonly conditions: Conditions;
  readonly body: JsonObject;
  /** What the conditions say. */
  readonly barred: Refusal | undefined;
}

function readPatch({ store, request, query, world }: Exchange, table: TableModel, key: KeyPredicate): Patch | Refusal {
  const location = locateRow(store, table, key, world);
  if (isRefusal(location)) return location;
  const read = readConditions(request, world);
  if (isRefusal(read)) return read;
  const beside = read.ifMatch !== undefined && hasNullLiteral(request);
  const conditions = beside && !world.keeps('DV-UPS-012') ? { ...read, ifMatch: undefined } : read;
  const body = readPayload(request, world);
  if (isRefusal(body)) return body;
  const unknown = checkSelect(table, query.select);
  if (unknown) return unknown;
  const barred =
    checkPatchConditions(store, location, conditions, world) ?? checkBodyTag(location, body['@odata.etag'], world);
  return { location, conditions, body, barred };
}

/** The tag inside a body is no condition: a client that sends back what it read would be refused for nothing. */
function checkBodyTag({ row }: Location, tag: Json | undefined, world: Exchange['world']): Refusal | undefined {
  if (tag === undefined || !row || tag === tagText(row, world)) return undefined;
  return world.keeps('DV-UPD-011') ? undefined : versionMismatch();
}

function carryOut(exchange: Exchange, { location, conditions, body, barred }: Patch): HttpResponse {
  const { request, world } = exchange;
  const { row } = location;
  if (barred && !world.mutant(row ? 'refused-update-applied' : 'refused-create-applied'))
    return respondRefusal(world, barred);
  const done: PatchAnswer | Refusal = row
    ? updatePatched(exchange, { ...location, row }, conditions, body)
    : insertUpserted(exchange, location, body);
  const refusal = barred ?? (isRefusal(done) ? done : undefined);
  if (refusal || isRefusal(done)) return respondRefusal(world, refusal ?? (done as Refusal));
  return respondPatched(exchange, location, done, parsePreferences(request.headers), conditions.ifMatch !== undefined);
}
