import { isJsonArray, isJsonObject, type Json } from '../../../core/json.ts';
import type { MatcherDefinition } from '../definition.ts';
import { renderValue } from '../families/render-value.ts';
import { wrapping } from '../families/wrap.ts';
import { unjudgeable } from '../match-result.ts';

export const count: MatcherDefinition<'count'> = {
  ...wrapping('count', 'json'),
  summary: 'The number of items, members or header lines.',
  matchSubject: ({ matcher }, { value, lines }, context, place, inner) => {
    const number = lines?.length ?? countOf(value);
    if (number === undefined) return unjudgeable(place, 'something to count', renderValue(value));
    const asWritten = { ...context, respell: (same: Json) => same };
    const result = inner.match(matcher, { value: number, parent: true }, asWritten, place);
    if (result.outcome === 'holds') return result;
    const differences = result.differences.map((difference) => ({
      ...difference,
      expected: `count ${difference.expected}`,
      actual: `count ${difference.actual}`,
    }));
    return { ...result, differences };
  },
};

function countOf(value: Json | undefined): number | undefined {
  if (isJsonArray(value)) return value.length;
  return isJsonObject(value) ? Object.keys(value).length : undefined;
}
