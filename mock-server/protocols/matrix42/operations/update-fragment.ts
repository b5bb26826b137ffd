import { isGuid } from '../../../../core/guid.ts';
import type { HttpResponse } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { respondEmpty, respondJson } from '../../../kernel/respond.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import type { Definition } from '../model/definitions.ts';
import { type AttributeValues, type FragmentRow, fragmentsOf } from '../model/fragment-row.ts';
import { renderFragment } from '../read/render-fragment.ts';
import { jsonType, methodNotAllowed, refuse } from '../refuse.ts';
import { checkAttributes } from '../write/check-attributes.ts';
import { leakRefusedUpdate } from '../write/defects.ts';
import { judgeTimeStamp } from '../write/judge-time-stamp.ts';
import { storeUpdate } from '../write/write-fragment.ts';
import { answerMissingId, answerUnknownId } from './update-without-row.ts';

/** An update that may be carried out. */
export interface PlannedUpdate {
  readonly row: FragmentRow;
  readonly values: AttributeValues;
}

/** Judges an update without writing: a plan, or the answer that ends it. */
export function planUpdate(
  store: Store,
  definition: Definition,
  body: JsonObject,
  world: World,
): PlannedUpdate | { readonly answer: HttpResponse } {
  const id = body['ID'] ?? null;
  if (id === null) return { answer: answerMissingId(store, definition, body, world) };
  if (!isGuid(id)) return { answer: refuse(world, 400, { name: 'InvalidId', message: 'ID is not a GUID.' }) };
  const row = findRow(store, definition, id, world);
  if (!row) return { answer: answerUnknownId(store, definition, id, body, world) };
  const verdict = judgeTimeStamp(row, body, world);
  if (verdict.kind === 'repeated') return { answer: respondEmpty(204) };
  const checked = checkAttributes(definition, body, world);
  if (verdict.kind === 'refused') {
    if (verdict.stale && 'values' in checked) leakRefusedUpdate(store, definition, row, checked.values, body, world);
    return { answer: verdict.response };
  }
  return 'refused' in checked ? { answer: checked.refused } : { row, values: checked.values };
}

/** PUT /data/fragments/{ddName}: updates the fragment that the body's ID names (M42-UPD-007). */
export function updateFragment(store: Store, definition: Definition, body: JsonObject, world: World): HttpResponse {
  if (!world.keeps('M42-UPD-007')) return methodNotAllowed(world, 'GET, POST');
  const plan = planUpdate(store, definition, body, world);
  if ('answer' in plan) return plan.answer;
  const { row, values } = plan;
  if (refusesValue(definition, values, world))
    return refuse(world, 400, { name: 'InvalidValue', message: 'This value is not allowed.' });
  if (!world.mutant('accepted-update-not-written')) storeUpdate(store, definition, row, values, body, world);
  return updated(definition, row.id, store, world);
}

/** Mutants that know neither null nor 1 for true. */
function refusesValue(definition: Definition, values: AttributeValues, world: World): boolean {
  const entries = Object.entries(values);
  const hasNull = entries.some(([, value]) => value === null);
  const hasFlag = entries.some(([name, value]) => definition.attributes[name] === 'flag' && value !== null);
  return (hasNull && world.mutant('null-refused')) || (hasFlag && world.mutant('flag-as-integer-refused'));
}

/** 204 without a body (M42-UPD-001, M42-UPD-002). */
function updated(definition: Definition, id: string, store: Store, world: World): HttpResponse {
  if (world.keeps('M42-UPD-001') && world.keeps('M42-UPD-002')) return respondEmpty(204);
  const row = fragmentsOf(store, definition).get(id);
  const shown = row === undefined ? null : renderFragment(definition, row, world);
  return respondJson(world.keeps('M42-UPD-001') ? 204 : 200, jsonType, shown);
}

function findRow(store: Store, definition: Definition, id: string, world: World): FragmentRow | undefined {
  const table = fragmentsOf(store, definition);
  const row = table.get(id.toLowerCase());
  if (!row || !world.mutant('update-hits-newest-fragment')) return row;
  return [...table.entries()].at(-1)?.[1];
}
