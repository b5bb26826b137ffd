import { isJsonArray, type Json } from '../../../core/json.ts';
import { formatPointer, valueAt } from '../../../core/json-pointer.ts';
import { readList } from '../../load/input/read-scalar.ts';
import { resolvePlace } from '../../values/resolve-value.ts';
import type { Scope } from '../../values/scope.ts';
import type { MatcherDefinition, MatcherOf } from '../definition.ts';
import { differs, holds, unjudgeable } from '../match-result.ts';
import { compareValues } from './compare-values.ts';
import { renderValue } from './render-value.ts';

type Order = 'ascending' | 'descending';

/** A matcher about the order of values along an array, or along several places of one object. */
export function order<K extends Order>(
  kind: K,
  summary: string,
  isWrong: (order: number) => boolean,
): MatcherDefinition<Order> {
  return {
    key: kind,
    summary,
    schema: { type: ['string', 'array'], minItems: 2, items: { $ref: '#/$defs/place' } },
    read: (node, ground) => {
      if (node.kind !== 'list') return { kind, places: [ground.place(node, kind)], along: 'array' };
      const place = (item: typeof node): string => ground.place(item, `an item of ${kind}`);
      return {
        kind,
        places: readList(ground.file, node, kind, (item) => place(item as typeof node), 2),
        along: 'places',
      };
    },
    describe: ({ places }) => `${kind} ${places.join(', ')}`,
    match: (matcher, value, { scope }, place) => {
      const values = alongOf(matcher, value, scope);
      if (values === undefined) return unjudgeable(place, 'an array', renderValue(value));
      if (values.length < 2) return unjudgeable(place, 'at least two values in order', `${values.length}`);
      for (let i = 1; i < values.length; i++) {
        const [before, after] = [values[i - 1], values[i]];
        const known = before?.[1] !== undefined && after?.[1] !== undefined;
        const compared = known ? compareValues(before[1] as Json, after[1] as Json) : undefined;
        const text = `${renderValue(before?.[1])} at ${before?.[0]}, then ${renderValue(after?.[1])} at ${after?.[0]}`;
        if (compared === undefined) return unjudgeable(place, `${kind} numbers or date-times`, text);
        if (isWrong(compared)) return differs(place, kind, text);
      }
      return holds;
    },
  };
}

function alongOf(
  { places, along }: MatcherOf<Order>,
  value: Json,
  scope: Scope,
): readonly (readonly [place: string, value: Json | undefined])[] | undefined {
  if (along === 'places') {
    return places.map((place) => {
      const segments = resolvePlace(place, scope);
      return [formatPointer(segments), valueAt(value, segments)] as const;
    });
  }
  if (!isJsonArray(value)) return undefined;
  const segments = resolvePlace(places[0] ?? '', scope);
  return value.map((item, index) => [formatPointer([String(index), ...segments]), valueAt(item, segments)] as const);
}
