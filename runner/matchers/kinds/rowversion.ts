import type { MatcherDefinition } from '../definition.ts';
import { renderValue } from '../families/render-value.ts';
import { rowversionNumber } from '../families/respell.ts';
import { wrapping } from '../families/wrap.ts';
import { unjudgeable } from '../match-result.ts';

export const rowversion: MatcherDefinition<'rowversion'> = {
  ...wrapping('rowversion'),
  summary: 'Both sides are base64 of eight bytes, compared as unsigned big-endian numbers.',
  match: ({ matcher }, value, context, place, inner) => {
    const number = rowversionNumber(value);
    if (number === undefined) return unjudgeable(place, 'a rowversion (base64 of 8 bytes)', renderValue(value));
    return inner.match(matcher, { value: number, parent: true }, { ...context, respell: rowversionNumber }, place);
  },
};
