import type { Looks, MatcherDefinition } from '../definition.ts';

type Wrapping = 'not' | 'caseless' | 'rowversion' | 'each' | 'some' | 'count';

/** What matchers have in common that hold another one. `looks`: what that one is about, if it is something else. */
export function wrapping<K extends Wrapping>(
  kind: K,
  looks?: Looks,
): Pick<MatcherDefinition<Wrapping>, 'key' | 'schema' | 'read' | 'describe'> {
  return {
    key: kind,
    schema: { $ref: '#/$defs/matcher' },
    read: (node, ground) => ({ kind, matcher: ground.matcher(node, looks ?? ground.looks) }),
    describe: ({ matcher }, context, inner) => `${kind} ${inner.describe(matcher, context)}`,
  };
}
