import type { HeaderField, HttpResponse } from '../../../../core/http.ts';
import type { World } from '../../../kernel/world.ts';
import { pageTexts, type Refusal, refuse, refuseBad, refuseForbidden } from '../errors.ts';
import { type Entity, hasGeneratedKey, isRequired } from '../model/entity.ts';
import { isSelected } from '../model/policy.ts';
import { putRow, type Row, rowKey, rowsOf } from '../model/rows.ts';
import { keyPath, respondWritten } from '../read/respond-written.ts';
import type { Call } from '../request/call.ts';
import type { KeyInUrl } from '../request/read-key.ts';
import { constraintRules, type Form } from '../request/write-form.ts';
import { checkConstraints, refuseDuplicate } from '../write/check-constraints.ts';
import { insertedRow } from '../write/compose-row.ts';
import type { Write } from '../write/read-write.ts';

/**
 * PUT or PATCH of a key whose row is not there, or hidden by an update policy: an insert, unless a star forbids it or it
 * cannot be one.
 */
export function insertByKey(call: Call, { form, values }: Write, key: KeyInUrl): HttpResponse | Refusal {
  const { store, role, entity, world } = call;
  const whole = { ...values, ...key.values };
  const missed = form.star ? missStar(call, whole, form, key) : undefined;
  if (missed) return missed;
  const impossible = refuseImpossible(call, values, form, key);
  if (impossible) return impossible;
  const row = insertedRow(store, entity, whole, form, world);
  const refusal = checkConstraints(call, row, constraintRules(form));
  if (refusal) return refusal;
  if (rowsOf(store, entity).has(rowKey(entity, row))) return refuseDuplicate(world, `${entity.table}_pkey`);
  if (!isSelected(entity, role, 'create', row, world) && world.keeps('DAB-AUT-012')) {
    if (world.mutant('refused-create-inserts')) putRow(store, entity, row);
    return refuseForbidden(world, 'DatabasePolicyFailure');
  }
  const patch = form.method === 'PATCH';
  if (!world.keeps(patch ? 'DAB-PAT-002' : 'DAB-PUT-002')) return refuse(world, 404, 'EntityNotFound', 'Not found');
  if (!world.mutant('insert-is-lost')) putRow(store, entity, row);
  return respondWritten(call, world.mutant('insert-is-200') ? 200 : 201, row, values, locationOf(entity, row, world));
}

/** A star on a row that is not there: 404, whatever else would be wrong with the row. */
function missStar({ store, entity, world }: Call, whole: Row, form: Form, key: KeyInUrl): Refusal | undefined {
  const patch = form.method === 'PATCH';
  if (!world.keeps(patch ? 'DAB-IFM-004' : 'DAB-IFM-003')) return undefined;
  if (world.mutant(patch ? 'patch-miss-inserts-anyway' : 'put-miss-inserts-anyway'))
    putRow(store, entity, insertedRow(store, entity, whole, form, world));
  const incomplete = !patch && lacksRequired(entity, whole);
  if (incomplete && !world.keeps(isThere(store, entity, key) ? 'DAB-IFM-028' : 'DAB-IFM-023'))
    return refuse(world, 400, 'DatabaseOperationFailed', 'The row would be incomplete.');
  if (hasGeneratedKey(entity) && !world.keeps('DAB-IFM-020')) return refuseAbsent(world, entity, key);
  return refuse(
    world,
    world.mutant(patch ? 'patch-miss-is-412' : 'put-miss-is-412') ? 412 : 404,
    'EntityNotFound',
    pageTexts.noUpdate,
  );
}

function isThere(store: Call['store'], entity: Entity, key: KeyInUrl): boolean {
  return rowsOf(store, entity).has(rowKey(entity, key.values));
}

/** A generated key cannot be given; a PATCH may lack what an insert needs; and a PUT may be told so by a bug. */
function refuseImpossible({ store, entity, world }: Call, values: Row, form: Form, key: KeyInUrl): Refusal | undefined {
  const { key: names } = entity;
  const patch = form.method === 'PATCH';
  const generated = names.length > 1 ? 'DAB-PUT-020' : patch ? 'DAB-PAT-004' : 'DAB-PUT-019';
  if (hasGeneratedKey(entity) && world.keeps(generated)) {
    if (world.mutant('missed-upsert-inserts-anyway')) putRow(store, entity, { ...values, ...key.values });
    return refuseAbsent(world, entity, key);
  }
  const whole = { ...values, ...key.values };
  if (lacksRequired(entity, whole) && world.keeps('DAB-PAT-003')) {
    if (world.mutant('incomplete-patch-writes-anyway'))
      putRow(store, entity, insertedRow(store, entity, whole, form, world));
    return refuseAbsent(world, entity, key);
  }
  const left = entity.columns.find(
    ({ name, nullable, default: standard, generated: made }) =>
      nullable && standard === undefined && made === undefined && !Object.hasOwn(whole, name),
  );
  return !patch && left && !world.keeps('DAB-PUT-010')
    ? refuseBad(world, `Invalid request body. Missing field in body: ${left.exposed}.`)
    : undefined;
}

function lacksRequired(entity: Entity, whole: Row): boolean {
  return entity.columns.some((column) => isRequired(column) && !Object.hasOwn(whole, column.name));
}

function refuseAbsent(world: World, entity: Entity, key: KeyInUrl): Refusal {
  const shown = world.mutant('key-in-other-order') ? key.text.split(', ').reverse().join(', ') : key.text;
  return refuse(
    world,
    404,
    'ItemNotFound',
    `Cannot perform INSERT and could not find ${world.mutant('path-in-texts') ? entity.path : entity.name} with primary key <${shown}> to perform UPDATE on.`,
  );
}

/** The product sends the field with an empty value, the page shows "id/500"; leaving it out is as good as empty. */
function locationOf(entity: Entity, row: Row, world: World): readonly HeaderField[] {
  const path = keyPath(entity, row);
  if (world.edition === 'documented')
    return [['Location', world.keeps('DAB-DOC-003') ? path : `/api/${entity.path}/${path}`]];
  if (!world.keeps('DAB-PUT-003')) return [['Location', path]];
  return world.variant('no-location-on-upsert') ? [] : [['Location', '']];
}
