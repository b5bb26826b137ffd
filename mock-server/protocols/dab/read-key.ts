import type { Json } from '../../../core/json.ts';
import type { World } from '../../kernel/world.ts';
import { convertValue } from './convert-value.ts';
import { type Column, columnInUrl, type Entity } from './entity.ts';
import { isRefusal, type Refusal, refuse, refuseBad } from './errors.ts';
import { decodePath } from './read-route.ts';

/** A key from the URL. */
export interface KeyInUrl {
  /** "id: 1000", in the URL's order and spelling, as messages print it. */
  readonly text: string;
  /** Converted, by column. */
  readonly values: Readonly<Record<string, Json>>;
}

interface Part {
  /** As the URL spells it. */
  readonly name: string;
  readonly text: string;
  readonly column: Column | undefined;
}

/** Reads "col1/v1/col2/v2" (rules DAB-KEY-001 to 009). */
export function readKey(entity: Entity, keyRoute: string, world: World): KeyInUrl | Refusal {
  const segments = keyRoute.split('/').map(decodePath);
  if (segments.length % 2 !== 0)
    return refuseBad(world, 'Support for url template with implicit primary key field names is not yet added.');
  const parts = pairUp(entity, segments);
  const refusal = checkParts(entity, parts, world);
  if (refusal) return refusal;
  const values: Record<string, Json> = {};
  for (const { column, text } of parts) {
    if (!column) continue;
    const converted = convertValue(column, text, world);
    if (isRefusal(converted)) return converted;
    values[column.name] = converted.value;
  }
  return { text: parts.map(({ name, text }) => `${name}: ${text}`).join(', '), values };
}

function pairUp(entity: Entity, segments: readonly string[]): Part[] {
  const parts: Part[] = [];
  for (let i = 0; i + 1 < segments.length; i += 2) {
    const name = segments[i] ?? '';
    parts.push({ name, text: segments[i + 1] ?? '', column: columnInUrl(entity, name) });
  }
  return parts;
}

function checkParts(entity: Entity, parts: readonly Part[], world: World): Refusal | undefined {
  if (parts.some(({ text }) => text.trim() === ''))
    return refuseBad(world, 'The request is invalid since it contains a primary key with no value specified.');
  if (new Set(parts.map(({ name }) => name)).size < parts.length)
    return refuseBad(world, 'The request is invalid since it contains duplicate primary keys.');
  if (parts.length !== entity.key.length)
    return refuseBad(world, 'Primary key column(s) provided do not match DB schema.');
  const unknown = parts.find(({ column }) => column === undefined);
  if (unknown)
    return refuse(
      world,
      400,
      'InvalidIdentifierField',
      `Primary key column: ${unknown.name} not found in the entity definition.`,
    );
  const foreign = parts.filter(({ column }) => column && !entity.key.includes(column.name)).map(({ name }) => name);
  if (foreign.length === 0) return undefined;
  return refuse(
    world,
    400,
    'InvalidIdentifierField',
    `The request is invalid since the primary keys: ${foreign.join(', ')} requested were not found in the entity definition.`,
  );
}
