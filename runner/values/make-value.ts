import { v4, v7 } from 'uuid';
import type { Json } from '../../core/json.ts';
import type { Maker } from '../../core/suite.ts';
import { freshBytes, freshNumber } from './fresh-bytes.ts';
import { resolveValue } from './resolve-value.ts';
import { lettersAndDigits, runMarker } from './run-marker.ts';
import { innerScope, namedRoot, type Scope } from './scope.ts';

/** Where made values come from. */
export interface MakerGround {
  /** Texts that tell this value from every other one: the seed first, then scenario, round, name. */
  readonly origin: readonly string[];
  /** Milliseconds since 1970 of the target's clock. */
  readonly now: () => number;
}

const letters = 'abcdefghijklmnopqrstuvwxyz';
const firstInteger = 1_000_000_000;
/** Made integers fit a signed 32-bit column and stay clear of small ids. */
const integers = 1_147_483_647;

/** Makes one value (docs/suite-language.md, "Makers"). @throws {MissingValue} */
export function makeValue(maker: Maker, scope: Scope, ground: MakerGround): Json {
  const { origin, now } = ground;
  switch (maker.kind) {
    case 'value':
      return resolveValue(maker.value, scope);
    case 'uuid':
      return makeUuid(maker.version, now() + (maker.offsetMs ?? 0), origin);
    case 'time':
      return new Date(now() + maker.offsetMs).toISOString();
    case 'unique':
      return maker.type === 'integer' ? firstInteger + freshNumber(integers, ...origin) : uniqueText(origin);
    case 'fill':
      return fill(maker.length);
    case 'list':
      return makeList(maker, scope, ground);
  }
}

function makeUuid(version: 4 | 7, msecs: number, origin: readonly string[]): string {
  const random = freshBytes(...origin).subarray(0, 16);
  return version === 4 ? v4({ random }) : v7({ random, msecs });
}

/** The marker of the run and eight letters or digits: safe as key, name, path segment and OData literal. */
function uniqueText(origin: readonly string[]): string {
  const [seed = ''] = origin;
  return `${runMarker(seed)}${lettersAndDigits(freshBytes(...origin).subarray(8, 16))}`;
}

function fill(length: number): string {
  return letters.repeat(Math.ceil(length / letters.length)).slice(0, length);
}

function makeList(maker: Extract<Maker, { kind: 'list' }>, scope: Scope, ground: MakerGround): Json {
  const items: Json[] = [];
  const start = ground.now();
  let previous: string | null = null;
  for (let index = 0; index < maker.count; index++) {
    // A millisecond apart, so that the ids of a chain also sort by time.
    const uuid = makeUuid(7, start - maker.count + index, [...ground.origin, String(index)]);
    const values: Readonly<Record<string, Json>> = { index, uuid, previous };
    items.push(resolveValue(maker.item, innerScope(scope, [['item', namedRoot((name) => values[name])]])));
    previous = uuid;
  }
  return items;
}
