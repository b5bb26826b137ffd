/** One of several parts of a run, each of which may run elsewhere: "2/5". */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly of: number;
}

/**
 * What belongs to a shard: the dearest first, each to the shard that has least to do. The same things give the same shards, in
 * whatever order they come and wherever this runs.
 * @param things by an id that nothing else has. @param cost of one, in any unit.
 */
export function inShard<T extends { readonly id: string }>(
  things: readonly T[],
  { index, of }: Shard,
  cost: (thing: T) => number,
): readonly T[] {
  const load = Array.from({ length: of }, () => 0);
  const own = new Set<T>();
  const weighed = things.map((thing) => ({ thing, weight: cost(thing) }));
  weighed.sort((a, b) => b.weight - a.weight || (a.thing.id < b.thing.id ? -1 : 1));
  for (const { thing, weight } of weighed) {
    const place = load.indexOf(Math.min(...load));
    // What is skipped costs nothing, and is told somewhere all the same: it must not all fall to one.
    load[place] = (load[place] ?? 0) + Math.max(weight, 0.01);
    if (place === index - 1) own.add(thing);
  }
  return things.filter((thing) => own.has(thing));
}
