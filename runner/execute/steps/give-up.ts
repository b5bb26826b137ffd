import type { Hindrance } from '../../../core/report.ts';
import { locate } from '../../../core/suite.ts';
import type { Halt } from '../../judge/verdict/scenario-verdict.ts';
import type { ApplicableEntry } from '../../plan/applicable-entries.ts';
import { someHindrance } from '../round/hindrance.ts';
import type { Round } from '../round/round.ts';
import type { StepPlace } from './step-place.ts';

/** Entries that cannot be judged. */
export function giveUp(
  round: Round,
  place: Pick<StepPlace, 'label' | 'file'>,
  entries: readonly ApplicableEntry[],
  verdict: Halt['verdict'],
  reason: string,
  hindrance?: Hindrance,
): void {
  for (const { entry, number, rule, level } of entries) {
    if (entry.undocumented) continue;
    const location = locate(place.file, entry.at);
    round.assertions.push({
      id: `${place.label}/${number}`,
      step: place.label,
      rule,
      level,
      verdict,
      reason,
      location,
      mismatches: [],
      ...someHindrance(hindrance),
    });
  }
}

/** Nothing can be said about the step, nor about what comes after it: nothing more is run. */
export function haltAt(
  round: Round,
  place: StepPlace,
  entries: readonly ApplicableEntry[],
  { why, reason = why, hindrance }: { readonly why: string; readonly reason?: string; readonly hindrance?: Hindrance },
): void {
  giveUp(round, place, entries, 'inconclusive', why, hindrance);
  round.halt = { verdict: 'inconclusive', reason, ...someHindrance(hindrance) };
}

/** The step got no answer: its entries are in error, and nothing more is run. */
export function faultAt(round: Round, place: StepPlace, entries: readonly ApplicableEntry[], reason: string): void {
  if (round.context.signal?.aborted) {
    haltAt(round, place, entries, { why: 'interrupted' });
  } else {
    giveUp(round, place, entries, 'error', reason);
    round.halt = { verdict: 'error', reason };
  }
}
