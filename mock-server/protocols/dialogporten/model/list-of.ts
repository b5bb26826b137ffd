import type { JsonObject } from '../../../../core/json.ts';

/** A list member of a body that was read; the reader fills in empty ones. */
export function listOf(dto: JsonObject, name: string): readonly JsonObject[] {
  return (dto[name] ?? []) as readonly JsonObject[];
}
