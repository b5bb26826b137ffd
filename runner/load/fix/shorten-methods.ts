import type { Finding } from './finding.ts';
import { scenariosIn } from './scenario-parts.ts';
import { entryOf, isCommented, lastEnd, type Source } from './source.ts';

/** A matrix of nothing but methods, each case called by its own, as `methods`. */
export function shortenMethods(source: Source): readonly Finding[] {
  return scenariosIn(source.root).flatMap((scenario): readonly Finding[] => {
    const matrix = entryOf(scenario, 'matrix');
    if (matrix?.value.kind !== 'map' || isCommented(source, matrix.value)) return [];
    const methods = matrix.value.entries.map(({ key, value }) => {
      const method = entryOf(value, 'method')?.value;
      const alone = value.kind === 'map' && value.entries.length === 1 && method?.kind === 'scalar';
      return alone && String(method.value).toLowerCase() === key ? String(method.value) : undefined;
    });
    if (methods.length < 2 || methods.includes(undefined)) return [];
    const short = `methods: [${methods.join(', ')}]`;
    return [
      {
        edits: [{ start: matrix.keyRange.start, end: lastEnd(source, matrix.value), text: short }],
        at: matrix.keyRange,
        short,
      },
    ];
  });
}
