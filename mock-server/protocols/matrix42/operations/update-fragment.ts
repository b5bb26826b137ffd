import { isGuid } from '../../../../core/guid.ts';
import type { HttpResponse } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { isRefused, type Refused, refusedWith } from '../../../kernel/refused.ts';
import { respondEmpty, respondJson } from '../../../kernel/respond.ts';
import type { World } from '../../../kernel/world.ts';
import type { Definition } from '../model/definitions.ts';
import { type AttributeValues, type FragmentRow, fragmentsOf } from '../model/fragment-row.ts';
import { jsonType, refuse, serverError } from '../refuse.ts';
import { checkAttributes } from '../write/check-attributes.ts';
import { judgeTimeStamp } from '../write/judge-time-stamp.ts';
import { storeUpdate } from '../write/write-fragment.ts';

/** An update that may be carried out. */
export interface PlannedUpdate {
  readonly row: FragmentRow;
  readonly values: AttributeValues;
}

/** Judges an update without writing: a plan, or the answer that ends it. */
export function planUpdate(call: Call, definition: Definition, body: JsonObject): PlannedUpdate | Refused {
  const { store, world } = call;
  const id = body['ID'] ?? null;
  if (id === null) return refusedWith(missingId(world));
  if (!isGuid(id)) return refusedWith(refuse(world, 400, { name: 'InvalidId', message: 'ID is not a GUID.' }));
  const row = fragmentsOf(store, definition).get(id.toLowerCase());
  if (!row) return refusedWith(unknownId(world));
  const refused = judgeTimeStamp(call, row, body);
  if (refused) return refused;
  const checked = checkAttributes(call, definition, body);
  return isRefused(checked) ? checked : { row, values: checked.values };
}

/**
 * PUT /data/fragments/{ddName}: updates the fragment that the body's ID names (M42-UPD-007), and answers 204 without a
 * body (M42-UPD-001, M42-UPD-002).
 */
export function updateFragment(call: Call, definition: Definition, body: JsonObject): HttpResponse {
  call.world.cites('M42-UPD-007');
  const plan = planUpdate(call, definition, body);
  if (isRefused(plan)) return plan.refused;
  storeUpdate(call, definition, plan, body);
  call.world.cites('M42-UPD-001', 'M42-UPD-002');
  return respondEmpty(204);
}

/** An update whose body names no fragment: refused, and nothing is written (M42-UPD-006). */
function missingId(world: World): HttpResponse {
  world.cites('M42-UPD-006');
  const status = world.variant('missing-id-is-500') ? 500 : 400;
  return refuse(world, status, { name: 'IdMissing', message: 'The attribute ID is required.' });
}

/** An update of a fragment that does not exist: it never makes one (M42-UPD-011). */
function unknownId(world: World): HttpResponse {
  world.cites('M42-UPD-011');
  if (world.variant('unknown-id-is-null')) return respondJson(200, jsonType, null);
  const reason = { name: 'FragmentNotFound', message: 'The fragment does not exist.' };
  if (world.variant('unknown-id-is-410')) return refuse(world, 410, reason);
  return world.variant('unknown-id-is-404') ? refuse(world, 404, reason) : serverError(world, reason);
}
