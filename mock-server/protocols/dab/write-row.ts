import type { HeaderField, HttpResponse } from '../../../core/http.ts';
import { jsonEquals } from '../../../core/json-equals.ts';
import type { Store } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import { checkConstraints, refuseDatabase } from './check-constraints.ts';
import { clearedRow, insertedRow, patchedRow, replacedRow } from './compose-row.ts';
import { columnOf, type Entity, isRequired } from './entities.ts';
import { type Refusal, refuse } from './errors.ts';
import type { Precondition } from './if-match.ts';
import { presentRow, respondFlatRow, respondRows } from './present-row.ts';
import type { KeyInUrl } from './read-key.ts';
import { type BookRow, rowKey, rowsOf } from './rows.ts';

/** A checked write. */
export interface Write {
  readonly method: string;
  readonly entity: Entity;
  /** Columns sent, converted. */
  readonly values: BookRow;
  readonly canRead: boolean;
}

/** PUT or PATCH with a key in the URL: update, insert, or neither. */
export function writeByKey(
  store: Store,
  write: Write,
  key: KeyInUrl,
  precondition: Precondition,
  world: World,
): HttpResponse | Refusal {
  const { method, entity, values } = write;
  const rows = rowsOf(store, entity);
  const before = rows.get(rowKey(entity, key.values));
  const patch = method === 'PATCH';
  if (patch && Object.keys(values).length === 0 && world.keeps('DAB-PAT-008')) {
    if (before && world.mutant('empty-patch-clears')) put(store, entity, clearedRow(entity, before));
    return refuse(world, 400, 'BadRequest', 'Update mutation does not update any values');
  }
  if (before === undefined) return insertByKey(store, write, key, precondition, world);
  const star = precondition === 'must-exist';
  if (star && (world.mutant('star-refuses-existing') || (patch && world.mutant('star-patch-is-412'))))
    return refuse(world, 412, 'BadRequest', 'Precondition failed');
  const merge = patch || (star && !world.keeps('DAB-IFM-024'));
  const after = merge ? patchedRow(entity, before, values, world) : replacedRow(entity, before, values, world);
  const refusal = checkConstraints(store, entity, after, world);
  if (refusal) return refusal;
  const same = jsonEquals(before, after);
  if (star && same && world.mutant('star-only-once')) return refuse(world, 412, 'BadRequest', 'Precondition failed');
  const rule = updateRule(patch, star);
  // An update that answers well and writes nothing.
  if (world.keeps(rule)) put(store, entity, after);
  if (!patch && same && world.mutant('repeated-put-changes')) put(store, entity, clearedRow(entity, after));
  const status =
    world.mutant('update-is-201') || (star && !world.keeps('DAB-IFM-025'))
      ? 201
      : world.mutant('update-is-204')
        ? 204
        : 200;
  return respondWritten(write, status, world.mutant('answers-old-row') ? before : after, world, []);
}

function insertByKey(
  store: Store,
  write: Write,
  key: KeyInUrl,
  precondition: Precondition,
  world: World,
): HttpResponse | Refusal {
  const { method, entity, values } = write;
  const patch = method === 'PATCH';
  if (precondition === 'must-exist' && world.keeps(patch ? 'DAB-IFM-004' : 'DAB-IFM-003')) {
    const miss = refuse(
      world,
      world.mutant('miss-is-412') ? 412 : 404,
      'EntityNotFound',
      'No Update could be performed, record not found',
    );
    // Refused, and yet the row is there afterwards.
    if (world.mutant('miss-inserts-anyway'))
      put(store, entity, insertedRow(store, entity, { ...values, ...key.values }));
    return miss;
  }
  const generated = entity.key.some((name) => columnOf(entity, name)?.generated !== undefined);
  const missing = entity.columns.some(
    (column) => isRequired(column) && !entity.key.includes(column.name) && !Object.hasOwn(values, column.name),
  );
  if (generated || (patch && missing && world.keeps('DAB-PAT-003'))) {
    if (world.mutant('incomplete-patch-writes-anyway'))
      put(store, entity, insertedRow(store, entity, { ...values, ...key.values }));
    return refuse(
      world,
      404,
      'ItemNotFound',
      `Cannot perform INSERT and could not find ${entity.name} with primary key <${key.text}> to perform UPDATE on.`,
    );
  }
  const row = insertedRow(store, entity, { ...values, ...key.values });
  const refusal = checkConstraints(store, entity, row, world);
  if (refusal) return refusal;
  if (!world.keeps(patch ? 'DAB-PAT-002' : 'DAB-PUT-002')) return refuse(world, 404, 'EntityNotFound', 'Not found');
  if (!world.mutant('insert-is-lost')) put(store, entity, row);
  return respondWritten(
    write,
    world.mutant('insert-is-200') ? 200 : 201,
    row,
    world,
    locationOfUpsert(entity, row, world),
  );
}

/** POST, and PUT or PATCH without a key in the URL: an insert whose key is in the body or generated. */
export function insertNew(store: Store, write: Write, world: World): HttpResponse | Refusal {
  const { method, entity, values } = write;
  const row = insertedRow(store, entity, values);
  const taken = rowsOf(store, entity).get(rowKey(entity, row));
  if (taken && method !== 'POST' && world.edition === 'v2.1') {
    const after =
      method === 'PATCH' ? patchedRow(entity, taken, values, world) : replacedRow(entity, taken, values, world);
    put(store, entity, after);
    return respondWritten(write, 200, after, world, []);
  }
  const refusal = checkConstraints(store, entity, row, world);
  if (refusal) return refusal;
  if (taken)
    return refuseDatabase(world, 409, `23505: duplicate key value violates unique constraint "${entity.table}_pkey"`);
  put(store, entity, row);
  const path = entity.key.map((name) => `${name}/${row[name]}`).join('/');
  const absolute =
    method === 'POST' || (world.edition === 'v2.1' && entity.key.some((name) => columnOf(entity, name)?.generated));
  const location = absolute && write.canRead ? `${world.baseUrl}/api/${entity.path}/${path}` : '';
  return respondWritten(write, 201, row, world, [['Location', world.keeps('DAB-POS-001') ? location : `/${path}`]]);
}

function updateRule(patch: boolean, star: boolean): string {
  if (star) return patch ? 'DAB-IFM-002' : 'DAB-IFM-001';
  return patch ? 'DAB-PAT-001' : 'DAB-PUT-001';
}

function put(store: Store, entity: Entity, row: BookRow): void {
  rowsOf(store, entity).put(rowKey(entity, row), row);
}

/** The product sends the field with an empty value, the page shows "id/500"; leaving it out is as good as empty. */
function locationOfUpsert(entity: Entity, row: BookRow, world: World): readonly HeaderField[] {
  const path = entity.key.map((name) => `${name}/${row[name]}`).join('/');
  if (world.edition === 'documented')
    return [['Location', world.keeps('DAB-DOC-003') ? path : `/api/${entity.path}/${path}`]];
  if (!world.keeps('DAB-PUT-003')) return [['Location', path]];
  return world.variant('no-location-on-upsert') ? [] : [['Location', '']];
}

function respondWritten(
  write: Write,
  status: number,
  row: BookRow,
  world: World,
  headers: readonly HeaderField[],
): HttpResponse {
  const { entity, values, canRead } = write;
  if (status === 204) return { status, headers, body: new Uint8Array(0) };
  if (world.edition === 'documented') return respondFlatRow(world, entity, status, row, Object.keys(values), headers);
  return respondRows(world, status, canRead ? [presentRow(entity, row, world)] : [], headers);
}
