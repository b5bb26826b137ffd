import { isCovered } from '../../../core/json-pointer.ts';
import type { Place } from '../../../core/suite.ts';
import { readList } from '../../load/input/read-scalar.ts';
import type { YamlNode } from '../../load/input/yaml-node.ts';
import { resolvePlace, resolveValue } from '../../values/resolve-value.ts';
import type { MatcherDefinition } from '../definition.ts';
import { differences } from '../families/differences.ts';
import { renderValue } from '../families/render-value.ts';
import { respelt } from '../families/respell.ts';
import { type MatchResult, unjudgeable } from '../match-result.ts';

export const sameBut: MatcherDefinition<'same-but'> = {
  key: 'sameBut',
  summary: '[value, [place, …]]: equal to the value, whatever is at these places and at those that are volatile.',
  schema: {
    type: 'array',
    prefixItems: [{ $ref: '#/$defs/value' }, { type: 'array', minItems: 1, items: { $ref: '#/$defs/place' } }],
    minItems: 2,
    maxItems: 2,
  },
  read: (node, ground) => {
    const [value, places] = node.kind === 'list' ? node.items : [];
    if (node.kind !== 'list' || node.items.length !== 2 || !value || !places) {
      ground.file.fault(node, 'sameBut takes [value, [place, …]]', 'for example [$(read.body), [/tag]]');
      return { kind: 'present' };
    }
    const place = (item: YamlNode): Place => ground.place(item, 'a place of sameBut');
    return {
      kind: 'same-but',
      value: ground.value(value),
      places: readList(ground.file, places, 'sameBut', (item) => place(item as YamlNode), 1),
    };
  },
  describe: ({ value, places }, { scope }) => `${renderValue(resolveValue(value, scope))} but for ${places.join(', ')}`,
  match: ({ value: other, places }, value, context, place): MatchResult => {
    const { scope, volatile = [] } = context;
    const wanted = resolveValue(other, scope);
    const expected = respelt(wanted, context);
    if (expected === undefined) return unjudgeable(place, 'a value that can be respelt', renderValue(wanted));
    const free = [...places, ...volatile].map((one) => resolvePlace(one, scope));
    if (free.some(({ length }) => length === 0))
      return unjudgeable(place, 'something to compare', 'every place is free');
    return differences(expected, value, place, ({ segments }) => !isCovered(segments, free));
  },
};
