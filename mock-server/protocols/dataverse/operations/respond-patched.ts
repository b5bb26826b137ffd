import type { HeaderField, HttpResponse } from '../../../../core/http.ts';
import type { World } from '../../../kernel/world.ts';
import type { TableRow } from '../model/table-row.ts';
import { representRow } from '../read/represent-row.ts';
import { tagText } from '../read/row-tag.ts';
import type { Location } from '../request/locate-row.ts';
import type { Preferences } from '../request/parse-preferences.ts';
import { respondData, respondNothing } from '../respond.ts';
import { entityIdHeader } from '../service-url.ts';
import type { Changes } from '../write/read-changes.ts';
import type { Exchange } from './exchange.ts';

/** What a PATCH has done. */
export interface PatchAnswer {
  readonly created: boolean;
  readonly before: TableRow | undefined;
  readonly row: TableRow;
  readonly changes: Changes;
}

/** The answer to a PATCH that was carried out: nothing but headers, or the row. `updateOnly`: it set If-Match. */
export function respondPatched(
  exchange: Exchange,
  location: Location,
  done: PatchAnswer,
  preferences: Preferences,
  updateOnly: boolean,
): HttpResponse {
  const { query, world } = exchange;
  const { created } = done;
  const asked = preferences.representation && world.keeps(created ? 'DV-UPS-004' : 'DV-PRF-001');
  // OData takes $select for a wish to see the row; Dataverse shows it only to those who ask in so many words.
  const bySelect = query.select !== undefined && !preferences.representation && !world.keeps('DV-PRF-006');
  const byMinimal = preferences.minimal && !world.keeps('DV-PRF-010');
  if (asked || bySelect || byMinimal) return respondRepresentation(exchange, location, done, asked);
  const empty = respondNothing(world, entityId(location, done, updateOnly, world));
  if (created) return world.mutant('create-answers-201') ? { ...empty, status: 201 } : empty;
  return world.keeps('DV-UPD-001') ? empty : { ...empty, status: 200 };
}

function respondRepresentation(
  { store, query, world }: Exchange,
  { table }: Location,
  { created, before, row, changes }: PatchAnswer,
  asked: boolean,
): HttpResponse {
  const old = before && world.mutant('representation-of-old-values') ? { ...row, values: before.values } : row;
  const visible = world.mutant('representation-of-sent-values') ? { ...row, values: changes } : old;
  const shown = before && !world.keeps('DV-PRF-009') ? { ...visible, version: before.version } : visible;
  const select = world.keeps('DV-PRF-004') ? query.select : undefined;
  const expand = query.expand.length === 0 || world.keeps('DV-PRF-007') ? [] : query.expand;
  const body = representRow(store, table, shown, { select, expand }, created ? 'created' : 'updated', world);
  const applied = asked && world.keeps('DV-PRF-002');
  const tagged = world.edition !== 'documented' && world.keeps('DV-PRF-008');
  return respondData(world, representationStatus(created, world), body, [
    ...(applied ? [['Preference-Applied', 'return=representation'] as const] : []),
    ...(tagged ? [['ETag', tagText(shown, world)] as const] : []),
  ]);
}

/** 201 and 200 are the only way to tell whether an upsert created or updated. */
function representationStatus(created: boolean, world: World): number {
  if (created) return world.mutant('created-answers-200') ? 200 : 201;
  return world.keeps('DV-UPS-005') ? 200 : 201;
}

/** The page shows no OData-EntityId on a plain update; the service sends it. */
function entityId(location: Location, { created, row }: PatchAnswer, updateOnly: boolean, world: World): HeaderField[] {
  const { table, key, keyText } = location;
  if (updateOnly) {
    if (world.edition === 'documented' || world.variant('update-without-entity-id')) return [];
    return [entityIdHeader(table, world.keeps('DV-UPD-002') ? keyText : world.uuid(4), world)];
  }
  if (key) {
    if (!created && !world.keeps('DV-AK-003')) return [];
    return [entityIdHeader(table, world.keeps('DV-AK-002') ? keyText : row.id, world)];
  }
  return world.keeps(created ? 'DV-UPS-002' : 'DV-UPS-003') ? [entityIdHeader(table, row.id, world)] : [];
}
