import type { Candidate } from './candidate.ts';
import { fewestOptional } from './fewest-optional.ts';
import { createModel, type Model } from './model.ts';
import type { Beginning, Operation } from './operation.ts';

/** Is there an order of operations that explains every answer? undecided: too many orders were tried. */
export type Explanation = 'explained' | 'unexplained' | 'undecided';

/** How to look for an explanation. */
export interface Search {
  /** Which operations must be explained; the others are only known to have been sent. Default: all. */
  readonly held?: (index: number) => boolean;
  /** Which of the others are known to be part of an anomaly. */
  readonly suspect?: (index: number) => boolean;
  /** Must refusals have a reason? If not, all they say is that nothing was written. Default: they must. */
  readonly reasons?: boolean;
  /** How many states may be tried. */
  readonly budget?: number;
}

/**
 * Looks for an order of the operations that respects real time (who had ended before another began comes first) and
 * explains every answer on a sequential model of the unit: a search for a linearization after Wing and Gong, with
 * Lowe's memory of states already tried.
 */
export function explain(
  operations: readonly Operation[],
  beginning: Beginning,
  { held = () => true, suspect = () => false, reasons = true, budget = 100_000 }: Search = {},
): Explanation {
  const all = operations.flatMap((operation, index): Candidate[] => {
    const known = operation.outcome !== 'unknown' && held(index);
    if (operation.action === 'read' && !known) return [];
    // A refusal that claims nothing about the state is explained by itself.
    if (known && operation.outcome === 'refused' && !(reasons && hasClaim(operation))) return [];
    const endedMs = known ? operation.endedMs : Number.POSITIVE_INFINITY;
    return [{ operation, index, held: known, suspect: !held(index) && suspect(index), repeats: false, endedMs }];
  });
  const candidates = fewestOptional(all, held).toSorted(
    (a, b) => Number(b.held) - Number(a.held) || a.endedMs - b.endedMs,
  );
  const presences = beginning.present === 'unknown' ? [true, false] : [beginning.present];
  let undecided = false;
  for (const present of presences) {
    const model = createModel(operations, { present, version: beginning.version }, held);
    const found = search(candidates, model, budget);
    if (found === 'explained') return found;
    undecided ||= found === 'undecided';
  }
  return undecided ? 'undecided' : 'unexplained';
}

function hasClaim({ condition, found }: Operation): boolean {
  return condition !== undefined || found !== undefined;
}

function search(candidates: readonly Candidate[], model: Model, budget: number): Explanation {
  const must = candidates.filter(({ held }) => held).length;
  const done = candidates.map(() => false);
  const tried = new Set<string>();
  let states = 0;
  const isDone = (index: number): boolean => candidates.some((candidate, at) => done[at] && candidate.index === index);
  const visit = (state: Model['start'], left: number): Explanation => {
    if (left === 0) return 'explained';
    const key = `${done.map(Number).join('')} ${model.key(state)}`;
    if (tried.has(key)) return 'unexplained';
    tried.add(key);
    if (++states > budget) return 'undecided';
    const open = candidates.filter((_, at) => !done[at]);
    if (open.some((candidate) => candidate.held && model.isLost(candidate, state, isDone))) return 'unexplained';
    const deadline = Math.min(...open.map(({ held, endedMs }) => (held ? endedMs : Number.POSITIVE_INFINITY)));
    for (const [at, candidate] of candidates.entries()) {
      if (done[at] || candidate.operation.startedMs > deadline) continue;
      done[at] = !candidate.repeats;
      for (const next of model.step(candidate, state)) {
        const found = visit(next, candidate.held ? left - 1 : left);
        if (found !== 'unexplained') return found;
      }
      done[at] = false;
    }
    return 'unexplained';
  };
  return visit(model.start, must);
}
