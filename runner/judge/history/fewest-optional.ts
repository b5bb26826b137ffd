import type { Candidate } from './candidate.ts';

/**
 * Puts together what may have happened and nobody saw. Of operations that need not be explained and of whose traces no
 * other one speaks, those of one kind are interchangeable, and what the earliest can do no later one does better: one
 * of them stands for all, as often as needed.
 */
export function fewestOptional(
  candidates: readonly Candidate[],
  isBelieved: (index: number) => boolean,
): readonly Candidate[] {
  const must = candidates.filter(({ held }) => held).map(({ operation }) => operation);
  const names = new Set(must.flatMap(({ shown }) => [...(shown?.replaced ?? []), ...(shown?.added ?? [])]));
  const versions = new Set(must.flatMap(({ version, condition }) => [version, condition]));
  const kinds = new Set<string>();
  const byStart = candidates.toSorted((a, b) => a.operation.startedMs - b.operation.startedMs);
  return byStart.flatMap((candidate): Candidate[] => {
    const { operation, index, suspect } = candidate;
    const seen = names.has(operation.name) || (operation.version !== undefined && versions.has(operation.version));
    // An answer that was lost says how it could have taken effect, and that it did so once at most.
    if (candidate.held || seen || isBelieved(index)) return [candidate];
    const kind = `${operation.action} ${operation.version === undefined} ${suspect}`;
    if (kinds.has(kind)) return [];
    kinds.add(kind);
    return [{ ...candidate, repeats: true }];
  });
}
