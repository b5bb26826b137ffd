import type { HeaderField, HttpResponse } from '../../../core/http.ts';
import type { World } from '../../kernel/world.ts';
import type { Call } from './call.ts';
import { checkConstraints } from './check-constraints.ts';
import { insertedRow } from './compose-row.ts';
import { columnOf, type Entity, isRequired } from './entity.ts';
import { pageTexts, type Refusal, refuse } from './errors.ts';
import type { Precondition } from './if-match.ts';
import type { KeyInUrl } from './read-key.ts';
import { keyPath, respondWritten } from './respond-written.ts';
import { putRow, type Row } from './rows.ts';

/** PUT or PATCH of a key that no row has: an insert, unless a star forbids it or it cannot be one. */
export function insertByKey(
  call: Call,
  values: Row,
  key: KeyInUrl,
  precondition: Precondition,
): HttpResponse | Refusal {
  const { store, request, entity, world } = call;
  const patch = request.method === 'PATCH';
  const whole = { ...values, ...key.values };
  if (precondition === 'must-exist' && world.keeps(patch ? 'DAB-IFM-004' : 'DAB-IFM-003')) {
    if (world.mutant(patch ? 'patch-miss-inserts-anyway' : 'put-miss-inserts-anyway'))
      putRow(store, entity, insertedRow(store, entity, whole));
    return refuse(world, statusOfMiss(patch, world), 'EntityNotFound', pageTexts.noUpdate);
  }
  if (cannotInsert(entity, values, patch, world)) {
    if (world.mutant('incomplete-patch-writes-anyway')) putRow(store, entity, insertedRow(store, entity, whole));
    const message = `Cannot perform INSERT and could not find ${entity.name} with primary key <${key.text}> to perform UPDATE on.`;
    return refuse(world, 404, 'ItemNotFound', message);
  }
  const row = insertedRow(store, entity, whole);
  const refusal = checkConstraints(store, entity, row, world);
  if (refusal) return refusal;
  if (!world.keeps(patch ? 'DAB-PAT-002' : 'DAB-PUT-002')) return refuse(world, 404, 'EntityNotFound', 'Not found');
  if (!world.mutant('insert-is-lost')) putRow(store, entity, row);
  return respondWritten(call, world.mutant('insert-is-200') ? 200 : 201, row, values, locationOf(entity, row, world));
}

function statusOfMiss(patch: boolean, world: World): number {
  return world.mutant(patch ? 'patch-miss-is-412' : 'put-miss-is-412') ? 412 : 404;
}

/** A generated key cannot be given; a PATCH may lack what an insert needs (a PUT is checked before). */
function cannotInsert(entity: Entity, values: Row, patch: boolean, world: World): boolean {
  if (entity.key.some((name) => columnOf(entity, name)?.generated !== undefined)) return true;
  const lacks = entity.columns.some(
    (column) => isRequired(column) && !entity.key.includes(column.name) && !Object.hasOwn(values, column.name),
  );
  return patch && lacks && world.keeps('DAB-PAT-003');
}

/** The product sends the field with an empty value, the page shows "id/500"; leaving it out is as good as empty. */
function locationOf(entity: Entity, row: Row, world: World): readonly HeaderField[] {
  const path = keyPath(entity, row);
  if (world.edition === 'documented')
    return [['Location', world.keeps('DAB-DOC-003') ? path : `/api/${entity.path}/${path}`]];
  if (!world.keeps('DAB-PUT-003')) return [['Location', path]];
  return world.variant('no-location-on-upsert') ? [] : [['Location', '']];
}
