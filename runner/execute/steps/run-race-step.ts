import type { Outcome } from '../../../core/client.ts';
import { isJsonObject, type Json } from '../../../core/json.ts';
import type { RaceEntry, RaceStep, RequestTemplate } from '../../../core/suite.ts';
import { judgeRace } from '../../judge/entries/judge-race.ts';
import { finalReadsOf } from '../../judge/facts/fact-reads.ts';
import { namesStatus, unheardStatuses } from '../../judge/facts/why-unheard.ts';
import { type FinalRead, statusesOf } from '../../judge/race/judge-race-facts.ts';
import { presupposed } from '../../judge/race/presupposed.ts';
import { overlapOf, type RaceRun, unansweredOf } from '../../judge/race/race-reading.ts';
import { type ApplicableEntry, applicableEntries } from '../../plan/applicable-entries.ts';
import { type Answer, answerRoot } from '../../values/answer.ts';
import { answerScope } from '../../values/answer-scope.ts';
import { MissingValue } from '../../values/missing-value.ts';
import { innerScope, namedRoot, type Scope } from '../../values/scope.ts';
import { type BuiltRequest, buildRequest } from '../requests/build-request.ts';
import { factGround } from '../round/fact-ground.ts';
import { hindranceSoFar, refusedReads } from '../round/hindrance.ts';
import { retryAfterMs } from '../round/retry-after.ts';
import type { Round } from '../round/round.ts';
import { record, sendRecorded } from '../round/send-recorded.ts';
import { giveUp } from './give-up.ts';
import { judgeKnowing } from './judge-knowing.ts';
import { noteResult } from './note-result.ts';
import { keepUndo, mayHaveMade, type PlannedUndo, planUndo } from './note-undos.ts';
import { releaseOrder } from './release-order.ts';
import { releaseTimes } from './release-times.ts';
import { answerTo } from './send-until.ts';
import type { StepPlace } from './step-place.ts';

interface Contender extends Pick<RaceRun, 'name' | 'client' | 'method' | 'presupposes' | 'scope' | 'leaves'> {
  readonly built: BuiltRequest;
}

/**
 * Releases all clients' requests together (in an order of the seed, another one each round), reads the final state, and
 * judges answers, counts and history.
 */
export async function runRaceStep(round: Round, step: RaceStep, place: StepPlace): Promise<void> {
  const { label, file, scope } = place;
  const entries = applicableEntries(step.expect, round.planned, round.plan);
  let contenders: readonly Contender[];
  try {
    contenders = buildContenders(round, step, place);
  } catch (error) {
    if (!(error instanceof MissingValue)) throw error;
    giveUp(round, place, entries, 'inconclusive', error.message, hindranceSoFar(round));
    return;
  }
  const order = releaseOrder(contenders.length, round.number, round.context.seed, round.planned.id, label);
  const released = order.map((index) => contenders[index] as Contender);
  const undos = planUndos(round, step, place, contenders);
  const later = step.spread ? releaseTimes(released.length, Math.max(1, round.context.raceRounds), round) : [];
  const outcomes = await round.context.client.race(
    released.map(({ built }, index) => ({ ...built.request, laterMs: later[index] ?? 0 })),
  );
  round.throttledMs ??= throttledMs(round, released, outcomes);
  const inTurn = runsOf(round, place, released, outcomes, heardBy(entries, scope));
  const runs = contenders.map((_, index) => inTurn[order.indexOf(index)] as RaceRun);
  const first = inTurn[0] ? { [inTurn[0].name]: 1 } : {};
  round.races.push({ step: label, clients: runs.length, rounds: 1, overlap: overlapOf(runs), first });
  keepUndos(round, place, undos, runs);
  const fault = outcomes.find((outcome) => outcome.kind === 'fault');
  if (fault?.kind === 'fault' && runs.every(({ answer }) => answer === undefined))
    return fail(round, place, entries, fault.fault.message);
  const finalReads = await readFinalStates(round, place, entries);
  if ('fault' in finalReads) return fail(round, place, entries, finalReads.fault);
  const evidence = { runs, finalReads };
  const ground = { ...factGround(round, scope), file, at: step.at };
  const result = await judgeKnowing(round, (refusals) =>
    judgeRace(entries, evidence, ground, {
      step: label,
      file,
      earlier: round.earlier,
      refusals,
      hindrance: () => hindranceSoFar(round),
      refusedReads: () => refusedReads(round, label),
    }),
  );
  noteResult(round, label, result, statusesOf(runs));
  const lost = unansweredOf(runs);
  if (lost !== undefined) round.earlier.push({ step: label, rule: undefined, lost });
}

/** Is an answer of this status the API's? A gateway's is none, unless an entry is about it. */
function heardBy(
  entries: readonly ApplicableEntry<RaceEntry>[],
  scope: StepPlace['scope'],
): (status: number) => boolean {
  const facts = entries.flatMap(({ entry }) => (entry.for === undefined ? [entry.facts] : [entry.for, entry.facts]));
  return (status) => !unheardStatuses.has(status) || namesStatus(facts, status, scope);
}

