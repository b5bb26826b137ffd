import type { YamlEntry, YamlNode } from '../input/yaml-node.ts';
import { methods } from '../language/read-call.ts';
import type { Finding } from './finding.ts';
import { scenariosIn, stepsIn } from './scenario-parts.ts';
import { entryOf, isCommented, type Source } from './source.ts';

const literal = ['json', 'text', 'query', 'headers', 'expect', 'assume', 'let'];

/** `request: PUT target` as `PUT: target`. */
export function shortenRequests(source: Source): readonly Finding[] {
  const findings: Finding[] = [];
  const visit = (node: YamlNode): void => {
    if (node.kind === 'list') for (const item of node.items) visit(item);
    if (node.kind !== 'map') return;
    for (const entry of node.entries) {
      const finding = entry.key === 'request' ? inShort(source, entry) : undefined;
      if (finding) findings.push(finding);
      else if (!literal.includes(entry.key)) visit(entry.value);
    }
  };
  for (const scenario of scenariosIn(source.root)) visit(scenario);
  return findings;
}

function inShort(source: Source, { keyRange, value }: YamlEntry): Finding | undefined {
  const written = source.text.slice(value.start, value.end);
  const [, quote = '', method = '', target = ''] = /^(["']?)([A-Z]+) +(\S.*)$/s.exec(written) ?? [];
  if (!methods.includes(method)) return undefined;
  const short = `${method}: ${quote}${target}`;
  return { edits: [{ start: keyRange.start, end: value.end, text: short }], at: keyRange, short };
}

/** A step whose id is its method says none; not one that others of the scenario could be taken for. */
export function dropIds(source: Source): readonly Finding[] {
  return stepsIn(source.root, 'steps').flatMap((step): readonly Finding[] => {
    const [id, next] = step.kind === 'map' ? step.entries : [];
    const method = methods.find((key) => entryOf(step, key)) ?? '';
    const isNamed = id?.key === 'id' && id.value.kind === 'scalar' && id.value.value === method.toLowerCase();
    if (!isNamed || !next || isCommented(source, { start: id.keyRange.start, end: id.value.end })) return [];
    return [
      {
        edits: [{ start: id.keyRange.start, end: next.keyRange.start, text: '' }],
        at: id.keyRange,
        short: `${method}: … without an id`,
      },
    ];
  });
}
