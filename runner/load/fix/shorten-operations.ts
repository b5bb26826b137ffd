import type { YamlMap, YamlNode } from '../input/yaml-node.ts';
import type { Finding } from './finding.ts';
import { scenariosIn } from './scenario-parts.ts';
import { flowText, isCommented, isFlow, type Source } from './source.ts';

const literal = ['json', 'text', 'query', 'headers', 'expect', 'assume'];

/** Operations of JSON Patch in short, in braced lists: `[replace /title: x, remove /tags]`. */
export function shortenOperations(source: Source): readonly Finding[] {
  const findings: Finding[] = [];
  const visit = (node: YamlNode): void => {
    if (node.kind === 'list') for (const item of node.items) visit(item);
    if (node.kind !== 'map') return;
    for (const { key, keyRange, value } of node.entries) {
      if (literal.includes(key)) continue;
      if ((key !== 'edit' && key !== 'jsonPatch') || value.kind !== 'list') visit(value);
      else
        for (const item of value.items) {
          if (item.kind !== 'map' || isCommented(source, { start: item.start, end: item.start })) continue;
          const short = inShort(source, item);
          if (short !== undefined)
            findings.push({
              edits: [{ start: item.start, end: endOf(source, item), text: short }],
              at: keyRange,
              short,
            });
        }
    }
  };
  for (const scenario of scenariosIn(source.root)) visit(scenario);
  return findings;
}

function endOf(source: Source, item: YamlMap): number {
  return isFlow(source, item) ? item.end : source.text.slice(0, item.end).trimEnd().length;
}

/** An operation of its members in the usual order, and of nothing else. */
function inShort(source: Source, item: YamlMap): string | undefined {
  const [op, second, last, more] = item.entries;
  const text = (node: YamlNode | undefined): string | undefined =>
    node?.kind === 'scalar' && typeof node.value === 'string' && /^\/[^\s:,[\]{}#"'&*!|>%@`]*$/.test(node.value)
      ? node.value
      : undefined;
  const name = op?.key === 'op' && op.value.kind === 'scalar' ? String(op.value.value) : '';
  const place = text(second?.value);
  if (!second || place === undefined || more) return undefined;
  if (name === 'remove' && second.key === 'path' && !last) return `remove ${place}`;
  if (!last) return undefined;
  const isValued = ['add', 'replace', 'test'].includes(name) && second.key === 'path' && last.key === 'value';
  const isMoved = ['move', 'copy'].includes(name) && second.key === 'from' && last.key === 'path';
  return isValued || isMoved ? `${name} ${place}: ${flowText(source, last.value)}` : undefined;
}
