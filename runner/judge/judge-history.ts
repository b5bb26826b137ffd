import type { History } from '../../core/suite.ts';
import { type Answer, jsonOf } from '../execute/answer.ts';
import type { Scope } from '../execute/scope.ts';
import { match } from './match.ts';
import { isStatus, statusNames } from './match-status.ts';
import { overlapOf, type RaceRun } from './race-reading.ts';

/** An anomaly: its usual name, and what was seen. */
interface Anomaly {
  readonly kind: 'two winners' | 'phantom success' | 'ghost write' | 'lost update' | 'unexplained state';
  readonly text: string;
}

export interface HistoryResult {
  readonly anomalies: readonly Anomaly[];
  /** Why a history without anomalies proves nothing. */
  readonly inconclusive?: string;
  /** The reason is that no two requests were under way at the same time. */
  readonly noOverlap?: boolean;
}

interface Judged extends RaceRun {
  readonly outcome: 'applied' | 'refused' | 'unknown';
  /** The final read shows this client's write. */
  readonly visible: boolean;
}

/** Final reads that say nothing about the resource. */
const blind = new Set([401, 403, 407, 429, 500, 502, 503, 504]);

/**
 * Judges a race by its answers and one read afterwards. 2xx = applied, `refused` = not applied, anything else may have
 * been. @throws {MissingValue}
 */
export function judgeHistory(history: History, runs: readonly RaceRun[], read: Answer, scope: Scope): HistoryResult {
  if (blind.has(read.status)) return { anomalies: [], inconclusive: `the final read answered ${read.status}` };
  const refused = statusNames(history.refused, scope);
  const body = jsonOf(read);
  const judged = runs.map((run): Judged => {
    const status = run.answer?.status;
    const outcome =
      status === undefined
        ? 'unknown'
        : isStatus(status, ['2xx'])
          ? 'applied'
          : isStatus(status, refused)
            ? 'refused'
            : 'unknown';
    const visible =
      run.leaves !== undefined &&
      match(run.leaves, { value: body, parent: true }, { scope: run.scope }).outcome === 'holds';
    return { ...run, outcome, visible };
  });
  const anomalies = [...models[history.model](judged), ...ghosts(judged)];
  if (anomalies.length > 0) return { anomalies };
  if (overlapOf(runs).overlapping === 0)
    return { anomalies, inconclusive: 'no two requests were under way at the same time', noOverlap: true };
  return { anomalies };
}

const models: Readonly<Record<History['model'], (runs: readonly Judged[]) => Anomaly[]>> = {
  'compare-and-set': (runs) => {
    const applied = runs.filter(({ outcome }) => outcome === 'applied');
    if (applied.length > 1)
      return [{ kind: 'two winners', text: `${names(applied)} were all accepted on one version` }];
    return applied.filter(({ visible }) => !visible).map((run) => phantom(run, runs));
  },
  register: (runs) => {
    const applied = runs.filter(({ outcome }) => outcome === 'applied');
    const shown = runs.filter(({ visible, outcome }) => visible && outcome !== 'refused');
    if (applied.length === 0) return [];
    if (shown.length === 0)
      return [{ kind: 'phantom success', text: `the final read shows none of ${names(applied)}, which were accepted` }];
    if (shown.length > 1) return [{ kind: 'unexplained state', text: `the final read shows ${names(shown)} at once` }];
    const [last] = shown as [Judged];
    const later = applied.filter((run) => run.startedMs > last.endedMs);
    return later.map((run) => ({
      kind: 'lost update',
      text: `${run.name} was accepted after ${last.name} had ended, yet the final read shows ${last.name}`,
    }));
  },
  set: (runs) =>
    runs
      .filter(({ outcome, visible }) => outcome === 'applied' && !visible)
      .map((run) => ({ kind: 'lost update', text: `${run.name} was accepted, but the final read does not show it` })),
};

function phantom(run: Judged, runs: readonly Judged[]): Anomaly {
  const shown = runs.filter(({ visible }) => visible);
  const instead = shown.length === 0 ? 'shows no client’s write' : `shows ${names(shown)}`;
  return { kind: 'phantom success', text: `${run.name} was accepted, but the final read ${instead}` };
}

function ghosts(runs: readonly Judged[]): Anomaly[] {
  return runs
    .filter(({ outcome, visible }) => outcome === 'refused' && visible)
    .map(({ name, answer }) => ({
      kind: 'ghost write',
      text: `${name} was refused with ${answer?.status}, but the final read shows its write`,
    }));
}

function names(runs: readonly Judged[]): string {
  return runs.map(({ name }) => name).join(', ');
}
