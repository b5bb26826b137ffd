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
import { readConditions } from '../request/read-conditions.ts';
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
  readonly body: JsonObject;
  /** What the conditions say. */
  readonly barred: Refusal | undefined;
  /** The request sets a condition that lets it update only. */
  readonly updateOnly: boolean;
}

function readPatch({ store, request, query, world }: Exchange, table: TableModel, key: KeyPredicate): Patch | Refusal {
  const location = locateRow(store, table, key);
  if (isRefusal(location)) return location;
  const read = readConditions(request, world);
  if (isRefusal(read)) return read;
  const literalNull = request.headers.some(
    ([name, value]) => name.toLowerCase() === 'if-none-match' && value === 'null',
  );
  const conditions = literalNull && !world.keeps('DV-UPS-012') ? { ...read, ifMatch: undefined } : read;
  const body = readPayload(request);
  if (isRefusal(body)) return body;
  const unknown = checkSelect(table, query.select);
  if (unknown) return unknown;
  const barred =
    checkPatchConditions(location, conditions, world) ?? checkBodyTag(location, body['@odata.etag'], world);
  return { location, body, barred, updateOnly: conditions.ifMatch !== undefined };
}

/** The tag inside a body is no condition: a client that sends back what it read would be refused for nothing. */
function checkBodyTag({ row }: Location, tag: Json | undefined, world: Exchange['world']): Refusal | undefined {
  if (tag === undefined || !row || tag === tagText(row, world)) return undefined;
  return world.keeps('DV-UPD-011') ? undefined : versionMismatch();
}

function carryOut(exchange: Exchange, { location, body, barred, updateOnly }: Patch): HttpResponse {
  const { request, world } = exchange;
  if (barred && !world.mutant(location.row ? 'refused-update-applied' : 'refused-create-applied'))
    return respondRefusal(world, barred);
  const done: PatchAnswer | Refusal = location.row
    ? updatePatched(exchange, { ...location, row: location.row }, body, updateOnly)
    : insertUpserted(exchange, location, body);
  if (barred) return respondRefusal(world, barred);
  if (isRefusal(done)) return respondRefusal(world, done);
  return respondPatched(exchange, location, done, parsePreferences(request.headers), updateOnly);
}
