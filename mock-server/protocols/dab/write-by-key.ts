import type { HttpResponse } from '../../../core/http.ts';
import { jsonEquals } from '../../../core/json-equals.ts';
import type { Call } from './call.ts';
import { checkConstraints } from './check-constraints.ts';
import { clearedRow, patchedRow, replacedRow } from './compose-row.ts';
import { type Refusal, refuse, refuseBad } from './errors.ts';
import type { Precondition } from './if-match.ts';
import { insertByKey } from './insert-by-key.ts';
import type { KeyInUrl } from './read-key.ts';
import { respondWritten } from './respond-written.ts';
import { putRow, type Row, rowKey, rowsOf } from './rows.ts';

/** PUT or PATCH with a key in the URL: an update if the row exists. */
export function writeByKey(call: Call, values: Row, key: KeyInUrl, precondition: Precondition): HttpResponse | Refusal {
  const { store, request, entity, world } = call;
  const before = rowsOf(store, entity).get(rowKey(entity, key.values));
  const patch = request.method === 'PATCH';
  if (patch && Object.keys(values).length === 0 && world.keeps('DAB-PAT-008')) {
    if (before && world.mutant('empty-patch-clears')) putRow(store, entity, clearedRow(entity, before));
    return refuseBad(world, 'Update mutation does not update any values');
  }
  if (before === undefined) return insertByKey(call, values, key, precondition);
  const star = precondition === 'must-exist';
  const merges = patch || (star && !world.keeps('DAB-IFM-024'));
  const after = merges ? patchedRow(entity, before, values, world) : replacedRow(entity, before, values, world);
  const refusal = (star && refuseStar(call, before, after)) || checkConstraints(store, entity, after, world);
  if (refusal) return refusal;
  // Where the rule is not kept, the update answers well and writes nothing.
  if (world.keeps(updateRule(patch, star))) putRow(store, entity, after);
  if (!patch && jsonEquals(before, after) && world.mutant('repeated-put-changes'))
    putRow(store, entity, clearedRow(entity, after));
  if (world.mutant('star-remembers-writes')) store.table('written').put(rowKey(entity, after), {});
  return respondWritten(call, statusOfUpdate(call, star), world.mutant('answers-old-row') ? before : after, values);
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

function statusOfUpdate({ world }: Call, star: boolean): number {
  if (world.mutant('update-is-201') || (star && !world.keeps('DAB-IFM-025'))) return 201;
  return world.mutant('update-is-204') ? 204 : 200;
}

function updateRule(patch: boolean, star: boolean): string {
  if (star) return patch ? 'DAB-IFM-002' : 'DAB-IFM-001';
  return patch ? 'DAB-PAT-001' : 'DAB-PUT-001';
}
