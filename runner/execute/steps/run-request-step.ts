import { type FactSet, locate, type RequestStep } from '../../../core/suite.ts';
import { judgeEntries } from '../../judge/entries/judge-entries.ts';
import { factsFit, judgeFacts } from '../../judge/facts/judge-facts.ts';
import { unheardStatuses, whyUnheard } from '../../judge/facts/why-unheard.ts';
import { type ApplicableEntry, applicableEntries } from '../../plan/applicable-entries.ts';
import type { Answer } from '../../values/answer.ts';
import { MissingValue } from '../../values/missing-value.ts';
import { type BatchReading, readBatch } from '../../values/read-batch.ts';
import type { Scope } from '../../values/scope.ts';
import { type BuiltRequest, buildRequest } from '../requests/build-request.ts';
import type { Round } from '../round/round.ts';
import { type Reply, sendRecorded } from '../round/send-recorded.ts';
import { whyRefused } from './control-request.ts';
import { noteObservations } from './note-observations.ts';
import { pause } from './pause.ts';
import { type EffectReads, effectTemplates, nothingRead, readAfter, readBefore } from './read-effects.ts';
import { stepGround } from './step-ground.ts';
import { capturedSecrets, stepRoot } from './take-captures.ts';

/** Where a step stands: its scope, the file it is written in, and whether it prepares or is judged. */
export interface StepPlace {
  readonly scope: Scope;
  readonly roots: Map<string, import('../../values/scope.ts').Root>;
  readonly file: string;
  readonly role: 'given' | 'step';
  /** Id in the report: fixture steps carry the name of the use, "dialog.create". */
  readonly label: string;
}

const success: FactSet = { status: ['2xx'], positions: {} };
const nothing: FactSet = { positions: {} };

/** Runs a request step: reads, request, captures, reads again, assume, expect (docs/suite-language.md). */
export async function runRequestStep(round: Round, step: RequestStep, place: StepPlace): Promise<void> {
  const { scope, roots, label, role } = place;
  const entries = applicableEntries(step.expect, round.planned, round.plan);
  let built: BuiltRequest;
  try {
    built = buildRequest(step.request, scope, round.ground);
  } catch (error) {
    if (!(error instanceof MissingValue)) throw error;
    const why = error.message;
    roots.set(step.id, () => {
      throw new MissingValue(`step ${label} was not sent: ${why}`);
    });
    giveUp(round, place, entries, 'inconclusive', why);
    if (role === 'given' || entries.length === 0) round.halt = { verdict: 'inconclusive', reason: `${label}: ${why}` };
    return;
  }
  const templates = effectTemplates(entries.map(({ entry }) => entry));
  const before = templates.length === 0 ? nothingRead : await readBefore(round, label, templates);
  if (before.fault !== undefined) return fault(round, place, entries, before.fault);
  const attempt = await sendUntil(round, step, place, entries, built);
  const { reply } = attempt;
  const succeeded = reply.kind === 'fault' || (reply.answer.status >= 200 && reply.answer.status < 300);
  for (const template of step.cleanup.toReversed())
    round.undos.push({ step: label, template, scope, made: () => succeeded });
  if (reply.kind === 'fault') {
    roots.set(step.id, () => {
      throw new MissingValue(`step ${label} got no answer`);
    });
    return fault(round, place, entries, `${built.request.method} ${built.path}: ${reply.fault.message}`);
  }
  const { answer, batch } = attempt;
  const root = stepRoot(label, step.capture, answer, () => batch?.(), scope, round.plan.spec);
  roots.set(step.id, root);
  for (const secret of capturedSecrets(step.capture, root, scope)) round.shared.secrets.add(secret);
  const effects = before.reads.size === 0 ? before : await readAfter(round, label, before);
  if (effects.fault !== undefined) return fault(round, place, entries, effects.fault);
  if (!holdsAssumption(round, step, place, entries, answer, batch)) return;
  if (unheardStatuses.has(answer.status)) {
    const facts = [...(step.assume ? [step.assume] : []), ...entries.map(({ entry }) => entry.facts)];
    const unheard = whyUnheard([answer.status], facts, scope);
    if (unheard !== undefined) return leaveOpen(round, place, entries, unheard);
  }
  await judgeStep(round, place, entries, answer, batch, effects);
}

interface Attempt {
  readonly reply: Reply;
  readonly answer: Answer;
  readonly batch: (() => BatchReading) | undefined;
}

