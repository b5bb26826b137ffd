import type { HttpResponse } from '../../../../core/http.ts';
import { jsonEquals } from '../../../../core/json-equals.ts';
import { type Refusal, refuse, refuseBad, refuseForbidden } from '../errors.ts';
import { isSelected } from '../model/policy.ts';
import { putRow, type Row, rowKey, rowsOf } from '../model/rows.ts';
import { respondWritten } from '../read/respond-written.ts';
import type { Call } from '../request/call.ts';
import type { KeyInUrl } from '../request/read-key.ts';
import { constraintRules, type Form } from '../request/write-form.ts';
import { checkConstraints, checkUnion } from '../write/check-constraints.ts';
import { clearedRow, patchedRow, replacedRow } from '../write/compose-row.ts';
import type { Write } from '../write/read-write.ts';
import { insertByKey } from './insert-by-key.ts';

/** PUT or PATCH with a key in the URL: an update if the row exists and the role may update it. */
export function writeByKey(call: Call, write: Write, key: KeyInUrl): HttpResponse | Refusal {
  const { store, role, entity, world } = call;
  const { values, form } = write;
  const before = rowsOf(store, entity).get(rowKey(entity, key.values));
  const nothing = form.method === 'PATCH' && Object.keys(values).length === 0;
  if (nothing && world.keeps(world.features.has('strict-body') ? 'DAB-PAT-008' : 'DAB-STR-004')) {
    if (before && world.mutant('empty-patch-clears')) putRow(store, entity, clearedRow(entity, before));
    return refuseBad(world, 'Update mutation does not update any values');
  }
  const union = form.star ? undefined : checkUnion(call, values);
  if (union) return union;
  if (before === undefined) return insertByKey(call, write, key);
  const hidden = !isSelected(entity, role, 'update', before, world) && world.keeps('DAB-AUT-011');
  if (!hidden) return update(call, before, write);
  if (world.mutant('hidden-writes-anyway')) putRow(store, entity, patchedRow(entity, before, values, world));
  // 2.1 looks first whether the row is there; before, the update just finds none.
  return world.edition === 'v2.1' && !form.star
    ? refuseForbidden(world, 'DatabasePolicyFailure')
    : insertByKey(call, write, key);
}

function update(call: Call, before: Row, { values, form }: Write): HttpResponse | Refusal {
  const { store, entity, world } = call;
  const { star } = form;
  const patch = form.method === 'PATCH';
  const merges = patch || (star && !world.keeps('DAB-IFM-024'));
  const after = merges
    ? patchedRow(entity, before, values, world)
    : replacedRow(store, entity, before, values, form, world);
  const forbidden = refuseByPolicy(call, after);
  if (forbidden) return forbidden;
  const refusal = (star && refuseStar(call, before, after)) || checkConstraints(call, after, constraintRules(form));
  if (refusal) return refusal;
  // Where the rule is not kept, the update answers well and writes nothing.
  if (world.keeps(updateRule(form))) putRow(store, entity, after);
  if (!patch && jsonEquals(before, after) && world.mutant('repeated-put-changes'))
    putRow(store, entity, clearedRow(entity, after));
  if (star && world.mutant('star-remembers-writes')) store.table('written').put(rowKey(entity, after), {});
  const unchanged = patch && !star && jsonEquals(before, after) && !world.keeps('DAB-PAT-013');
  const status = unchanged ? 204 : statusOfUpdate(call, star);
  return respondWritten(call, status, world.mutant('answers-old-row') ? before : after, values);
}

/** The bugs that policies look at the row that is to be. */
function refuseByPolicy({ role, entity, world }: Call, after: Row): Refusal | undefined {
  const refused =
    (!isSelected(entity, role, 'update', after, world) && world.mutant('policy-looks-at-the-new-row')) ||
    (!isSelected(entity, role, 'create', after, world) && world.mutant('create-policy-on-updates'));
  return refused ? refuseForbidden(world, 'DatabasePolicyFailure') : undefined;
}

/** Bugs of servers that take a star for an entity-tag. */
function refuseStar({ store, request, entity, world }: Call, before: Row, after: Row): Refusal | undefined {
  const refused =
    world.mutant('star-refuses-existing') ||
    (request.method === 'PATCH' && world.mutant('star-patch-is-412')) ||
    (jsonEquals(before, after) && world.mutant('star-only-once')) ||
    (world.mutant('star-remembers-writes') && store.table('written').has(rowKey(entity, before)));
  return refused ? refuse(world, 412, 'BadRequest', 'Precondition failed') : undefined;
}

function statusOfUpdate({ world }: Call, star: boolean | undefined): number {
  if (world.mutant('update-is-201') || (star && !world.keeps('DAB-IFM-025'))) return 201;
  return world.mutant('update-is-204') ? 204 : 200;
}

function updateRule({ method, star }: Form): string {
  if (star) return method === 'PATCH' ? 'DAB-IFM-002' : 'DAB-IFM-001';
  return method === 'PATCH' ? 'DAB-PAT-001' : 'DAB-PUT-001';
}
