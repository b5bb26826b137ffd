import { isJsonArray, isJsonObject } from '../../../core/json.ts';
import { formatPointer, valueAt } from '../../../core/json-pointer.ts';
import { resolvePlace } from '../../values/resolve-value.ts';
import type { MatcherDefinition } from '../definition.ts';
import { folded } from '../families/respell.ts';
import { all } from '../match-result.ts';

/** An object whose keys are places: not a key of its own, but what every object without a matcher's key is. */
export const shape: MatcherDefinition<'shape'> = {
  key: '/…',
  summary: 'What is at this place.',
  schema: { $ref: '#/$defs/matcher' },
  read: (node, ground) => ({
    kind: 'shape',
    places:
      node.kind === 'map'
        ? node.entries.map(({ key, keyRange, value }) => [ground.placeKey(keyRange, key), ground.matcher(value)])
        : [],
  }),
  describe: ({ places }, context, inner) =>
    `{ ${places.map(([place, matcher]) => `${place}: ${inner.describe(matcher, context)}`).join(', ')} }`,
  match: ({ places }, value, context, place, inner) =>
    all(
      places.map(([name, matcher]) => {
        const written = resolvePlace(name, context.scope);
        const segments = context.caseless ? written.map((segment) => folded(segment, context)) : written;
        const around = valueAt(value, segments.slice(0, -1));
        const parent = isJsonArray(around) || isJsonObject(around);
        const subject = { value: parent ? valueAt(around, segments.slice(-1)) : undefined, parent };
        return inner.match(matcher, subject, context, place + pointerOf(segments));
      }),
    ),
};

/** Places without tokens have the same segments on every answer. */
const pointers = new WeakMap<readonly string[], string>();

function pointerOf(segments: readonly string[]): string {
  const known = pointers.get(segments);
  if (known !== undefined) return known;
  const pointer = formatPointer(segments);
  pointers.set(segments, pointer);
  return pointer;
}
