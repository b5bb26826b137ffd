import type { HttpResponse } from '../../../../core/http.ts';
import type { Refused } from '../../../kernel/refused.ts';
import { refuseBad, refuseForbidden } from '../errors.ts';
import { isSelected } from '../model/policy.ts';
import { putRow, type Row, rowKey, rowsOf } from '../model/rows.ts';
import { respondWritten } from '../read/respond-written.ts';
import type { Call } from '../request/call.ts';
import type { KeyInUrl } from '../request/read-key.ts';
import { constraintRules, type Form } from '../request/write-form.ts';
import { checkConstraints, checkUnion } from '../write/check-constraints.ts';
import { patchedRow, replacedRow } from '../write/compose-row.ts';
import type { Write } from '../write/read-write.ts';
import { insertByKey } from './insert-by-key.ts';

/** PUT or PATCH with a key in the URL: an update if the row exists and the role may update it. */
export function writeByKey(call: Call, write: Write, key: KeyInUrl): HttpResponse | Refused {
  const { store, role, entity, world } = call;
  const { values, form } = write;
  const before = rowsOf(store, entity).get(rowKey(entity, key.values));
  const nothing = form.method === 'PATCH' && Object.keys(values).length === 0;
  if (nothing && world.keeps(world.features.has('strict-body') ? 'DAB-PAT-008' : 'DAB-STR-004'))
    return refuseBad(world, 'Update mutation does not update any values');
  const union = form.star ? undefined : checkUnion(call, values);
  if (union) return union;
  if (before === undefined) return insertByKey(call, write, key);
  const isHidden = !isSelected(entity, role, 'update', before, world);
  if (!isHidden || !world.keepsFor(`${form.method}${form.star ? ' *' : ''}`, 'DAB-AUT-014'))
    return update(call, before, write);
  world.cites('DAB-AUT-011');
  // 2.1 looks first whether the row is there; before, the update just finds none.
  return world.edition === 'v2.1' && !form.star
    ? refuseForbidden(world, 'DatabasePolicyFailure')
    : insertByKey(call, write, key);
}

function update(call: Call, before: Row, { values, form }: Write): HttpResponse | Refused {
  const { store, entity, world } = call;
  const compose = form.method === 'PATCH' ? patchedRow : replacedRow;
  const after = compose(call, before, values, form);
  const refusal = checkConstraints(call, after, constraintRules(form));
  if (refusal) return refusal;
  world.cites(updateRule(form), 'DAB-PUT-025', ...(form.star ? ['DAB-IFM-025'] : []));
  putRow(store, entity, after);
  return respondWritten(call, 200, after, values);
}

function updateRule({ method, star }: Form): string {
  if (star) return method === 'PATCH' ? 'DAB-IFM-002' : 'DAB-IFM-001';
  return method === 'PATCH' ? 'DAB-PAT-001' : 'DAB-PUT-001';
}
