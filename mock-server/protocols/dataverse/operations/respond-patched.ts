import type { HeaderField, HttpResponse } from '../../../../core/http.ts';
import type { World } from '../../../kernel/world.ts';
import type { TableRow } from '../model/table-row.ts';
import { representRow } from '../read/represent-row.ts';
import { tagText } from '../read/row-tag.ts';
import type { Location } from '../request/locate-row.ts';
import type { Preferences } from '../request/parse-preferences.ts';
import { respondData, respondNothing } from '../respond.ts';
import { serviceUrl } from '../service-url.ts';
import type { Changes } from '../write/read-changes.ts';
import type { Exchange } from './exchange.ts';

/** What a PATCH has done. */
export interface PatchAnswer {
  readonly created: boolean;
  readonly before: TableRow | undefined;
  readonly row: TableRow;
  readonly changes: Changes;
}

/** The answer to a PATCH that was carried out: nothing but headers, or the row. */
export function respondPatched(
  exchange: Exchange,
  location: Location,
  done: PatchAnswer,
  preferences: Preferences,
  updateOnly: boolean,
): HttpResponse {
  const { query, world } = exchange;
  const { created } = done;
  const asked = preferences.representation && world.keeps('DV-PRF-001', created ? 'DV-UPS-004' : 'DV-UPS-005');
  // OData takes $select for a wish to see the row; Dataverse shows it only to those who ask in so many words.
  const shown = asked || (query.select !== undefined && !preferences.representation && !world.keeps('DV-PRF-006'));
  if (!shown && world.keeps('DV-PRF-010'))
    return world.mutant('update-answers-200') && !created
      ? { ...respondNothing(world, entityId(location, done, updateOnly, world)), status: 200 }
      : respondNothing(world, entityId(location, done, updateOnly, world));
  return respondRepresentation(exchange, location, done, asked);
}

function respondRepresentation(
  { store, query, world }: Exchange,
  { table }: Location,
  { created, before, row, changes }: PatchAnswer,
  asked: boolean,
): HttpResponse {
  const old = before && world.mutant('representation-of-old-values') ? { ...row, values: before.values } : row;
  const visible = world.mutant('representation-of-sent-values') ? { ...row, values: changes } : old;
  const select = world.keeps('DV-PRF-004') ? query.select : undefined;
  const expand = query.expand.length === 0 || world.keeps('DV-PRF-007') ? [] : query.expand;
  const stale = world.keeps('DV-PRF-009') || !before ? visible : { ...visible, version: before.version };
  const body = representRow(store, table, stale, { select, expand }, created ? 'created' : 'updated', world);
  const status = created && !world.mutant('created-answers-200') ? 201 : 200;
  const confused = !created && world.mutant('updated-answers-201') ? 201 : status;
  const applied = asked && world.keeps('DV-PRF-002');
  const tagged = world.edition !== 'documented' && world.keeps('DV-PRF-008');
  return respondData(world, confused, body, [
    ...(applied ? [['Preference-Applied', 'return=representation'] as const] : []),
    ...(tagged ? [['ETag', tagText(stale, world)] as const] : []),
  ]);
}

/** The page shows no OData-EntityId on a plain update; the service sends it. */
function entityId(location: Location, { created, row }: PatchAnswer, updateOnly: boolean, world: World): HeaderField[] {
  if (updateOnly && (world.edition === 'documented' || world.variant('update-without-entity-id'))) return [];
  const { table, key, keyText } = location;
  const named = key && world.keeps('DV-AK-002') ? keyText : row.id;
  const wrong = updateOnly && !world.keeps('DV-UPD-002');
  const id = wrong ? world.uuid(4) : named;
  if (!key && !updateOnly && !world.keeps(created ? 'DV-UPS-002' : 'DV-UPS-003')) return [];
  if (key && !created && world.mutant('key-update-without-entity-id')) return [];
  return [['OData-EntityId', `${serviceUrl(world)}/${table.setName}(${id})`]];
}
