/** Members of the report in the order in which a reader wants them; any others follow by name. */
const order = [
  ['schemaVersion', 'tool', 'name', 'version', 'startedAt', 'verdict', 'exitCode', 'interrupted', 'seed', 'targets'],
  [
    'protocol',
    'edition',
    'url',
    'bundled',
    'whole',
    'unreachable',
    'selection',
    'features',
    'causes',
    'outOfScope',
    'rules',
    'scenarios',
  ],
  ['feature', 'core', 'declared', 'probed', 'state', 'evidence'],
  [
    'id',
    'step',
    'role',
    'rule',
    'level',
    'title',
    'statement',
    'gating',
    'advisory',
    'baselined',
    'known',
    'hindrance',
    'reason',
    'counts',
  ],
  [
    'fact',
    'expected',
    'actual',
    'location',
    'file',
    'line',
    'column',
    'timeline',
    'request',
    'response',
    'method',
    'status',
  ],
  ['headers', 'body', 'bodyEncoding', 'bodyBytes', 'truncated', 'fault', 'governedBy'],
].flat();

const rank: ReadonlyMap<string, number> = new Map(order.map((name, index) => [name, index]));

/** The same data with the members of every object in a fixed order, whatever order they were made in. */
export function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([left], [right]) => compare(left, right));
  return Object.fromEntries(members.map(([name, member]) => [name, inOrder(member)]));
}

function compare(left: string, right: string): number {
  const byRank = (rank.get(left) ?? order.length) - (rank.get(right) ?? order.length);
  return byRank !== 0 ? byRank : left < right ? -1 : left > right ? 1 : 0;
}
