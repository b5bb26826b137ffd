import type { HeaderField, HttpResponse } from '../../../../core/http.ts';
import type { Refused } from '../../../kernel/refused.ts';
import type { World } from '../../../kernel/world.ts';
import { pageTexts, refuse, refuseForbidden } from '../errors.ts';
import { type Entity, hasGeneratedKey, isRequired } from '../model/entity.ts';
import { isSelected } from '../model/policy.ts';
import { putRow, type Row, rowKey, rowsOf } from '../model/rows.ts';
import { keyPath, respondWritten } from '../read/respond-written.ts';
import type { Call } from '../request/call.ts';
import type { KeyInUrl } from '../request/read-key.ts';
import { constraintRules } from '../request/write-form.ts';
import { checkConstraints, checkKey } from '../write/check-constraints.ts';
import { insertedRow } from '../write/compose-row.ts';
import type { Write } from '../write/read-write.ts';

/**
 * PUT or PATCH of a key whose row is not there, or hidden by an update policy: an insert, unless a star forbids it or it
 * cannot be one.
 */
export function insertByKey(call: Call, { form, values }: Write, key: KeyInUrl): HttpResponse | Refused {
  const { store, role, entity, world } = call;
  const patch = form.method === 'PATCH';
  const whole = { ...values, ...key.values };
  // A star on a row that is not there: 404, whatever else would be wrong with the row.
  if (form.star && world.keeps(patch ? 'DAB-IFM-004' : 'DAB-IFM-003')) {
    world.cites(...rulesOfMiss(call, whole, patch));
    return refuse(world, 404, 'EntityNotFound', pageTexts.noUpdate);
  }
  if (isImpossible(call, whole, patch)) return refuseAbsent(world, entity, key);
  const row = insertedRow(call, whole, form);
  const refusal = checkConstraints(call, row, constraintRules(form)) ?? checkKey(call, row);
  if (refusal) return refusal;
  if (!isSelected(entity, role, 'create', row, world) && world.keeps('DAB-AUT-012'))
    return refuseForbidden(world, 'DatabasePolicyFailure');
  world.cites(...(patch ? ['DAB-PAT-002'] : ['DAB-PUT-002', 'DAB-PUT-010']));
  putRow(store, entity, row);
  return respondWritten(call, 201, row, values, locationOf(entity, row, world));
}

/** What else would be wrong where a star misses: the row is hidden, or would be incomplete, or its key cannot be given. */
function rulesOfMiss({ store, entity }: Call, whole: Row, patch: boolean): readonly string[] {
  const isThere = rowsOf(store, entity).has(rowKey(entity, whole));
  const hidden = !patch && isThere ? ['DAB-IFM-028'] : [];
  const incomplete = !patch && !isThere && lacksRequired(entity, whole) ? ['DAB-IFM-023'] : [];
  return [...hidden, ...incomplete, ...(hasGeneratedKey(entity) ? ['DAB-IFM-020'] : [])];
}

/** A generated key cannot be given, and a PATCH may lack what an insert needs. */
function isImpossible({ entity, world }: Call, whole: Row, patch: boolean): boolean {
  const generated = patch ? 'DAB-PAT-004' : entity.key.length > 1 ? 'DAB-PUT-020' : 'DAB-PUT-019';
  return (
    (hasGeneratedKey(entity) && world.keeps(generated)) || (lacksRequired(entity, whole) && world.keeps('DAB-PAT-003'))
  );
}

function lacksRequired(entity: Entity, whole: Row): boolean {
  return entity.columns.some((column) => isRequired(column) && !Object.hasOwn(whole, column.name));
}

function refuseAbsent(world: World, { name }: Entity, { text }: KeyInUrl): Refused {
  return refuse(
    world,
    404,
    'ItemNotFound',
    `Cannot perform INSERT and could not find ${name} with primary key <${text}> to perform UPDATE on.`,
  );
}

/** The product sends the field with an empty value, the page shows "id/500"; leaving it out is as good as empty. */
function locationOf(entity: Entity, row: Row, world: World): readonly HeaderField[] {
  const flat = world.edition === 'documented';
  world.cites(flat ? 'DAB-DOC-003' : 'DAB-PUT-003');
  if (flat) return [['Location', keyPath(entity, row)]];
  return world.variant('no-location-on-upsert') ? [] : [['Location', '']];
}
