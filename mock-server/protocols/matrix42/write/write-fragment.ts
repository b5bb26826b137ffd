import type { JsonObject } from '../../../../core/json.ts';
import { jsonEquals } from '../../../../core/json-equals.ts';
import type { Call } from '../../../kernel/call.ts';
import type { Definition } from '../model/definitions.ts';
import { type AttributeValues, type FragmentOwner, type FragmentRow, fragmentsOf } from '../model/fragment-row.ts';
import { nextTimeStamp } from '../model/rowversion.ts';
import { newTimeStamp, valuesOfUpdate } from '../seams.ts';

/** What may write: a call, as far as writing needs it. */
type Writer = Pick<Call, 'store' | 'world'>;

/** Stores a new fragment with a TimeStamp of its own; the server says when it was made, unless the client does. */
export function insertFragment(
  { store, world }: Writer,
  definition: Definition,
  id: string,
  named: AttributeValues,
  owner?: FragmentOwner,
): FragmentRow {
  const key = id.toLowerCase();
  const timeStamp = world.through(newTimeStamp, nextTimeStamp(store, world), { store, id: key });
  const writtenAt = world.now();
  const dated = definition.attributes['CreatedDate'] !== undefined && (named['CreatedDate'] ?? null) === null;
  const values = dated ? { ...named, CreatedDate: new Date(writtenAt).toISOString() } : named;
  const row: FragmentRow = { id: key, timeStamp, values, writtenAt, ...(owner ? { owner } : {}) };
  fragmentsOf(store, definition).put(key, row);
  return row;
}

/**
 * Stores the named attributes of a fragment under a new TimeStamp (M42-TS-005); all others keep their values
 * (M42-UPD-003), and a null resets (M42-UPD-004). The TimeStamp in the body was a condition; it is not stored (M42-TS-010).
 */
export function storeUpdate(
  { store, world }: Writer,
  definition: Definition,
  { row, values: named }: { readonly row: FragmentRow; readonly values: AttributeValues },
  body: JsonObject,
): void {
  const { id } = row;
  const values = world.through(valuesOfUpdate, { ...row.values, ...named }, { row, named });
  if (world.variant('unchanged-updates-skipped') && jsonEquals(values, row.values)) return;
  const timeStamp = world.through(newTimeStamp, nextTimeStamp(store, world), { store, id, row, body });
  citeUpdate(world, row, named, body);
  fragmentsOf(store, definition).put(id, { ...row, timeStamp, values, writtenAt: world.now() });
}

function citeUpdate(world: Writer['world'], row: FragmentRow, named: AttributeValues, body: JsonObject): void {
  if (Object.keys(row.values).some((name) => !Object.hasOwn(named, name))) world.cites('M42-UPD-003');
  if (Object.values(named).includes(null)) world.cites('M42-UPD-004');
  if (typeof body['TimeStamp'] === 'string') world.cites('M42-TS-010');
  world.cites('M42-TS-005');
}
