import type { Anomaly } from './find-anomalies.ts';
import type { Operation } from './operation.ts';

/**
 * Judges a long history of conditional writes and reads by their versions alone: every version follows from one other,
 * and the later in this chain, the later in time. Takes time in proportion to the length of the history (and its
 * sorting), where a search would not end; it finds two winners on a version, reads and writes of versions that were over before they
 * began, and refusals of the version that was current all the while. A version that nobody was told (answers
 * may be lost) begins another chain, of which only its own order is judged.
 */
export function checkVersionChain(operations: readonly Operation[]): readonly Anomaly[] {
  const { makers, takers, doubled } = indexByVersion(operations);
  const position = positions(operations, makers, takers);
  return [...doubled, ...fallsBehind(operations, position), ...unfounded(operations, makers, takers)];
}

interface VersionIndex {
  /** Who made a version, and who was accepted on it. */
  readonly makers: ReadonlyMap<string, Operation>;
  readonly takers: ReadonlyMap<string, Operation>;
  readonly doubled: readonly Anomaly[];
}

const isWrite = ({ action, outcome }: Operation): boolean => action !== 'read' && outcome === 'applied';

function indexByVersion(operations: readonly Operation[]): VersionIndex {
  const makers = new Map<string, Operation>();
  const takers = new Map<string, Operation>();
  const doubled: Anomaly[] = [];
  for (const operation of operations) {
    if (!isWrite(operation)) continue;
    const { condition, version } = operation;
    if (version !== undefined) makers.set(version, operation);
    if (condition === undefined) continue;
    const other = takers.get(condition);
    if (other === undefined) takers.set(condition, operation);
    else doubled.push({ kind: 'two-winners', operations: [other, operation] });
  }
  return { makers, takers, doubled };
}

/** Where a version stands: in which chain, and how far along. */
interface Position {
  readonly chain: number;
  readonly step: number;
}

function positions(
  operations: readonly Operation[],
  makers: VersionIndex['makers'],
  takers: VersionIndex['takers'],
): ReadonlyMap<string, Position> {
  const known = new Map<string, Position>();
  let chain = 0;
  for (const { condition, version } of operations) {
    for (const start of [condition, version]) {
      if (start === undefined || known.has(start)) continue;
      let first = start;
      const seen = new Set([first]);
      for (let before = makers.get(first)?.condition; before !== undefined; before = makers.get(first)?.condition) {
        if (seen.has(before) || known.has(before)) break;
        seen.add(before);
        first = before;
      }
      const before = makers.get(first)?.condition;
      const place = before === undefined ? undefined : known.get(before);
      let at: Position = place ? { chain: place.chain, step: place.step + 1 } : { chain: chain++, step: 0 };
      for (let next: string | undefined = first; next !== undefined && !known.has(next); ) {
        known.set(next, at);
        at = { chain: at.chain, step: at.step + 1 };
        next = takers.get(next)?.version;
      }
      if (!known.has(start)) known.set(start, { chain: chain++, step: 0 });
    }
  }
  return known;
}

/** Who begins after another has ended must stand at or after the other's version. */
function fallsBehind(operations: readonly Operation[], position: ReadonlyMap<string, Position>): Anomaly[] {
  const placed = operations.flatMap((operation) => {
    const { outcome, version, condition } = operation;
    if (outcome !== 'applied') return [];
    const own = position.get(version ?? '');
    const base = position.get(condition ?? '');
    // A write that told no version stands after the one it named.
    const place = own ?? (base && { chain: base.chain, step: base.step + 1 });
    return place ? [{ operation, place }] : [];
  });
  const starts = placed.toSorted((a, b) => a.operation.startedMs - b.operation.startedMs);
  const ends = placed.toSorted((a, b) => a.operation.endedMs - b.operation.endedMs);
  const furthest = new Map<number, (typeof placed)[number]>();
  let ended = 0;
  return starts.flatMap(({ operation, place }): Anomaly[] => {
    for (let next = ends[ended]; next && next.operation.endedMs < operation.startedMs; next = ends[++ended]) {
      const best = furthest.get(next.place.chain);
      if (best === undefined || next.place.step > best.place.step) furthest.set(next.place.chain, next);
    }
    const best = furthest.get(place.chain);
    if (best === undefined || best.place.step <= place.step) return [];
    const kind = operation.action === 'read' ? 'stale-read' : 'unexplained-state';
    return [{ kind, operations: [best.operation, operation] }];
  });
}

/** A refusal although the version it named was made before it began, and given up only after it had ended. */
function unfounded(
  operations: readonly Operation[],
  makers: VersionIndex['makers'],
  takers: VersionIndex['takers'],
): Anomaly[] {
  // Whoever writes without a condition, or was never answered, may have changed the version at any time.
  if (
    operations.some(
      (one) => one.action !== 'read' && (one.outcome === 'unknown' || (isWrite(one) && one.condition === undefined)),
    )
  )
    return [];
  return operations.flatMap((operation): Anomaly[] => {
    const { outcome, condition, startedMs, endedMs } = operation;
    if (outcome !== 'refused' || condition === undefined) return [];
    const maker = makers.get(condition);
    const taker = takers.get(condition);
    const current =
      (maker?.endedMs ?? Number.POSITIVE_INFINITY) < startedMs &&
      (taker?.startedMs ?? Number.POSITIVE_INFINITY) > endedMs;
    return current ? [{ kind: 'unfounded-refusal', operations: [...(maker ? [maker] : []), operation] }] : [];
  });
}
