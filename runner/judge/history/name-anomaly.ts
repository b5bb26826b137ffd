import type { AnomalyKind } from '../../../core/suite.ts';
import type { Operation } from './operation.ts';

/**
 * The usual name of what a smallest inexplicable set of operations shows. Pure. `reasons`: did refusals have to have one?
 * If not, all that the refused ones in the set say is that they wrote nothing, and what is wrong is among the others.
 */
export function nameAnomaly(core: readonly Operation[], reasons = true): AnomalyKind {
  const reads = core.filter(({ action }) => action === 'read');
  const writes = core.filter(({ action }) => action !== 'read');
  const refused = writes.filter(({ outcome }) => outcome === 'refused');
  const applied = writes.filter(({ outcome }) => outcome === 'applied');
  if (refused.some((write) => reads.some((read) => shows(read, write)))) return 'ghost-write';
  if (refused.length > 0 && (reasons || applied.length + reads.length === 0)) return 'unfounded-refusal';
  if (reads.length === 0) return withoutReads(applied);
  const last = reads.reduce((a, b) => (a.startedMs > b.startedMs ? a : b));
  if (last.shown?.replaced !== undefined && last.shown.replaced.length > 1) return 'unexplained-state';
  const missed = applied.filter((write) => !shows(last, write));
  if (missed.length === 0) return reads.length > 1 ? 'stale-read' : 'unexplained-state';
  if (!last.final) return 'stale-read';
  const seen = [...(last.shown?.replaced ?? []), ...(last.shown?.added ?? [])];
  if (missed.some(({ action }) => action === 'delete')) return seen.length > 0 ? 'resurrection' : 'phantom-success';
  return seen.length > 0 ? 'lost-update' : 'phantom-success';
}

/** Answers that contradict each other, whatever was read afterwards. */
function withoutReads(applied: readonly Operation[]): AnomalyKind {
  const deletions = applied.filter(({ action }) => action === 'delete');
  const conditions = applied.map(({ condition }) => condition).filter((condition) => condition !== undefined);
  const oneVersion = new Set(conditions).size < conditions.length;
  if (oneVersion || deletions.length > 1 || applied.filter(isCreation).length > 1) return 'two-winners';
  if (deletions.length > 0) return 'resurrection';
  // Accepted on a version that another one had replaced: what that one wrote was overwritten unseen.
  return conditions.length > 0 ? 'lost-update' : 'unexplained-state';
}

function isCreation({ found }: Operation): boolean {
  return found === 'absent';
}

/** Does the read show what the write would leave? */
function shows({ shown }: Operation, { name, action }: Operation): boolean {
  if (action === 'delete') return shown?.present === false;
  return [...(shown?.replaced ?? []), ...(shown?.added ?? [])].includes(name);
}
