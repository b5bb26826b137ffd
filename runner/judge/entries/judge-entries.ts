import { isMandatory } from '../../../core/rule.ts';
import { type FactSet, locate } from '../../../core/suite.ts';
import type { EarlierFailure } from '../../execute/round/round.ts';
import type { ApplicableEntry } from '../../plan/applicable-entries.ts';
import type { Answer } from '../../values/answer.ts';
import { MissingValue } from '../../values/missing-value.ts';
import { type FactGround, type FactsResult, judgeFacts } from '../facts/judge-facts.ts';
import { whyUnheard } from '../facts/why-unheard.ts';
import type { DraftAssertion } from './draft-assertion.ts';

/** What judging a step's entries needs besides the facts' own ground. */
export interface EntryGround {
  readonly step: string;
  readonly file: string;
  /** Failures in earlier steps. */
  readonly earlier: readonly EarlierFailure[];
  readonly groundOf: (entry: ApplicableEntry, answer: Answer | undefined) => FactGround;
  /** Why an unexpected 401 or 403 only shows that the credentials are bad; undefined: it is a real answer. */
  readonly whyRefused: (answer: Answer) => Promise<string | undefined>;
}

/** Entries judged on one answer (or one whole race), with what later steps need to know. */
export interface EntriesResult {
  readonly assertions: readonly DraftAssertion[];
  readonly failures: readonly EarlierFailure[];
  /** Alternatives that held, with the entry they belong to. */
  readonly chosen: readonly (readonly [ApplicableEntry, FactsResult])[];
  /** Anomalies of a race that no entry's rule speaks of, with the rule of the entry that looked. */
  readonly observed: readonly (readonly [rule: string, text: string])[];
}

/** Judges entries in order (docs/verdicts.md#an-assertion: what follows from a failure is inconclusive, not a second failure). */
export async function judgeEntries(
  entries: readonly ApplicableEntry[],
  answersOf: (entry: ApplicableEntry) => readonly (Answer | undefined)[],
  ground: EntryGround,
): Promise<EntriesResult> {
  const assertions: DraftAssertion[] = [];
  const failures: EarlierFailure[] = [];
  const chosen: (readonly [ApplicableEntry, FactsResult])[] = [];
  const observed: (readonly [rule: string, text: string])[] = [];
  let presupposed: string | undefined;
  for (const item of entries) {
    const { entry, rule, level } = item;
    const drafts: DraftAssertion[] = [];
    for (const answer of answersOf(item)) {
      const draft = (
        verdict: DraftAssertion['verdict'],
        reason?: string,
        mismatches: DraftAssertion['mismatches'] = [],
      ): DraftAssertion => draftOf(item, answer, ground, { verdict, reason, mismatches });
      if (presupposed !== undefined && entry.for === undefined && !fixesStatus(entry.facts)) {
        drafts.push(draft('inconclusive', presupposed));
        continue;
      }
      let result: FactsResult;
      try {
        result = judgeFacts(entry.facts, answer, ground.groundOf(item, answer));
      } catch (error) {
        if (!(error instanceof MissingValue)) throw error;
        drafts.push(draft('inconclusive', error.message));
        continue;
      }
      observed.push(...result.observed.map(([kind, text]) => [rule, `${kind.replaceAll('-', ' ')}: ${text}`] as const));
      if (result.mismatches.length === 0) {
        if (result.inconclusive === undefined) {
          chosen.push([item, result]);
          drafts.push(draft('pass', result.notes.length > 0 ? result.notes.join('; ') : undefined));
        } else {
          const unclear = draft('inconclusive', result.inconclusive);
          drafts.push(result.noOverlap ? { ...unclear, noOverlap: true } : unclear);
        }
        continue;
      }
      const decisive = isMandatory(level);
      const refused =
        !result.statusHeld && answer && isTurnedAway(answer) ? await ground.whyRefused(answer) : undefined;
      const after = ground.earlier.some((failure) => failure.rule === rule) ? undefined : ground.earlier[0];
      const unheard = result.statusHeld || answer ? undefined : whyRaceUnheard(item, ground.groundOf(item, answer));
      const why = refused ?? unheard ?? (after && `after ${after.step} failed (${after.rule})`);
      drafts.push(draft(why === undefined ? 'fail' : 'inconclusive', why, result.mismatches));
      if (!result.statusHeld && (decisive || entry === entries[0]?.entry))
        presupposed ??= `the outcome that ${rule} demands did not come about`;
      if (why === undefined && decisive && !(result.statusHeld && result.effectHeld))
        failures.push({ step: ground.step, rule });
    }
    const worst = worstDraft(drafts);
    if (worst) assertions.push(worst);
  }
  return { assertions, failures, chosen, observed };
}

function draftOf(
  { entry, rule, level, number }: ApplicableEntry,
  answer: Answer | undefined,
  { step, file }: EntryGround,
  {
    verdict,
    reason,
    mismatches,
  }: Pick<DraftAssertion, 'verdict' | 'mismatches'> & { readonly reason: string | undefined },
): DraftAssertion {
  const id = `${step}/${number}`;
  const draft = { id, step, rule, level, location: locate(file, entry.at), mismatches, verdict };
  const told = reason === undefined ? draft : { ...draft, reason };
  return answer === undefined ? told : { ...told, exchange: answer.exchange };
}

/** Does an entry say itself which outcome it is about, so that it presupposes none? A history judges all outcomes. */
function fixesStatus({ status, either, tally, history }: FactSet): boolean {
  return status !== undefined || either !== undefined || tally !== undefined || history !== undefined;
}

const order: readonly DraftAssertion['verdict'][] = ['fail', 'error', 'inconclusive', 'pass'];

/** The worst of several judgements of one entry; the first of equals. */
export function worstDraft(drafts: readonly DraftAssertion[]): DraftAssertion | undefined {
  if (drafts.length < 2) return drafts[0];
  return drafts.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))[0];
}

/** A race that was throttled in part came out otherwise than its rule demands for that reason alone. */
function whyRaceUnheard({ entry }: ApplicableEntry, { statuses, scope }: FactGround): string | undefined {
  return statuses && whyUnheard(statuses, [entry.facts], scope);
}

function isTurnedAway({ status }: Answer): boolean {
  return status === 401 || status === 403;
}
