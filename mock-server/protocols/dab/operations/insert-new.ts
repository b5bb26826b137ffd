import type { HttpResponse } from '../../../../core/http.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import type { World } from '../../../kernel/world.ts';
import { type Refusal, refuse } from '../errors.ts';
import { isSelected } from '../model/policy.ts';
import { putRow, type Row, rowKey, rowsOf } from '../model/rows.ts';
import { locationOfNew } from '../read/location.ts';
import { respondWritten } from '../read/respond-written.ts';
import type { Call } from '../request/call.ts';
import { constraintRules } from '../request/write-form.ts';
import { checkConstraints, refuseDuplicate } from '../write/check-constraints.ts';
import { insertedRow, patchedRow, replacedRow } from '../write/compose-row.ts';
import type { Write } from '../write/read-write.ts';

/** POST, and PUT or PATCH without a key in the URL: an insert whose key is in the body or generated. */
export function insertNew(call: Call, { form, values }: Write): HttpResponse | Refusal {
  const { store, role, entity, world } = call;
  const row = insertedRow(store, entity, values, form, world);
  const taken = rowsOf(store, entity).get(rowKey(entity, row));
  // 2.1 upserts where 2.0 inserts and fails.
  if (taken && form.method !== 'POST' && (world.edition === 'v2.1') === world.keeps('DAB-KLS-004'))
    return updateTaken(call, taken, values, form);
  const refusal = checkConstraints(call, row, constraintRules(form));
  if (refusal) return refusal;
  const replaces = form.method === 'POST' && taken !== undefined && !world.keeps('DAB-POS-006');
  if (taken && !replaces) {
    if (world.mutant('refused-rows-are-written')) putRow(store, entity, row);
    return refuseDuplicate(world, `${entity.table}_pkey`);
  }
  if (!isSelected(entity, role, 'create', row, world) && world.keeps('DAB-AUT-012')) {
    if (world.mutant('refused-create-inserts')) putRow(store, entity, row);
    return refuse(world, 403, 'DatabasePolicyFailure', 'Could not insert row with given values.');
  }
  const location = locationOfNew(call, row);
  // The server cannot write such a header, and fails after the insert.
  const unwritable = /[^\t\u0020-\u007e]/.test(location);
  if (!isLost(form, unwritable, world)) putRow(store, entity, row);
  if (unwritable) return respondEmpty(500);
  return respondWritten(call, 201, row, values, [['Location', location]]);
}

/** The bugs that a row is not inserted although the answer says so. */
function isLost({ method }: Write['form'], unwritable: boolean, world: World): boolean {
  if (method !== 'POST') return world.mutant('keyless-insert-is-lost');
  return unwritable && world.mutant('odd-key-is-not-inserted');
}

function updateTaken(call: Call, taken: Row, values: Row, form: Write['form']): HttpResponse {
  const { store, request, entity, world } = call;
  const after =
    request.method === 'PATCH'
      ? patchedRow(entity, taken, values, world)
      : replacedRow(store, entity, taken, values, form, world);
  if (!world.mutant('keyless-update-is-lost')) putRow(store, entity, after);
  return respondWritten(call, 200, after, values);
}
