import { isWholeNumber } from '../../../core/exact-number.ts';
import { isJsonNumber, jsonTypeOf } from '../../../core/json.ts';
import { readWord } from '../../load/input/read-scalar.ts';
import type { MatcherDefinition } from '../definition.ts';
import { renderValue } from '../families/render-value.ts';
import { differs, holds } from '../match-result.ts';

const types = ['string', 'number', 'integer', 'boolean', 'null', 'object', 'array'] as const;

export const type: MatcherDefinition<'type'> = {
  key: 'type',
  summary: 'The JSON type.',
  schema: { enum: types },
  read: (node, { file }) => ({ kind: 'type', type: readWord(file, node, 'type', types) }),
  describe: (matcher) => `type ${matcher.type}`,
  match: (matcher, value, _, place) => {
    const is =
      matcher.type === 'integer' ? isJsonNumber(value) && isWholeNumber(value) : jsonTypeOf(value) === matcher.type;
    return is ? holds : differs(place, `type ${matcher.type}`, `${jsonTypeOf(value)} ${renderValue(value)}`);
  },
};
