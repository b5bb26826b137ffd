import type { YamlEntry, YamlMap, YamlNode } from '../input/yaml-node.ts';
import type { Finding } from './finding.ts';
import { factMapsIn } from './scenario-parts.ts';
import { entryOf, flowText, isCommented, lastEnd, type Source } from './source.ts';

/** `effect: { on, changes: none }` as `unchanged`, and one that moves what every write moves as `changed`. */
export function shortenEffects(source: Source, moves: readonly string[]): readonly Finding[] {
  const { expects, others } = factMapsIn(source.root);
  return [...expects.flat(), ...others].flatMap((map): readonly Finding[] => {
    const effect = entryOf(map, 'effect');
    const short = effect && !isCommented(source, effect.value) && shortForm(source, map, effect, moves);
    if (!effect || !short) return [];
    const edit = { start: effect.keyRange.start, end: lastEnd(source, effect.value), text: short };
    return [{ edits: [edit], at: effect.keyRange, short }];
  });
}

function shortForm(source: Source, map: YamlMap, { value }: YamlEntry, moves: readonly string[]): string | undefined {
  const on = entryOf(value, 'on')?.value;
  const changes = entryOf(value, 'changes')?.value;
  const may = entryOf(value, 'may')?.value;
  if (!on || !changes) return undefined;
  if (changes.kind === 'scalar' && changes.value === 'none') {
    return may || entryOf(map, 'unchanged') ? undefined : `unchanged: ${readText(source, on)}`;
  }
  const places = changes.kind === 'list' ? changes.items.map(textOf) : [];
  const wanted = moves.filter((place) => !places.includes(place));
  const given = may?.kind === 'list' ? may.items.map(textOf) : [];
  const same = given.length === wanted.length && wanted.every((place) => given.includes(place));
  if (!same || on.kind !== 'scalar' || entryOf(map, 'changed')) return undefined;
  return `changed: { ${readText(source, on)}: ${flowText(source, changes)} }`;
}

/** A read as it is written, or several: without the method, which is GET. */
function readText(source: Source, on: YamlNode): string {
  if (on.kind === 'list') return `[${on.items.map((item) => readText(source, item)).join(', ')}]`;
  return flowText(source, on).replace(/^(["']?)GET +(?=\/|https?:|\$\((?!case\.))/, '$1');
}

function textOf(node: YamlNode): string {
  return node.kind === 'scalar' ? String(node.value) : '';
}
