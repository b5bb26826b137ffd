import { isJsonNumber, type Json } from '../../../core/json.ts';
import { stringifyJson } from '../../../core/stringify-json.ts';
import type { World } from '../../kernel/world.ts';
import type { Column } from './entity.ts';
import { type Refusal, refuseBad } from './errors.ts';

/** A value as the database holds it. */
export interface Converted {
  readonly value: Json;
}

const int32 = { min: -2_147_483_648, max: 2_147_483_647 } as const;

/** Converts a JSON value, or a text of the URL, to a column's type; scalars go through text (DAB-PUT-018). */
export function convertValue(column: Column, value: Json, world: World): Converted | Refusal {
  if (value === null) return { value };
  const text = asText(value);
  switch (column.type) {
    case 'text':
      return { value: text };
    case 'int': {
      const number = /^\s*[+-]?\d+\s*$/.test(text) ? Number(text) : Number.NaN;
      return number >= int32.min && number <= int32.max
        ? { value: number }
        : cannotResolve(column, text, 'Int32', world);
    }
    case 'timestamp': {
      const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}:\d{2}(?:\.\d+)?))?$/.exec(text.trim());
      return match
        ? { value: `${match[1]}T${match[2] ?? '00:00:00'}` }
        : cannotResolve(column, text, 'DateTime', world);
    }
  }
}

function cannotResolve(column: Column, text: string, type: string, world: World): Refusal {
  const development = `Parameter "${text}" cannot be resolved as column "${column.name}" with type "${type}".`;
  const production = `Invalid value provided for field: ${column.name}`;
  return refuseBad(world, world.features.has('development-messages') ? development : production);
}

/** The text .NET makes of a JSON value. */
function asText(value: Json): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return isJsonNumber(value) ? String(value) : stringifyJson(value);
}
