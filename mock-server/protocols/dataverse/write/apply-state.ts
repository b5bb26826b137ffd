import { compareNumbers } from '../../../../core/exact-number.ts';
import { isJsonNumber } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import type { State, TableModel } from '../model/table.ts';
import type { Refusal } from '../refusal.ts';
import { statusInvalid } from '../refusals.ts';
import type { Changes } from './read-changes.ts';

/**
 * Completes a change of statecode with the status that belongs to it, and refuses a status of another state.
 * `before` holds the values of the row; empty for a new one.
 */
export function applyState(table: TableModel, before: Changes, changes: Changes, world: World): Changes | Refusal {
  const asked = changes['statecode'];
  const status = changes['statuscode'];
  const isNew = before['statecode'] === undefined;
  if (asked === undefined && status === undefined && !isNew) return changes;
  const current = before['statecode'] ?? table.states[0]?.value ?? 0;
  const state = findState(table, asked ?? current);
  if (!state) return asked === null ? changes : statusInvalid(String(status), Number(asked ?? current));
  if (status === undefined || status === null) {
    const kept = isNew || world.keeps('DV-STA-001');
    return { ...changes, statecode: state.value, ...(kept ? { statuscode: state.defaultStatus } : {}) };
  }
  if (!isJsonNumber(status) || !state.statuses.some((value) => compareNumbers(value, status) === 0))
    return statusInvalid(String(status), state.value);
  if (asked === undefined) return changes;
  if (!world.keeps('DV-STA-002')) return { ...changes, statecode: current };
  const moves = findState(table, current) !== state;
  if (moves && !isNew && world.mutant('new-state-resets-status'))
    return { ...changes, statuscode: state.defaultStatus };
  return { ...changes, statecode: state.value, statuscode: world.keeps('DV-STA-003') ? status : state.defaultStatus };
}

function findState(table: TableModel, value: Changes[string]): State | undefined {
  return isJsonNumber(value) ? table.states.find((state) => compareNumbers(state.value, value) === 0) : undefined;
}
