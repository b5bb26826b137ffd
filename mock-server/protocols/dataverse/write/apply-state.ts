import { compareNumbers } from '../../../../core/exact-number.ts';
import { isJsonNumber, type Json } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import type { State, TableModel } from '../model/table.ts';
import type { Changes } from '../model/table-row.ts';
import type { Refusal } from '../refusal.ts';
import { statusInvalid } from '../refusals.ts';
import { stateAndStatus } from '../seams.ts';

/**
 * Completes a change of statecode with the status that belongs to it, and refuses a status of another state.
 * `before` holds the values of the row; empty for a new one.
 */
export function applyState(table: TableModel, before: Changes, changes: Changes, world: World): Changes | Refusal {
  if (table.states.length === 0) return changes;
  const asked = changes['statecode'];
  const status = changes['statuscode'];
  const isNew = before['statecode'] === undefined;
  if (asked === undefined && status === undefined && !isNew) return changes;
  const current = before['statecode'] ?? table.states[0]?.value ?? 0;
  const state = findState(table, asked ?? current);
  if (!state) return asked === null ? changes : statusInvalid(String(status), Number(asked ?? current));
  const given = status !== undefined && status !== null;
  if (given && !belongsTo(state, status)) return statusInvalid(String(status), state.value);
  if (given && asked === undefined) return changes;
  if (given) world.cites('DV-STA-002', 'DV-STA-003');
  else if (!isNew) world.cites('DV-STA-001');
  const complete = { ...changes, statecode: state.value, statuscode: status ?? state.defaultStatus };
  return world.through(stateAndStatus, complete, { before, changes, state });
}

function belongsTo({ statuses }: State, status: Json): boolean {
  return isJsonNumber(status) && Object.keys(statuses).some((value) => compareNumbers(Number(value), status) === 0);
}

function findState(table: TableModel, value: Changes[string]): State | undefined {
  return isJsonNumber(value) ? table.states.find((state) => compareNumbers(state.value, value) === 0) : undefined;
}
