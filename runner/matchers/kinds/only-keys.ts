import { isJsonObject } from '../../../core/json.ts';
import { readList } from '../../load/input/read-scalar.ts';
import { resolveText } from '../../values/resolve-value.ts';
import type { MatcherDefinition } from '../definition.ts';
import { renderValue } from '../families/render-value.ts';
import { folded } from '../families/respell.ts';
import { differs, holds, unjudgeable } from '../match-result.ts';

export const onlyKeys: MatcherDefinition<'only-keys'> = {
  key: 'onlyKeys',
  summary: 'The object has no other members than these.',
  schema: { type: 'array', items: { description: 'A member name.', type: 'string', minLength: 1 }, minItems: 1 },
  read: (node, ground) => ({
    kind: 'only-keys',
    names: readList(ground.file, node, 'onlyKeys', (item) => ground.template(item, 'a name of onlyKeys'), 1),
  }),
  describe: ({ names }, { scope }) => `only the members ${names.map((name) => resolveText(name, scope)).join(', ')}`,
  match: (matcher, value, context, place) => {
    if (!isJsonObject(value)) return unjudgeable(place, 'an object', renderValue(value));
    const names = new Set(matcher.names.map((name) => folded(resolveText(name, context.scope), context)));
    const others = Object.keys(value).filter((name) => !names.has(name));
    return others.length === 0
      ? holds
      : differs(place, `no other members than ${[...names].join(', ')}`, `also ${others.join(', ')}`);
  },
};
