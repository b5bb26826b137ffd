import { UsageError } from '../../core/errors.ts';
import type { Json } from '../../core/json.ts';
import { nearestName } from '../../core/nearest-name.ts';
import { JsonSyntaxError, parseJson } from '../../core/parse-json.ts';
import type { ProtocolSpec } from '../../core/protocol-spec.ts';
import { whyNoBinding } from '../../runner/load/why-no-binding.ts';

/**
 * The value of a binding given as text: a text where the protocol's own value is a text, else JSON.
 * @throws {UsageError} for a binding the protocol does not have, and for a value that cannot take its place.
 */
export function parseBinding(spec: ProtocolSpec, name: string, text: string): Json {
  const binding = Object.hasOwn(spec.bindings, name) ? spec.bindings[name] : undefined;
  if (!binding) {
    const near = nearestName(name, Object.keys(spec.bindings));
    throw new UsageError(
      `${spec.id} has no binding "${name}"`,
      near === undefined ? `see: list bindings --protocol ${spec.id}` : `did you mean "${near}"?`,
    );
  }
  const value = typeof binding.value === 'string' ? text : parseValue(name, text);
  const why = whyNoBinding(spec, name, value);
  if (why !== undefined) throw new UsageError(`--set ${name}: ${why}`, `see: list bindings --protocol ${spec.id}`);
  return value;
}

function parseValue(name: string, text: string): Json {
  try {
    return parseJson(text, { duplicates: 'error' });
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw new UsageError(`--set ${name} takes JSON, as the protocol's own value is no text: ${error.message}`);
  }
}
