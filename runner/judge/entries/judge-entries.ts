import type { Hindrance } from '../../../core/report.ts';
import { isMandatory } from '../../../core/rule.ts';
import { type Entry, type FactSet, type FormLaw, locate } from '../../../core/suite.ts';
import type { ApplicableEntry } from '../../plan/applicable-entries.ts';
import type { Answer } from '../../values/answer.ts';
import { MissingValue } from '../../values/missing-value.ts';
import type { FactsResult } from '../facts/facts-result.ts';
import { type DraftAssertion, worstDraft } from '../verdict/draft-assertion.ts';

/** A failure, or something else gone wrong, after which a later failure of another rule proves nothing. */
export interface EarlierFailure {
  readonly step: string;
  /** The rule that failed; undefined: what was lost on the way is nobody's failure. */
  readonly rule: string | undefined;
  /** Instead of "failed (RULE)": "1 of 6 without an answer". */
  readonly lost?: string;
}

/** What judging a step's entries needs besides what came back. */
export interface EntriesGround {
  readonly step: string;
  readonly file: string;
  /** Failures in earlier steps. */
  readonly earlier: readonly EarlierFailure[];
  /** Why an unexpected 401 or 403 only shows that the credentials are bad; undefined: it is a real answer. */
  readonly refusals: ReadonlyMap<Answer, string | undefined>;
  /** What may be to blame for a value that is missing. */
  readonly hindrance: () => Hindrance;
  /** Reads of this step, around its request, that the API refused: what may be to blame for an effect that cannot be seen. */
  readonly refusedReads: () => Hindrance['calls'];
}

/** What an entry is judged on: one answer, or a whole race. */
export interface Subject {
  readonly answer?: Answer;
  /** @throws {MissingValue} */
  readonly judge: () => FactsResult;
  /** Why what came back says nothing about the outcome that the entry demands. @throws {MissingValue} */
  readonly whyUnheard?: () => string | undefined;
  /** Judges what is said where the answer's links name the target as it was called; undefined: they do, or there are none. */
  readonly byPath?: () => FactsResult | undefined;
}

/** A law of a form of write that no rule covers, and how one entry about it would have been judged. */
export interface Told {
  readonly cell: FormLaw;
  readonly draft: DraftAssertion;
}

/** Entries judged on one answer (or one whole race), with what later steps need to know. */
export interface EntriesResult {
  readonly assertions: readonly DraftAssertion[];
  /** What was seen of entries that no rule covers: how each would have been judged. */
  readonly told: readonly Told[];
  readonly failures: readonly EarlierFailure[];
  /** Entries that held, with the alternative that was chosen. */
  readonly held: readonly (readonly [entry: ApplicableEntry, chosen: string | undefined])[];
  /** Anomalies of a race that no entry's rule speaks of, with the rule of the entry that looked. */
  readonly observed: readonly (readonly [rule: string, text: string])[];
  /** Unexpected 401 and 403 that `refusals` does not know: with it, judge again. */
  readonly doubted: ReadonlySet<Answer>;
}

/** A rule of which the outcome did not come about, and the rules whose failure that is. */
interface Presupposed {
  readonly rule: string;
  readonly blamed: readonly string[];
}

