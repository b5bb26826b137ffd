import { isJsonObject, type Json, jsonTypeOf } from '../../core/json.ts';
import type { ProtocolSpec } from '../../core/protocol-spec.ts';
import { targetRoots } from '../execute/round/create-round.ts';
import { MissingValue } from '../values/missing-value.ts';
import { resolveText } from '../values/resolve-value.ts';

/** Values of bindings: those of a target where it has its own, else the protocol's. */
export interface BindingValues {
  /** As it is written, where that is a text. */
  written(binding: string): string | undefined;
  /** A text with its tokens filled in; undefined: one names nothing. */
  fill(text: string): string | undefined;
}

/** @param own the values of a target. */
export function bindingValues(
  { bindings }: Pick<ProtocolSpec, 'bindings'>,
  own: Readonly<Record<string, Json>>,
): BindingValues {
  const roots = targetRoots({ spec: { bindings }, bindings: own }, '', '');
  return {
    written: (binding) => {
      const value = own[binding] ?? bindings[binding]?.value;
      return value === undefined || value === null || isJsonObject(value as Json) ? undefined : wordOf(value as Json);
    },
    fill: (text) => {
      try {
        return resolveText(text, { roots });
      } catch (error) {
        if (error instanceof MissingValue) return undefined;
        throw error;
      }
    },
  };
}

function wordOf(value: Json): string | undefined {
  return jsonTypeOf(value) === 'string' || jsonTypeOf(value) === 'number' ? String(value) : undefined;
}
