import type { HeaderField, HttpResponse } from '../../../../core/http.ts';
import { type JsonObject, jsonObject } from '../../../../core/json.ts';
import { findColumn, type TableModel } from '../model/table.ts';
import { representRow } from '../read/represent-row.ts';
import { tagText } from '../read/row-tag.ts';
import type { Location } from '../request/location.ts';
import { annotationsApplied, preferencesApplied, readPreferences } from '../request/parse-preferences.ts';
import type { WebApiCall } from '../request/web-api-call.ts';
import { respondData, respondNothing } from '../respond.ts';
import { rowShown, shapeShown } from '../seams.ts';
import { entityIdHeader } from '../service-url.ts';
import type { Patched } from './patched.ts';

/** The answer to a PATCH that was carried out: nothing but headers, or the row. `updateOnly`: it set If-Match. */
export function respondPatched(call: WebApiCall, location: Location, done: Patched, updateOnly: boolean): HttpResponse {
  const { query, world } = call;
  const { representation, minimal } = readPreferences(call);
  if (representation && world.keeps(done.before ? 'DV-PRF-001' : 'DV-UPS-004'))
    return respondRepresentation(call, location, done);
  // OData takes $select for a wish to see the row; Dataverse shows it only to those who ask in so many words.
  if (query.select !== undefined && !representation) world.cites('DV-PRF-006');
  if (minimal) world.cites('DV-PRF-010');
  if (done.before) world.cites('DV-UPD-001');
  return respondNothing(world, entityId(call, location, done, updateOnly));
}

/** 201 and 200 are the only way to tell whether an upsert created or updated. */
function respondRepresentation(call: WebApiCall, { table }: Location, done: Patched): HttpResponse {
  const { query, world } = call;
  const row = world.through(rowShown, done.row, done);
  const shape = world.through(shapeShown, { select: query.select, expand: [] }, query);
  const { annotations } = readPreferences(call);
  const shown = representRow(call, table, row, { ...shape, annotations });
  world.cites('DV-PRF-002', 'DV-PRF-004', 'DV-PRF-009', ...(query.expand.length > 0 ? ['DV-PRF-007'] : []));
  const tagged = world.edition !== 'documented' && world.keeps('DV-PRF-008');
  const headers: readonly HeaderField[] = [
    ...preferencesApplied('return=representation', annotationsApplied(call)),
    ...(tagged ? [['ETag', tagText(row, world)] as const] : []),
  ];
  if (!done.before) return respondData(world, 201, shown, headers);
  world.cites('DV-UPS-005');
  return respondData(world, 200, world.variant('other-time-precision') ? precise(table, shown) : shown, headers);
}

/** One writer of JSON may write more digits of a time than another; both mean the same instant. */
function precise(table: TableModel, row: JsonObject): JsonObject {
  const isTime = (name: string): boolean => findColumn(table, name)?.type.kind === 'date-time';
  return jsonObject(
    Object.entries(row).map(([name, value]) => [
      name,
      isTime(name) && typeof value === 'string' ? value.replace(/Z$/, '.0000000Z') : value,
    ]),
  );
}

/** The page shows no OData-EntityId on a plain update; the service sends it. */
function entityId({ world }: WebApiCall, location: Location, done: Patched, updateOnly: boolean): HeaderField[] {
  const { table, key, keyText } = location;
  if (updateOnly && (world.edition === 'documented' || world.variant('update-without-entity-id'))) return [];
  if (updateOnly) world.cites('DV-UPD-002');
  else if (key) world.cites('DV-AK-002', ...(done.before ? ['DV-AK-003'] : []));
  else world.cites(done.before ? 'DV-UPS-003' : 'DV-UPS-002');
  return [entityIdHeader(table, key ? keyText : done.row.id, world)];
}
