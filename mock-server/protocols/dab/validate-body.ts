import type { JsonObject } from '../../../core/json.ts';
import type { World } from '../../kernel/world.ts';
import { type Entity, isRequired } from './entity.ts';
import { type Refusal, refuse } from './errors.ts';

/** What a body is for: it decides which columns must and may be there. */
export interface BodyUse {
  /** Are columns that must be there on insert asked for? (PUT without If-Match, and POST) */
  readonly complete: boolean;
  /** May (and must, where not generated) key columns stand in the body? (POST, and PUT or PATCH without a key in the URL) */
  readonly keyInBody: boolean;
  readonly post: boolean;
}

/** Checks a body against the table, in the table's order. Undefined: nothing is wrong with it. */
export function validateBody(entity: Entity, body: JsonObject, use: BodyUse, world: World): Refusal | undefined {
  const strict = world.features.has('strict-body');
  const bad = (message: string): Refusal => refuse(world, 400, 'BadRequest', message);
  const known = new Set<string>();
  for (const column of entity.columns) {
    const { name } = column;
    const isKey = entity.key.includes(name);
    const sent = Object.hasOwn(body, name);
    if (isKey && !use.keyInBody) {
      if (sent && column.generated !== undefined && strict)
        return bad(`Field '${name}' cannot be included in the request body.`);
      continue;
    }
    known.add(name);
    if (sent && column.generated !== undefined && strict)
      return bad(`Field '${name}' cannot be included in the request body.`);
    if (!sent && isRequired(column) && (use.complete || isKey) && (isKey || use.post || world.keeps('DAB-PUT-011')))
      return bad(`Invalid request body. Missing field in body: ${name}.`);
    if (sent && body[name] === null && !column.nullable && column.generated === undefined)
      return bad(`Invalid value for field ${name} in request body.`);
  }
  const others = Object.keys(body).filter((name) => !known.has(name));
  if (others.length === 0 || !strict) return undefined;
  return bad(
    use.post
      ? `Invalid request body. Contained unexpected fields in body: ${others.join(', ')}`
      : 'Invalid request body. Either insufficient or extra fields supplied.',
  );
}
