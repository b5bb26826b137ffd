import { isWholeNumber } from '../../../../core/exact-number.ts';
import { isGuid } from '../../../../core/guid.ts';
import { isJsonNumber, type Json, type JsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { type Refused, refusedWith } from '../../../kernel/refused.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { type AttributeType, type Definition, findDefinition } from '../model/definitions.ts';
import { type AttributeValues, fragmentsOf } from '../model/fragment-row.ts';
import { refuse, serverError } from '../refuse.ts';

/** Members of a body that say which fragment and which state of it, and are no attributes. */
const addressing = new Set(['ID', 'TimeStamp']);

/** The attributes a body names, with their new values; or the refusal when one does not fit the definition. */
export function checkAttributes(
  { store, world }: Pick<Call, 'store' | 'world'>,
  definition: Definition,
  body: JsonObject,
): { readonly values: AttributeValues } | Refused {
  const values: Record<string, Json> = {};
  for (const [name, value] of Object.entries(body)) {
    if (addressing.has(name)) continue;
    const type = Object.hasOwn(definition.attributes, name) ? definition.attributes[name] : undefined;
    if (type === undefined) {
      if (world.variant('unknown-attributes-ignored')) continue;
      const message = `Class: ${definition.name} does not contain attribute ${name}!`;
      return refusedWith(serverError(world, { name: 'AttributeNotFound', message }));
    }
    if (value !== null && !fits(value, type)) {
      const message = `The value of ${name} is not of its type.`;
      return refusedWith(refuse(world, 400, { name: 'InvalidValue', message }));
    }
    const refused = checkReference(store, world, definition, name, value);
    if (refused) return refused;
    values[name] = type === 'flag' && typeof value === 'boolean' ? Number(value) : value;
  }
  return { values };
}

/** 500 for a value that names no fragment where it should name one (M42-OBJ-010, M42-CRE-005). */
function checkReference(
  store: Store,
  world: World,
  { relations = {} }: Definition,
  name: string,
  value: Json,
): Refused | undefined {
  const relation = Object.hasOwn(relations, name) ? relations[name] : undefined;
  const to = relation && relation.by === undefined ? findDefinition(relation.to, world.edition) : undefined;
  if (!to || typeof value !== 'string' || fragmentsOf(store, to).has(value.toLowerCase())) return undefined;
  world.cites('M42-OBJ-010', 'M42-CRE-005');
  return refusedWith(serverError(world, { name: 'WrongReference', message: `${name} names no ${to.name}.` }));
}

function fits(value: Json, type: AttributeType): boolean {
  if (type === 'text') return typeof value === 'string';
  if (type === 'guid') return isGuid(value);
  if (type === 'date') return typeof value === 'string' && !Number.isNaN(Date.parse(value));
  if (type === 'flag') return value === 0 || value === 1 || typeof value === 'boolean';
  return isJsonNumber(value) && isWholeNumber(value);
}
