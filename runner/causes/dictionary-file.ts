import type { FaultDictionary, KnownBug } from '../../core/fault-dictionary.ts';

/** Indexes as in the file: runs of neighbours are pairs [first, last]. */
type Ranges = readonly (number | readonly [first: number, last: number])[];

/** What the file holds: assertions by their common beginning, a bug on each line, nothing that is at its default. */
interface DictionaryFile {
  readonly protocol: string;
  readonly assertions: readonly (readonly [beginning: string, ends: readonly string[]])[];
  readonly bugs: readonly (Omit<KnownBug, 'kind' | 'fails' | 'inherited' | 'unjudged'> & {
    readonly kind?: 'kernel';
    readonly fails: Ranges;
    readonly inherited?: Ranges;
    readonly unjudged?: Ranges;
  })[];
}

/** The text of spec/<id>/proof.json: the same for the same proof, small, and readable enough to search. */
export function encodeDictionary({ protocol, assertions, bugs }: FaultDictionary): string {
  const groups = new Map<string, string[]>();
  for (const id of assertions) {
    const [beginning, end] = cut(id);
    groups.set(beginning, [...(groups.get(beginning) ?? []), end]);
  }
  const lines = (rows: readonly unknown[]): string => rows.map((row) => `\n${JSON.stringify(row)}`).join(',');
  const shown = bugs.map(({ kind, fails, inherited, unjudged, ...bug }) => ({
    ...bug,
    ...(kind === 'kernel' ? { kind } : {}),
    fails: toRanges(fails),
    ...(inherited.length > 0 ? { inherited: toRanges(inherited) } : {}),
    ...(unjudged.length > 0 ? { unjudged: toRanges(unjudged) } : {}),
  }));
  return `{"protocol":${JSON.stringify(protocol)},\n"assertions":[${lines([...groups])}\n],\n"bugs":[${lines(shown)}\n]}\n`;
}

/** What {@link encodeDictionary} wrote. */
export function decodeDictionary(text: string): FaultDictionary {
  const { protocol, assertions, bugs } = JSON.parse(text) as DictionaryFile;
  return {
    protocol,
    assertions: assertions.flatMap(([beginning, ends]) => ends.map((end) => beginning + end)),
    bugs: bugs.map(
      ({ kind = 'protocol' as const, fails, inherited = [], unjudged = [], ...bug }): KnownBug => ({
        ...bug,
        kind,
        fails: toIndexes(fails),
        inherited: toIndexes(inherited),
        unjudged: toIndexes(unjudged),
      }),
    ),
  };
}

/** An id before its last step: "dab/if-match/x[case]/", "put/1 DAB-IFM-001". Sorted ids with one beginning are neighbours. */
function cut(id: string): readonly [beginning: string, end: string] {
  const at = /[^/]+\/\d+ \S+$/.exec(id)?.index ?? id.lastIndexOf('/') + 1;
  return [id.slice(0, at), id.slice(at)];
}

function toRanges(indexes: readonly number[]): Ranges {
  const runs: [number, number][] = [];
  for (const index of indexes) {
    const last = runs.at(-1);
    if (last && last[1] === index - 1) last[1] = index;
    else runs.push([index, index]);
  }
  return runs.flatMap(
    ([first, last]): Ranges => (first === last ? [first] : last === first + 1 ? [first, last] : [[first, last]]),
  );
}

function toIndexes(ranges: Ranges): number[] {
  return ranges.flatMap((range) =>
    typeof range === 'number' ? [range] : Array.from({ length: range[1] - range[0] + 1 }, (_, step) => range[0] + step),
  );
}
