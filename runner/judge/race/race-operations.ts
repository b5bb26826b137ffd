import type { ProtocolSpec } from '../../../core/protocol-spec.ts';
import type { History, HistoryModel, Matcher } from '../../../core/suite.ts';
import { match } from '../../matchers/match.ts';
import { type Answer, jsonOf, versionOf } from '../../values/answer.ts';
import type { Scope } from '../../values/scope.ts';
import { isStatus, statusNames } from '../facts/match-status.ts';
import type { Beginning, Operation, Shown } from '../history/operation.ts';
import type { RaceRun } from './race-reading.ts';

/** Names the version that all conditional clients of a race hold: the one before it. */
const first = 'the version before the race';

const safe: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** What reading a race needs besides its answers. */
export interface RaceGround {
  readonly scope: Scope;
  readonly spec: ProtocolSpec;
  /** When the final read began, and when its answer was there. */
  readonly readAt: readonly [startedMs: number, endedMs: number];
}

/** A race and its final read as operations on one unit, for the history checker. @throws {MissingValue} */
export function raceOperations(
  history: History,
  runs: readonly RaceRun[],
  read: Answer,
  { scope, spec, readAt }: RaceGround,
): { readonly operations: readonly Operation[]; readonly beginning: Beginning } {
  const refused = statusNames(history.refused, scope);
  const created = history.created === undefined ? undefined : statusNames(history.created, scope);
  const models = new Map(runs.map((run) => [run, modelOf(history, run)]));
  const actions = new Map(runs.map((run) => [run, actionOf(run, models, runs)]));
  const shownIn = (answer: Answer): Shown | undefined => shownBy(answer, runs, actions);

  const operations = runs.flatMap((run): Operation[] => {
    const { name, startedMs, endedMs, answer } = run;
    const action = actions.get(run) ?? 'read';
    const version = answer && textOf(versionOf(answer, spec));
    const base = { name, action, startedMs, endedMs, ...(answer ? { status: answer.status } : {}) };
    if (action === 'read') {
      // A read of something else, or one that says nothing, is no part of this history.
      const shown = answer && answer.url === read.url ? shownIn(answer) : undefined;
      return shown ? [{ ...base, outcome: 'applied', shown, ...(version ? { version } : {}) }] : [];
    }
    const outcome = outcomeOf(answer?.status, refused);
    const conditional = models.get(run) === 'compare-and-set';
    const found = foundBy(run, outcome, conditional, action === 'delete' ? undefined : created);
    return [
      {
        ...base,
        outcome,
        ...(conditional ? { condition: first } : {}),
        ...(outcome === 'applied' && version ? { version } : {}),
        ...(found ? { found } : {}),
      },
    ];
  });
  const shown = shownIn(read);
  const version = textOf(versionOf(read, spec));
  if (shown)
    operations.push({
      name: 'final read',
      action: 'read',
      outcome: 'applied',
      startedMs: readAt[0],
      endedMs: readAt[1],
      status: read.status,
      final: true,
      shown,
      ...(version ? { version } : {}),
    });
  // Whoever holds a version has seen the unit.
  const present = [...models.values()].includes('compare-and-set') ? true : 'unknown';
  return { operations, beginning: { present, version: first } };
}

function modelOf({ model }: History, { client }: RaceRun): HistoryModel | undefined {
  return typeof model === 'string' ? model : Object.hasOwn(model, client) ? model[client] : undefined;
}

/** Conditional writers stand beside each other, as at most one of them counts, unless others overwrite that place. */
function actionOf(
  run: RaceRun,
  models: ReadonlyMap<RaceRun, HistoryModel | undefined>,
  runs: readonly RaceRun[],
): Operation['action'] {
  if (safe.has(run.method)) return 'read';
  if (run.method === 'DELETE') return 'delete';
  const model = models.get(run);
  if (model === 'set') return 'add';
  if (model === 'register') return 'replace';
  const places = placesOf(run.leaves);
  const overwritten = runs.some(
    (other) => models.get(other) === 'register' && placesOf(other.leaves).some((place) => places.includes(place)),
  );
  return overwritten ? 'replace' : 'add';
}

function placesOf(leaves: Matcher | undefined): readonly string[] {
  return leaves?.kind === 'shape' ? leaves.places.map(([place]) => place) : [];
}

function outcomeOf(status: number | undefined, refused: readonly string[]): Operation['outcome'] {
  if (status === undefined) return 'unknown';
  if (isStatus(status, ['2xx'])) return 'applied';
  return isStatus(status, refused) ? 'refused' : 'unknown';
}

/**
 * What an answer says about the moment before: a write that may create says so by its status; others need the unit, and
 * so does, whatever it may create else, one that asks for it.
 */
function foundBy(
  { answer, presupposes }: RaceRun,
  outcome: Operation['outcome'],
  conditional: boolean,
  created: readonly string[] | undefined,
): Operation['found'] {
  const status = answer?.status;
  if (outcome === 'refused') return status === 404 || status === 410 ? 'absent' : undefined;
  if (presupposes !== undefined) return presupposes;
  if (conditional) return undefined;
  if (created === undefined) return 'present';
  if (outcome === 'unknown' || status === undefined) return undefined;
  return isStatus(status, created) ? 'absent' : 'present';
}

/** What an answer shows of the clients' writes; undefined: it says nothing about the unit. */
function shownBy(
  answer: Answer,
  runs: readonly RaceRun[],
  actions: ReadonlyMap<RaceRun, Operation['action']>,
): Shown | undefined {
  if (answer.status === 404 || answer.status === 410) return { present: false };
  const body = jsonOf(answer);
  if (!isStatus(answer.status, ['2xx']) || body === undefined) return undefined;
  const visible = (run: RaceRun): boolean =>
    run.leaves !== undefined &&
    match(run.leaves, { value: body, parent: true }, { scope: run.scope }).outcome === 'holds';
  const of = (action: Operation['action']): readonly RaceRun[] => runs.filter((run) => actions.get(run) === action);
  const named = (action: 'replace' | 'add'): readonly string[] | undefined =>
    of(action).length === 0
      ? undefined
      : of(action)
          .filter(visible)
          .map(({ name }) => name);
  const present = !of('delete').some(visible);
  // What is deleted may still show what it was, or may not: then its emptiness says nothing.
  const telling = (names: readonly string[] | undefined): readonly string[] | undefined =>
    present || (names ?? []).length > 0 ? names : undefined;
  const replaced = telling(named('replace'));
  const added = telling(named('add'));
  return { present, ...(replaced ? { replaced } : {}), ...(added ? { added } : {}) };
}

function textOf(version: unknown): string | undefined {
  return typeof version === 'string' || typeof version === 'number' ? String(version) : undefined;
}
