import { readList } from '../../load/input/read-scalar.ts';
import type { MatcherDefinition } from '../definition.ts';

/** What matchers have in common that hold a list of others. */
export function several(
  kind: 'any-of' | 'all-of',
  key: string,
  words: string,
): Pick<MatcherDefinition<'any-of' | 'all-of'>, 'key' | 'schema' | 'read' | 'describe'> {
  return {
    key,
    schema: { type: 'array', items: { $ref: '#/$defs/matcher' }, minItems: 1 },
    read: (node, ground) => ({ kind, matchers: readList(ground.file, node, key, (item) => ground.matcher(item), 1) }),
    describe: ({ matchers }, context, inner) =>
      `${words}: ${matchers.map((matcher) => inner.describe(matcher, context)).join(' | ')}`,
  };
}
