import type { RaceResult } from '../../../core/report.ts';
import { behindAll, type DraftAssertion, rankOf } from './draft-assertion.ts';
import type { Halt } from './scenario-verdict.ts';

/** One execution of a scenario, as far as it was judged. */
export interface JudgedRound {
  readonly assertions: readonly DraftAssertion[];
  readonly races: readonly RaceResult[];
  readonly halt: Halt | undefined;
}

/** Several executions of one scenario seen as one. */
export interface CombinedRounds<R extends JudgedRound> {
  /** The execution whose exchanges are shown: the first of the worst. */
  readonly shown: R;
  readonly assertions: readonly DraftAssertion[];
  readonly races: readonly RaceResult[];
  readonly halt?: Halt;
}

/**
 * Puts rounds of a race together: any failure fails; a pass means "not refuted". A round in which nothing overlapped
 * proves nothing, and does not take away what another one shows.
 */
export function combineRounds<R extends JudgedRound>(rounds: readonly [R, ...R[]]): CombinedRounds<R> {
  const shown = rounds.toSorted((a, b) => worstOf(a) - worstOf(b))[0] ?? rounds[0];
  const races = combineRaces(rounds);
  const halts = rounds.flatMap((round) => round.halt ?? []);
  const halt = halts.find(({ verdict }) => verdict === 'error') ?? halts[0];
  const rest = { shown, races, ...(halt === undefined ? {} : { halt }) };
  if (rounds.length === 1 && races.length === 0) return { ...rest, assertions: shown.assertions };
  const byId = new Map<string, { readonly round: R; readonly draft: DraftAssertion }[]>();
  for (const { id } of shown.assertions) byId.set(id, []);
  for (const round of rounds) {
    for (const draft of round.assertions) {
      const drafts = byId.get(draft.id) ?? [];
      byId.set(draft.id, drafts);
      drafts.push({ round, draft });
    }
  }
  const assertions = [...byId.values()].flatMap((drafts) => {
    const telling = drafts.filter(({ draft }) => !draft.noOverlap);
    const pool = telling.length > 0 ? telling : drafts;
    const worst = pool.toSorted(
      (a, b) => rankOf(a.draft) - rankOf(b.draft) || (a.round === shown ? -1 : b.round === shown ? 1 : 0),
    )[0];
    if (worst === undefined) return [];
    return [withRaceReason(worst.round === shown ? worst.draft : withoutExchange(worst.draft), races)];
  });
  return { ...rest, assertions };
}

function worstOf(round: JudgedRound): number {
  return Math.min(behindAll, ...round.assertions.map(rankOf));
}

/** Its exchange belongs to a round that is not shown. */
function withoutExchange({ exchange: _, ...draft }: DraftAssertion): DraftAssertion {
  return draft;
}

function withRaceReason(draft: DraftAssertion, races: readonly RaceResult[]): DraftAssertion {
  const race = races.find(({ step }) => step === draft.step);
  if (race === undefined || draft.verdict !== 'pass' || draft.id.includes('/invariant-')) return draft;
  const { rounds, clients, overlap } = race;
  const seen = `${overlap.overlapping} of ${overlap.pairs} pairs overlapped`;
  return { ...draft, reason: `not refuted in ${rounds} ${rounds === 1 ? 'round' : 'rounds'} of ${clients} (${seen})` };
}

function combineRaces(rounds: readonly JudgedRound[]): readonly RaceResult[] {
  const byStep = new Map<string, RaceResult>();
  for (const race of rounds.flatMap(({ races }) => races)) {
    const known = byStep.get(race.step);
    const pairs = (known?.overlap.pairs ?? 0) + race.overlap.pairs;
    const overlapping = (known?.overlap.overlapping ?? 0) + race.overlap.overlapping;
    const first = countedTogether(known?.first ?? {}, race.first);
    byStep.set(race.step, {
      ...race,
      rounds: (known?.rounds ?? 0) + race.rounds,
      overlap: { pairs, overlapping },
      first,
    });
  }
  return [...byStep.values()];
}

function countedTogether(
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return Object.fromEntries(names.map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)]));
}
