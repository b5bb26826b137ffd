import type { MatcherDefinition } from '../definition.ts';

/** What `absent` and `present` have in common. */
export function flag(
  kind: 'absent' | 'present',
  other: 'absent' | 'present',
): Pick<MatcherDefinition<'absent' | 'present'>, 'key' | 'schema' | 'read' | 'describe'> {
  return {
    key: kind,
    schema: { const: true },
    read: (node, { file }) => {
      if (node.kind !== 'scalar' || node.value !== true)
        file.fault(node, `"${kind}" can only be true`, `the opposite is { ${other}: true }`);
      return { kind };
    },
    describe: () => kind,
  };
}
