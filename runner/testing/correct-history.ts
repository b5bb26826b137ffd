import type { Beginning, Operation, Shown } from '../judge/history/operation.ts';

/** What one operation is to be in a made history; numbers are chosen freely and fitted to what is possible. */
export interface Draft {
  readonly action: 'replace' | 'add' | 'delete' | 'read';
  /** Which of the versions so far it names as its condition; undefined: none. */
  readonly holds: number | undefined;
  /** It may create what is not there. */
  readonly creates: boolean;
  /** Refused without need, as a server does that sees two writers collide. */
  readonly collides: boolean;
  /** How its answer is told: with its version, without, or not at all (and then it took effect, or never did). */
  readonly answer: 'version' | 'plain' | 'lost' | 'lost before it took effect';
  /** How long it was under way before and after the moment it took effect. */
  readonly before: number;
  readonly after: number;
}

/** A history that came about, and how the unit really stood at the end. */
export interface MadeHistory {
  readonly operations: readonly Operation[];
  readonly beginning: Beginning;
  readonly final: Shown;
  /** Names of the versions in the order in which they were current. */
  readonly versions: readonly string[];
}

/** Plays drafts one after the other on a correct unit, and tells each answer with times that overlap its neighbours'. */
export function correctHistory(drafts: readonly Draft[], startsPresent: boolean): MadeHistory {
  let present = startsPresent;
  let value: string | undefined;
  let added: string[] = [];
  const versions = ['first'];
  const shown = (): Shown =>
    present ? { present, replaced: value === undefined ? [] : [value], added: [...added] } : { present };
  const told = drafts.flatMap((draft, n): Operation[] => {
    const { action, holds, creates, collides, answer } = draft;
    const name = `${action} ${n}`;
    const moment = n * 10;
    const base = { name, action, startedMs: moment - draft.before, endedMs: moment + draft.after };
    const current = versions.at(-1) ?? '';
    if (action === 'read') {
      if (answer.startsWith('lost')) return [];
      const version = present && answer === 'version' ? { version: current } : {};
      return [{ ...base, outcome: 'applied', shown: shown(), ...version }];
    }
    const condition = holds === undefined ? {} : { condition: versions[holds % versions.length] ?? current };
    const isUpsert = creates && action !== 'delete' && holds === undefined;
    const found = holds !== undefined ? {} : { found: present ? ('present' as const) : ('absent' as const) };
    // Whoever got no answer does not know what was found; who may not create needs it there.
    const needs = holds !== undefined || isUpsert ? {} : { found: 'present' as const };
    if (answer === 'lost before it took effect') return [{ ...base, ...condition, ...needs, outcome: 'unknown' }];
    if (collides && holds === undefined) return [{ ...base, outcome: 'refused' }];
    const allowed = holds === undefined ? present || isUpsert : present && condition.condition === current;
    if (!allowed) {
      const outcome = answer === 'lost' ? 'unknown' : 'refused';
      return [{ ...base, ...condition, ...(outcome === 'refused' ? found : needs), outcome }];
    }
    if (!present) added = [];
    if (action === 'replace') value = name;
    if (action === 'add') added = [...added, name];
    present = action !== 'delete';
    versions.push(`version of ${name}`);
    if (answer === 'lost') return [{ ...base, ...condition, ...needs, outcome: 'unknown' }];
    const version = answer === 'version' ? { version: `version of ${name}` } : {};
    return [{ ...base, ...condition, ...found, outcome: 'applied', ...version }];
  });
  const end = Math.max(0, ...told.map(({ endedMs }) => endedMs)) + 1;
  const final: Operation = {
    name: 'final read',
    action: 'read',
    outcome: 'applied',
    startedMs: end,
    endedMs: end + 1,
    shown: shown(),
    final: true,
  };
  return {
    operations: [...told, final],
    beginning: { present: startsPresent, version: 'first' },
    final: shown(),
    versions,
  };
}