/** Sends the request; with `poll`, again until all facts hold or the time is up. */
async function sendUntil(
  round: Round,
  step: RequestStep,
  place: StepPlace,
  entries: readonly ApplicableEntry[],
  built: BuiltRequest,
): Promise<Attempt> {
  const started = performance.now();
  let waited = 0;
  for (;;) {
    const reply = await sendRecorded(round, place.label, place.role, built);
    if (reply.kind === 'fault') return { reply, answer: undefined as never, batch: undefined };
    const { answer } = reply;
    let reading: BatchReading | undefined;
    const { layout } = built;
    const batch = layout === undefined ? undefined : (): BatchReading => (reading ??= readBatch(answer, layout));
    const attempt = { reply, answer, batch };
    if (step.poll === undefined || round.context.signal?.aborted) return attempt;
    const ground = stepGround(round, place.scope, place.file, step.at);
    const facts = [assumption(step), ...entries.map(({ entry }) => entry.facts)];
    if (facts.every((one) => factsFit(one, answer, ground))) return attempt;
    if (Math.max(waited, performance.now() - started) + step.poll.everyMs > step.poll.forMs) return attempt;
    await pause(round, step.poll.everyMs);
    waited += step.poll.everyMs;
  }
}

/** What a step takes for granted: what it says, or success when it judges nothing. */
function assumption(step: RequestStep): FactSet {
  return step.assume ?? (step.expect.length === 0 ? success : nothing);
}

function holdsAssumption(
  round: Round,
  step: RequestStep,
  place: StepPlace,
  entries: readonly ApplicableEntry[],
  answer: Answer,
  batch: (() => BatchReading) | undefined,
): boolean {
  const facts = assumption(step);
  if (facts === nothing) return true;
  let why: string | undefined;
  try {
    const result = judgeFacts(
      facts,
      answer,
      stepGround(round, place.scope, place.file, step.at, batch ? { batch } : {}),
    );
    const [first] = result.mismatches;
    why = first ? `${first.fact}: expected ${first.expected}, was ${first.actual}` : result.inconclusive;
  } catch (error) {
    if (!(error instanceof MissingValue)) throw error;
    why = error.message;
  }
  if (why === undefined) return true;
  const reason = `${place.role === 'given' ? 'given ' : ''}${place.label} did not come about: ${why}`;
  giveUp(round, place, entries, 'inconclusive', reason);
  round.halt = { verdict: 'inconclusive', reason };
  return false;
}

async function judgeStep(
  round: Round,
  place: StepPlace,
  entries: readonly ApplicableEntry[],
  answer: Answer,
  batch: (() => BatchReading) | undefined,
  effects: EffectReads,
): Promise<void> {
  const more = batch ? { effects, batch } : { effects };
  const quiet = (entry: ApplicableEntry): boolean => {
    const facts = entry.entry.for;
    if (facts === undefined) return true;
    if (facts.method !== undefined && !facts.method.includes(answer.method)) return false;
    return factsFit(facts, answer, stepGround(round, place.scope, place.file, entry.entry.at));
  };
  const result = await judgeEntries(entries, (entry) => (quiet(entry) ? [answer] : []), {
    step: place.label,
    file: place.file,
    earlier: round.earlier,
    groundOf: ({ entry }) => stepGround(round, place.scope, place.file, entry.at, more),
    whyRefused: (refused) => whyRefused(round, refused),
  });
  round.assertions.push(...result.assertions);
  round.earlier.push(...result.failures);
  noteObservations(round, place.label, result, [answer.status]);
}

/** Nothing can be said about the step, nor about what comes after it. */
function leaveOpen(round: Round, place: StepPlace, entries: readonly ApplicableEntry[], why: string): void {
  giveUp(round, place, entries, 'inconclusive', why);
  round.halt = { verdict: 'inconclusive', reason: `${place.label} ${why}` };
}

/** The step got no answer: its entries are in error, and nothing more is run. */
function fault(round: Round, place: StepPlace, entries: readonly ApplicableEntry[], reason: string): void {
  const interrupted = round.context.signal?.aborted === true;
  giveUp(round, place, entries, interrupted ? 'inconclusive' : 'error', interrupted ? 'interrupted' : reason);
  round.halt = interrupted ? { verdict: 'inconclusive', reason: 'interrupted' } : { verdict: 'error', reason };
}

/** Entries that cannot be judged. */
export function giveUp(
  round: Round,
  place: Pick<StepPlace, 'label' | 'file'>,
  entries: readonly ApplicableEntry[],
  verdict: 'inconclusive' | 'error',
  reason: string,
): void {
  for (const { entry, number, rule, level } of entries) {
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
    });
  }
}
