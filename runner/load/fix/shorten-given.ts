import type { Finding } from './finding.ts';
import { scenariosIn } from './scenario-parts.ts';
import { isCommented, itemsOf, lastEnd, type Source } from './source.ts';

/** `{ fixture: name }` in `given` as the name alone. */
export function shortenGiven(source: Source): readonly Finding[] {
  const given = scenariosIn(source.root).flatMap((scenario) => [
    ...itemsOf(scenario, 'given'),
    ...itemsOf(scenario, 'steps'),
  ]);
  return given.flatMap((node): readonly Finding[] => {
    const [only, second] = node.kind === 'map' ? node.entries : [];
    if (!only || second || only.key !== 'fixture' || only.value.kind !== 'scalar') return [];
    const end = lastEnd(source, node);
    if (
      isCommented(source, { start: node.start, end: Math.max(node.start, end - 1) }) &&
      source.text.slice(node.start, end).includes('\n')
    )
      return [];
    const short = source.text.slice(only.value.start, only.value.end);
    return [{ edits: [{ start: node.start, end, text: short }], at: only.keyRange, short: `given: [${short}]` }];
  });
}
