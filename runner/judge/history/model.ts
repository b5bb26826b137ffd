import type { Candidate } from './candidate.ts';
import type { Operation } from './operation.ts';

/** The unit at one moment. */
interface State {
  readonly present: boolean;
  /** Index of the operation whose content is there; undefined: what was there at the beginning. */
  readonly value: number | undefined;
  /** Indexes of adding operations whose content is there, ascending. */
  readonly added: readonly number[];
  /** Undefined: not known. */
  readonly version: string | undefined;
  /** Conditions under which a write was applied: these versions are over and never come back. */
  readonly spent: readonly string[];
}

/** A sequential unit of consistency: what each operation may do in a state. */
export interface Model {
  readonly start: State;
  key(state: State): string;
  /** The states that the operation may lead to; none if its answer cannot be had here. */
  step(candidate: Candidate, state: State): readonly State[];
  /** A read that can never come true any more: what it saw is gone for good. */
  isLost(candidate: Candidate, state: State, isDone: (index: number) => boolean): boolean;
}

/** A model for these operations. `held` operations keep what their answers claim; of others nothing is believed. */
export function createModel(
  operations: readonly Operation[],
  { present, version }: { readonly present: boolean; readonly version: string | undefined },
  held: (index: number) => boolean,
): Model {
  const byName = new Map(operations.map(({ name }, index) => [name, index]));
  const versions = knownVersions(operations, version);
  const deletes = operations.some(({ action }) => action === 'delete');
  const indexesOf = (names: readonly string[] | undefined): readonly number[] | undefined =>
    names?.map((name) => byName.get(name) ?? -1).toSorted((a, b) => a - b);
  const shown = operations.map((operation) => ({
    replaced: indexesOf(operation.shown?.replaced),
    added: indexesOf(operation.shown?.added),
  }));

  const holds = (condition: string, state: State): boolean =>
    state.present &&
    (state.version === undefined
      ? !versions.has(condition) && !state.spent.includes(condition)
      : state.version === condition);

  const reads = ({ operation, index }: Candidate, state: State): boolean => {
    const { replaced, added } = shown[index] ?? {};
    if (operation.shown?.present !== state.present) return false;
    if (replaced && (replaced.length > 1 || replaced[0] !== state.value)) return false;
    if (added && added.join() !== state.added.join()) return false;
    return operation.version === undefined || !versions.has(operation.version) || state.version === operation.version;
  };

  const apply = ({ action, condition, version: own }: Operation, index: number, state: State): State => {
    const after = {
      version: own !== undefined && versions.has(own) ? own : undefined,
      spent: condition === undefined ? state.spent : [...new Set([...state.spent, condition])].toSorted(),
    };
    if (action === 'delete') return { ...state, ...after, present: false };
    const added = state.present ? state.added : [];
    if (action === 'replace') return { ...after, present: true, value: index, added };
    return { ...after, present: true, value: state.value, added: withOne(added, index) };
  };

  const answers = ({ condition, found, outcome }: Operation, state: State): boolean => {
    if (found !== undefined && (found === 'present') !== state.present) return false;
    if (condition === undefined) return true;
    if (outcome !== 'refused') return holds(condition, state);
    return found === 'absent' || state.version === undefined || !holds(condition, state);
  };

  return {
    start: { present, value: undefined, added: [], version, spent: [] },
    // What is spent follows from what was done, which the search remembers itself.
    key: ({ present: there, value, added, version: current }) => `${there} ${value} ${added} ${current ?? '?'}`,
    step: (candidate, state) => {
      const { operation, index, suspect } = candidate;
      if (operation.action === 'read') return reads(candidate, state) ? [state] : [];
      if (!held(index)) {
        const plain = apply(unconditional(operation), index, state);
        return suspect ? [plain, { ...state, version: undefined }] : [plain];
      }
      if (!answers(operation, state)) return [];
      return [operation.outcome === 'refused' ? state : apply(operation, index, state)];
    },
    isLost: ({ operation, index }, state, isDone) => {
      if (operation.action !== 'read') return false;
      const { replaced, added } = shown[index] ?? {};
      const [wanted] = replaced ?? [];
      const writes = replaced !== undefined && replaced.length < 2 && state.value !== wanted;
      if (writes && (wanted === undefined || isDone(wanted))) return true;
      return added !== undefined && !deletes && state.added.some((one) => !added.includes(one));
    },
  };
}

function withOne(sorted: readonly number[], one: number): readonly number[] {
  return sorted.includes(one) ? sorted : [...sorted, one].toSorted((a, b) => a - b);
}

function unconditional({ condition: _, ...operation }: Operation): Operation {
  return operation;
}

/** Versions that belong to one moment for sure: the beginning's, and those that exactly one answer gave. */
function knownVersions(operations: readonly Operation[], first: string | undefined): ReadonlySet<string> {
  const counts = new Map<string, number>(first === undefined ? [] : [[first, 1]]);
  for (const { action, version, outcome } of operations) {
    if (action === 'read' || version === undefined || outcome !== 'applied') continue;
    counts.set(version, (counts.get(version) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count === 1).map(([version]) => version));
}
