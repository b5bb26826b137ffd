import type { Json } from '../../../core/json.ts';
import type { World } from '../../kernel/world.ts';
import { convertValue } from './convert-value.ts';
import { columnOf, type Entity } from './entities.ts';
import { isRefusal, type Refusal, refuse } from './errors.ts';
import { decodePath } from './read-route.ts';

/** A key from the URL, in the URL's order and spelling, and converted. */
export interface KeyInUrl {
  /** "id: 1000", as messages print it. */
  readonly text: string;
  readonly values: Readonly<Record<string, Json>>;
}

/** Reads "/col1/v1/col2/v2" (rules DAB-KEY-001 to 009). */
export function readKey(entity: Entity, keyRoute: string, world: World): KeyInUrl | Refusal {
  const segments = keyRoute.split('/').map(decodePath);
  const bad = (message: string): Refusal => refuse(world, 400, 'BadRequest', message);
  const pairs: [string, string][] = [];
  if (segments.length % 2 !== 0 && segments.at(-1) !== '')
    return bad('Support for url template with implicit primary key field names is not yet added.');
  for (let i = 0; i + 1 < segments.length; i += 2) pairs.push([segments[i] ?? '', segments[i + 1] ?? '']);
  if (segments.length % 2 !== 0)
    return bad('Support for url template with implicit primary key field names is not yet added.');
  if (pairs.some(([, value]) => value.trim() === ''))
    return bad('The request is invalid since it contains a primary key with no value specified.');
  if (new Set(pairs.map(([name]) => name)).size < pairs.length)
    return bad('The request is invalid since it contains duplicate primary keys.');
  const columns = pairs.map(([name]) => columnOf(entity, name) ?? columnOf(entity, foldedName(entity, name)));
  const unknown = pairs.find((_, i) => columns[i] === undefined)?.[0];
  if (pairs.length !== entity.key.length) return bad('Primary key column(s) provided do not match DB schema.');
  if (unknown !== undefined)
    return refuse(
      world,
      400,
      'InvalidIdentifierField',
      `Primary key column: ${unknown} not found in the entity definition.`,
    );
  const foreign = pairs.filter((_, i) => !entity.key.includes(columns[i]?.name ?? '')).map(([name]) => name);
  if (foreign.length > 0)
    return refuse(
      world,
      400,
      'InvalidIdentifierField',
      `The request is invalid since the primary keys: ${foreign.join(', ')} requested were not found in the entity definition.`,
    );
  const values: Record<string, Json> = {};
  for (const [i, [, text]] of pairs.entries()) {
    const column = columns[i];
    if (!column) continue;
    const value = convertValue(column, text, world);
    if (isRefusal(value)) return value;
    values[column.name] = value.value;
  }
  return { text: pairs.map(([name, value]) => `${name}: ${value}`).join(', '), values };
}

/** Key column names compare without case (DAB-KEY-009). */
function foldedName(entity: Entity, name: string): string {
  return entity.columns.find((column) => column.name.toLowerCase() === name.toLowerCase())?.name ?? name;
}
