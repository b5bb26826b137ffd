import type { RequestStep, StepEntry, StepFacts } from '../../../core/suite.ts';
import { judgeStep, whyUnmet } from '../../judge/entries/judge-step.ts';
import { effectReadsOf } from '../../judge/facts/fact-reads.ts';
import type { FactGround } from '../../judge/facts/facts-result.ts';
import type { StepEvidence } from '../../judge/facts/judge-step-facts.ts';
import { unheardStatuses, whyUnheard } from '../../judge/facts/why-unheard.ts';
import { type ApplicableEntry, applicableEntries } from '../../plan/applicable-entries.ts';
import { MissingValue } from '../../values/missing-value.ts';
import { type BuiltRequest, buildRequest } from '../requests/build-request.ts';
import { factGround } from '../round/fact-ground.ts';
import { hindranceOfLast, hindranceSoFar, refusedReads } from '../round/hindrance.ts';
import type { Round } from '../round/round.ts';
import { faultAt, giveUp, haltAt } from './give-up.ts';
import { judgeKnowing } from './judge-knowing.ts';
import { noteResult } from './note-result.ts';
import { keepUndo, mayHaveMade, planUndo } from './note-undos.ts';
import { type ReadsBefore, readAfter, readBefore } from './read-effects.ts';
import { sendUntil } from './send-until.ts';
import type { StepPlace } from './step-place.ts';
import { capturedSecrets, placeRead, stepRoot } from './take-captures.ts';

const success: StepFacts = { status: ['2xx'], positions: {} };
const nothingRead: ReadsBefore = new Map();

/** Runs a request step: reads, request, captures, reads again, assume, expect (docs/suite-language.md). */
export async function runRequestStep(round: Round, step: RequestStep, place: StepPlace): Promise<void> {
  const { scope, roots, label } = place;
  const entries = applicableEntries(step.expect, round.planned, round.plan);
  const built = build(round, step, place, entries);
  if (built === undefined) return;
  const assumed = assumption(step);
  const sets = [...(assumed === undefined ? [] : [assumed]), ...entries.map(({ entry }) => entry.facts)];
  const ground: FactGround = { ...factGround(round, scope), file: place.file, at: step.at };
  const wanted = effectReadsOf(sets);
  const before = wanted.length === 0 ? nothingRead : await readBefore(round, label, wanted, scope);
  if ('fault' in before) return faultAt(round, place, entries, before.fault);
  const undos = step.cleanup.toReversed().map((template) => planUndo(round, label, template, built, scope));
  const attempt = await sendUntil(round, step, place, sets, built, ground);
  const keepUndos = (): void => {
    const made = mayHaveMade(attempt.kind === 'fault' ? undefined : attempt.answer.status);
    for (const undo of undos) keepUndo(round, label, undo, scope, () => made);
  };
  if (attempt.kind === 'fault') {
    keepUndos();
    roots.set(step.id, () => {
      throw new MissingValue(`step ${label} got no answer`);
    });
    return faultAt(round, place, entries, `${built.request.method} ${built.path}: ${attempt.fault.message}`);
  }
  const { answer, batch } = attempt;
  const read = stepRoot(label, step.capture, answer, () => batch?.(), scope, round.plan.spec);
  const root = round.trace?.ofAnswer(answer.exchange, read, (path) => placeRead(path, step.capture, scope)) ?? read;
  roots.set(step.id, root);
  keepUndos();
  for (const secret of capturedSecrets(step.capture, root, scope)) round.shared.secrets.add(secret);
  const effects = before.size === 0 ? new Map() : await readAfter(round, label, before);
  if ('fault' in effects) return faultAt(round, place, entries, effects.fault);
  await judge(round, place, entries, assumed, { answer, batch, effects }, ground);
}

/** The request, or undefined when it cannot be made: then nothing of the step can be judged. */
function build(
  round: Round,
  step: RequestStep,
  place: StepPlace,
  entries: readonly ApplicableEntry<StepEntry>[],
): BuiltRequest | undefined {
  const { scope, roots, label, role } = place;
  try {
    return buildRequest(step.request, scope, round.ground);
  } catch (error) {
    if (!(error instanceof MissingValue)) throw error;
    const why = error.message;
    roots.set(step.id, () => {
      throw new MissingValue(`step ${label} was not sent: ${why}`);
    });
    const hindrance = hindranceSoFar(round);
    if (role === 'given' || entries.length === 0)
      haltAt(round, place, entries, { why, reason: `${label}: ${why}`, hindrance });
    else giveUp(round, place, entries, 'inconclusive', why, hindrance);
    return undefined;
  }
}

/** What a step takes for granted: what it says, or success when it judges nothing. */
function assumption(step: RequestStep): StepFacts | undefined {
  return step.assume ?? (step.expect.length === 0 ? success : undefined);
}

async function judge(
  round: Round,
  place: StepPlace,
  entries: readonly ApplicableEntry<StepEntry>[],
  assumed: StepFacts | undefined,
  evidence: StepEvidence,
  ground: FactGround,
): Promise<void> {
  const { label, file } = place;
  const { status } = evidence.answer;
  if (unheardStatuses.has(status)) {
    const sets = [...(assumed === undefined ? [] : [assumed]), ...entries.map(({ entry }) => entry.facts)];
    const unheard = whyUnheard([status], sets, ground.scope);
    if (unheard !== undefined) return haltAt(round, place, entries, { why: unheard, reason: `${label} ${unheard}` });
  }
  const unmet = assumed === undefined ? undefined : whyUnmet(assumed, evidence, ground);
  if (unmet !== undefined)
    return haltAt(round, place, entries, {
      why: `${place.role === 'given' ? 'given ' : ''}${label} did not come about: ${unmet}`,
      hindrance: hindranceOfLast(round, label),
    });
  const result = await judgeKnowing(round, (refusals) =>
    judgeStep(entries, evidence, ground, {
      step: label,
      file,
      earlier: round.earlier,
      refusals,
      hindrance: () => hindranceSoFar(round),
      refusedReads: () => refusedReads(round, label),
    }),
  );
  noteResult(round, label, result, [status]);
}