/** Judges entries in order (docs/verdicts.md#an-assertion: what follows from a failure is inconclusive, not a second failure). */
export function judgeEntries<E extends Entry>(
  entries: readonly ApplicableEntry<E>[],
  subjectsOf: (entry: E) => readonly Subject[],
  ground: EntriesGround,
): EntriesResult {
  const assertions: DraftAssertion[] = [];
  const told: Told[] = [];
  const failures: EarlierFailure[] = [];
  const held: (readonly [ApplicableEntry, string | undefined])[] = [];
  const observed: (readonly [rule: string, text: string])[] = [];
  const doubted = new Set<Answer>();
  let presupposed: Presupposed | undefined;
  const failedHere = (): readonly string[] =>
    assertions.filter(({ verdict }) => verdict === 'fail').map(({ rule }) => rule);
  for (const item of entries) {
    const { entry, rule, level } = item;
    const drafts: DraftAssertion[] = [];
    for (const { answer, judge, whyUnheard, byPath } of subjectsOf(entry)) {
      const draft = (
        verdict: DraftAssertion['verdict'],
        reason?: string,
        mismatches: DraftAssertion['mismatches'] = [],
      ): DraftAssertion => draftOf(item, answer, ground, { verdict, reason, mismatches });
      const open = (reason: string, rules: readonly string[], calls: readonly string[] = []): DraftAssertion => ({
        ...draft('inconclusive', reason),
        ...(rules.length + calls.length === 0 ? {} : { hindrance: { rules, calls } }),
      });
      if (presupposed !== undefined && entry.for === undefined && !fixesStatus(entry.facts)) {
        drafts.push(
          open(
            `the outcome that ${presupposed.rule || 'an undocumented law'} demands did not come about`,
            presupposed.blamed,
          ),
        );
        continue;
      }
      let result: FactsResult;
      try {
        result = judge();
        // By which name a target is known is for nobody's MUST.
        if (result.mismatches.length > 0 && isMandatory(level)) result = byPath?.() ?? result;
      } catch (error) {
        if (!(error instanceof MissingValue)) throw error;
        const { rules, calls } = ground.hindrance();
        drafts.push(open(error.message, [...new Set([...rules, ...failedHere()])], calls));
        continue;
      }
      observed.push(...result.observed.map(([kind, text]) => [rule, `${kind.replaceAll('-', ' ')}: ${text}`] as const));
      if (result.mismatches.length === 0) {
        if (result.inconclusive === undefined) {
          held.push([item, result.chosen]);
          drafts.push(draft('pass', result.notes.length > 0 ? result.notes.join('; ') : undefined));
        } else {
          const reads = hasEffect(entry.facts) ? ground.refusedReads() : [];
          const unclear = open(result.inconclusive, [], reads);
          drafts.push(result.noOverlap ? { ...unclear, noOverlap: true } : unclear);
        }
        continue;
      }
      const decisive = isMandatory(level);
      const turnedAway = !result.statusHeld && answer !== undefined && isTurnedAway(answer);
      if (turnedAway && !ground.refusals.has(answer)) doubted.add(answer);
      const refused = turnedAway ? ground.refusals.get(answer) : undefined;
      const after = ground.earlier.some((failure) => failure.rule === rule) ? undefined : ground.earlier[0];
      const unheard = result.statusHeld ? undefined : whyUnheard?.();
      const why = refused ?? unheard ?? (after && whyAfter(after));
      const judged = draft(why === undefined ? 'fail' : 'inconclusive', why, result.mismatches);
      const blamed = refused === undefined && unheard === undefined ? after?.rule : undefined;
      drafts.push(blamed === undefined ? judged : { ...judged, hindrance: { rules: [blamed], calls: [] } });
      if (!result.statusHeld && (decisive || entry === entries[0]?.entry))
        presupposed ??= {
          rule,
          blamed: why === undefined ? [rule].filter(Boolean) : blamed === undefined ? [] : [blamed],
        };
      if (why === undefined && decisive && !(result.statusHeld && result.effectHeld))
        failures.push({ step: ground.step, rule });
    }
    const worst = worstDraft(drafts);
    if (worst && entry.undocumented) told.push({ cell: entry.undocumented, draft: worst });
    else if (worst) assertions.push(worst);
  }
  return { assertions, told, failures, held, observed, doubted };
}

function whyAfter({ step, rule, lost }: EarlierFailure): string {
  return lost === undefined ? `after ${step} failed (${rule})` : `after ${step}: ${lost}`;
}

function draftOf(
  { entry, rule, level, number }: ApplicableEntry,
  answer: Answer | undefined,
  { step, file }: EntriesGround,
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

function hasEffect(facts: FactSet): boolean {
  return facts.effect !== undefined || (facts.either ?? []).some(([, alternative]) => hasEffect(alternative));
}

function isTurnedAway({ status }: Answer): boolean {
  return status === 401 || status === 403;
}
