import type { Json, JsonObject } from '../../../../core/json.ts';
import { type Refused, refusedWith } from '../../../kernel/refused.ts';
import type { World } from '../../../kernel/world.ts';
import { refuse } from '../refuse.ts';

/** What a service that takes a form of its own makes of the members of a body. */
export interface Members<Known extends string> {
  /** What is done. */
  readonly does: readonly Known[];
  /** Documented, or sent by public clients, and not modelled: marked where it asks for anything, and left undone. */
  readonly lacks: readonly string[];
  /** Says to leave undone what this server never does. */
  readonly spares?: readonly string[];
}

/**
 * Reads the members of a body, whose names count in any letter case as clients send them; null is as good as nothing. 400 for a
 * name that nobody knows.
 */
export function readMembers<Known extends string>(
  world: World,
  body: JsonObject,
  { does, lacks, spares = [] }: Members<Known>,
): { readonly given: Readonly<Partial<Record<Known, Json>>> } | Refused {
  const given: Partial<Record<Known, Json>> = {};
  for (const [name, value] of Object.entries(body)) {
    const same = (known: string): boolean => known.toLowerCase() === name.toLowerCase();
    const known = does.find(same);
    const lacked = lacks.find(same);
    if (known !== undefined) {
      if (value !== null) given[known] = value;
    } else if (lacked !== undefined) {
      if (asks(value)) world.unmodelled(lacked);
    } else if (!spares.some(same))
      return refusedWith(refuse(world, 400, { name: 'UnknownMember', message: `${name} is not known here.` }));
  }
  return { given };
}

/** Does a value ask for anything to be done? */
function asks(value: Json): boolean {
  return (
    value !== null && value !== false && value !== 0 && value !== '' && !(Array.isArray(value) && value.length === 0)
  );
}
