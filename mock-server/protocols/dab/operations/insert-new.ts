import type { HttpResponse } from '../../../../core/http.ts';
import type { Refused } from '../../../kernel/refused.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import { refuse } from '../errors.ts';
import { isSelected } from '../model/policy.ts';
import { putRow, type Row, rowKey, rowsOf } from '../model/rows.ts';
import { locationOfNew } from '../read/location.ts';
import { respondWritten } from '../read/respond-written.ts';
import type { Call } from '../request/call.ts';
import { constraintRules } from '../request/write-form.ts';
import * as seams from '../seams.ts';
import { checkConstraints, checkKey } from '../write/check-constraints.ts';
import { insertedRow, patchedRow, replacedRow } from '../write/compose-row.ts';
import type { Write } from '../write/read-write.ts';

/** POST, and PUT or PATCH without a key in the URL: an insert whose key is in the body or generated. */
export function insertNew(call: Call, { form, values }: Write): HttpResponse | Refused {
  const { store, role, entity, world } = call;
  const row = insertedRow(call, values, form);
  const taken = rowsOf(store, entity).get(rowKey(entity, row));
  // 2.1 upserts where 2.0 inserts and fails.
  if (taken && form.method !== 'POST') {
    world.cites('DAB-KLS-004');
    if (world.through(seams.updatesTaken, world.edition === 'v2.1')) return updateTaken(call, taken, values, form);
  }
  const refusal = checkConstraints(call, row, constraintRules(form)) ?? checkKey(call, row);
  if (refusal) return refusal;
  if (!isSelected(entity, role, 'create', row, world) && world.keeps('DAB-AUT-012'))
    return refuse(world, 403, 'DatabasePolicyFailure', 'Could not insert row with given values.');
  putRow(store, entity, row);
  const location = locationOfNew(call, row);
  // The server cannot write such a header, and fails after the insert.
  if (/[^\t\u0020-\u007e]/.test(location)) {
    world.cites('DAB-POS-007');
    return respondEmpty(500);
  }
  return respondWritten(call, 201, row, values, [['Location', location]]);
}

function updateTaken(call: Call, taken: Row, values: Row, form: Write['form']): HttpResponse {
  const compose = form.method === 'PATCH' ? patchedRow : replacedRow;
  const after = compose(call, taken, values, form);
  putRow(call.store, call.entity, after);
  return respondWritten(call, 200, after, values);
}
