import { applyPatch } from 'rfc6902';
import { ExactNumber, numberFromText } from '../../../core/exact-number.ts';
import { isJsonArray, isJsonObject, type Json, jsonObject } from '../../../core/json.ts';
import { UnsendableRequest } from '../../values/missing-value.ts';

/** rfc6902 copies objects member by member, which would strip an ExactNumber of its class; this wrapping survives it. */
const exactKey = '\u0000exact';

function wrap(value: Json): unknown {
  if (value instanceof ExactNumber) return { [exactKey]: value.text };
  if (isJsonArray(value)) return value.map(wrap);
  if (isJsonObject(value)) return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, wrap(item)]));
  return value;
}

function unwrap(value: unknown): Json {
  if (Array.isArray(value)) return value.map(unwrap);
  if (typeof value !== 'object' || value === null) return value as Json;
  const entries = Object.entries(value);
  const [first] = entries;
  if (first?.[0] === exactKey) return numberFromText(String(first[1]));
  return jsonObject(entries.map(([name, item]) => [name, unwrap(item)]));
}

/**
 * Applies a JSON Patch (RFC 6902) to a copy of the value; numbers keep their digits.
 * @throws {UnsendableRequest} when an operation cannot be applied: a fault of the suite, not of the target.
 */
export function applyEdit(value: Json, operations: readonly Json[]): Json {
  if (operations.length === 0) return value;
  const holder = { root: wrap(value) };
  // Everything lies one level deeper, so that an operation on the whole document has a parent to change.
  const deeper = operations.map((operation) => {
    const { path, from, ...rest } = wrap(operation) as Record<string, unknown>;
    return { ...rest, path: `/root${String(path)}`, ...(from === undefined ? {} : { from: `/root${String(from)}` }) };
  });
  const errors = applyPatch(holder, deeper as unknown as Parameters<typeof applyPatch>[1]);
  const index = errors.findIndex((error) => error !== null);
  if (index >= 0)
    throw new UnsendableRequest(
      `edit ${index + 1} cannot be applied: ${errors[index]?.message || errors[index]?.name}`,
    );
  return unwrap(holder.root);
}
