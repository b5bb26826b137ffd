import type { Json, JsonObject } from '../../../../core/json.ts';
import { jsonEquals } from '../../../../core/json-equals.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import type { Definition } from '../model/definitions.ts';
import { type AttributeValues, type FragmentRow, fragmentsOf } from '../model/fragment-row.ts';
import { nextTimeStamp } from '../model/rowversion.ts';

/** Stores a new fragment with a TimeStamp of its own. */
export function insertFragment(
  store: Store,
  definition: Definition,
  id: string,
  values: AttributeValues,
  world: World,
): FragmentRow {
  const key = id.toLowerCase();
  const timeStamp = nextTimeStamp(store, key, world);
  const row: FragmentRow = { id: key, timeStamp, values, writtenAt: world.now() };
  fragmentsOf(store, definition).put(key, row);
  return row;
}

/**
 * Stores the named attributes of a fragment under a new TimeStamp; all others keep their values (M42-UPD-003).
 * The TimeStamp in the body was a condition; it is not stored (M42-TS-010).
 */
export function storeUpdate(
  store: Store,
  definition: Definition,
  row: FragmentRow,
  named: AttributeValues,
  body: JsonObject,
  world: World,
): void {
  const others = Object.keys(row.values).some((name) => !Object.hasOwn(named, name));
  const kept = others && !world.keeps('M42-UPD-003') ? {} : row.values;
  const values = { ...kept, ...writtenOf(named, world) };
  if (world.variant('unchanged-updates-skipped') && jsonEquals(values, row.values)) return;
  const given = body['TimeStamp'];
  const timeStamp = typeof given === 'string' && !world.keeps('M42-TS-010') ? given : undefined;
  const resets = Object.values(named).includes(null) && world.mutant('reset-keeps-timestamp');
  fragmentsOf(store, definition).put(row.id, {
    id: row.id,
    timeStamp:
      timeStamp ?? (world.keeps('M42-TS-005') && !resets ? nextTimeStamp(store, row.id, world) : row.timeStamp),
    values,
    writtenAt: world.now(),
    ...(world.mutant('repeated-update-accepted') ? { lastUpdate: stringifyJson(body) } : {}),
  });
}

function writtenOf(named: AttributeValues, world: World): AttributeValues {
  const entries = Object.entries(named);
  const taken = entries.length > 1 && world.mutant('only-first-attribute-written') ? entries.slice(0, 1) : entries;
  const values: Record<string, Json> = {};
  for (const [name, value] of taken) {
    if (value === 0 && world.mutant('zero-is-left-out')) continue;
    if (value !== null) values[name] = value;
    // A null resets the attribute; it does not mean "leave it" (M42-UPD-004).
    else if (world.mutant('null-stored-as-text')) values[name] = 'null';
    else if (world.keeps('M42-UPD-004')) values[name] = null;
  }
  return values;
}