/** The longest that any of the requests was told to wait. */
function throttledMs(
  { shared }: Round,
  released: readonly Contender[],
  outcomes: readonly Outcome[],
): number | undefined {
  const { patience } = shared;
  if (patience === undefined) return undefined;
  const waits = outcomes.flatMap(
    (outcome, index) => retryAfterMs(outcome, released[index]?.built.request.method ?? '', patience, Date.now()) ?? [],
  );
  return waits.length === 0 ? undefined : Math.max(...waits);
}

function fail(round: Round, place: StepPlace, entries: readonly ApplicableEntry[], reason: string): void {
  giveUp(round, place, entries, 'error', reason);
  round.halt = { verdict: 'error', reason: `${place.label}: ${reason}` };
}

function buildContenders(round: Round, step: RaceStep, place: StepPlace): readonly Contender[] {
  const all = step.clients.flatMap((client) => Array.from({ length: client.copies }, (_, copy) => ({ client, copy })));
  return all.map(({ client, copy }, index) => {
    const values: Readonly<Record<string, Json>> = { index };
    const scope = innerScope(place.scope, [
      ['client', namedRoot((name) => (Object.hasOwn(values, name) ? values[name] : undefined))],
    ]);
    const name = client.copies === 1 ? client.id : `${client.id}[${copy}]`;
    const built = buildRequest(client.request, scope, round.ground);
    const presupposes = presupposed(built.request);
    return {
      name,
      client: client.id,
      method: client.request.method,
      scope,
      built,
      ...(presupposes ? { presupposes } : {}),
      ...(client.leaves ? { leaves: client.leaves } : {}),
    };
  });
}

function runsOf(
  round: Round,
  { label }: StepPlace,
  contenders: readonly Contender[],
  outcomes: readonly Outcome[],
  isHeard: (status: number) => boolean,
): readonly RaceRun[] {
  return contenders.map(({ built, ...contender }, index): RaceRun => {
    const outcome = outcomes[index];
    if (outcome === undefined)
      throw new Error(`the client gave ${outcomes.length} outcomes for ${contenders.length} requests`);
    const reply = record(round, label, 'race', built, outcome);
    // What a gateway answers leaves open what became of the request, as no answer does.
    const own = reply.kind === 'answer' ? answerTo(built, reply.answer) : undefined;
    const answer = own && isHeard(own.status) ? own : undefined;
    return { ...contender, answer, startedMs: outcome.startedMs, endedMs: outcome.endedMs };
  });
}

/** Reads what is left after the race, each resource once, however many entries look at it. */
async function readFinalStates(
  round: Round,
  place: StepPlace,
  entries: readonly ApplicableEntry<RaceEntry>[],
): Promise<ReadonlyMap<RequestTemplate, FinalRead> | { readonly fault: string }> {
  const byTemplate = new Map<RequestTemplate, FinalRead>();
  const bySight = new Map<string, FinalRead>();
  for (const read of finalReadsOf(entries.map(({ entry }) => entry.facts))) {
    try {
      const built = buildRequest(read, place.scope, round.ground);
      const { method, target, headers } = built.request;
      const sight = JSON.stringify([method, target, headers]);
      let final = bySight.get(sight);
      if (final === undefined) {
        const reply = await sendRecorded(round, place.label, 'read', built);
        if (reply.kind === 'fault') return { fault: `${method} ${built.path}: ${reply.fault.message}` };
        final = { answer: reply.answer, at: [reply.outcome.startedMs, reply.outcome.endedMs] };
        bySight.set(sight, final);
      }
      byTemplate.set(read, final);
    } catch (error) {
      if (!(error instanceof MissingValue)) throw error;
    }
  }
  return byTemplate;
}

interface RaceUndo extends PlannedUndo {
  /** The contender that it speaks of. */
  readonly index: number;
}

/** A clean-up that speaks of a client or its answer runs for each of them, any other once. */
function planUndos(
  round: Round,
  step: RaceStep,
  { label }: StepPlace,
  contenders: readonly Contender[],
): readonly RaceUndo[] {
  return step.cleanup.toReversed().flatMap((template) => {
    const text = template as unknown as Json;
    const each = mentions(text, '$(client.') || mentions(text, '$(answer.');
    const those = each ? contenders : contenders.slice(0, 1);
    return those.map(({ built, scope }, index) => ({ index, ...planUndo(round, label, template, built, scope) }));
  });
}

function keepUndos(round: Round, { label }: StepPlace, undos: readonly RaceUndo[], runs: readonly RaceRun[]): void {
  for (const { index, ...undo } of undos) {
    const run = runs[index];
    if (run === undefined) continue;
    const { scope, answer } = run;
    const named = answer === undefined ? scope : scopeOfAnswer(round, scope, answer);
    keepUndo(round, label, undo, named, () => mayHaveMade(answer?.status));
  }
}

function scopeOfAnswer({ trace, plan }: Round, scope: Scope, answer: Answer): Scope {
  if (trace === undefined) return answerScope(scope, answer, plan.spec);
  return innerScope(scope, [['answer', trace.ofAnswer(answer.exchange, answerRoot(answer, plan.spec))]]);
}

function mentions(value: Json, text: string): boolean {
  if (typeof value === 'string') return value.includes(text);
  if (Array.isArray(value)) return value.some((item) => mentions(item as Json, text));
  return isJsonObject(value) && Object.values(value).some((item) => item !== undefined && mentions(item, text));
}
