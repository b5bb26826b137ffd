import { isJsonObject, type Json } from '../../../core/json.ts';
import type { Entry, FactSet, History, Matcher, RaceStep, RequestTemplate } from '../../../core/suite.ts';
import { judgeEntries } from '../../judge/entries/judge-entries.ts';
import { factsHold, judgeFacts } from '../../judge/facts/judge-facts.ts';
import { judgeHistory } from '../../judge/race/judge-history.ts';
import { overlapOf, type RaceRun } from '../../judge/race/race-reading.ts';
import { type ApplicableEntry, applicableEntries } from '../../plan/applicable-entries.ts';
import type { Answer } from '../../values/answer.ts';
import { MissingValue } from '../../values/missing-value.ts';
import { innerScope, namedRoot, type Scope } from '../../values/scope.ts';
import { type BuiltRequest, buildRequest } from '../requests/build-request.ts';
import type { Round } from '../round/round.ts';
import { record, sendRecorded } from '../round/send-recorded.ts';
import { whyRefused } from './control-request.ts';
import { noteObservations } from './note-observations.ts';
import { giveUp, type StepPlace } from './run-request-step.ts';
import { stepGround } from './step-ground.ts';

interface Contender {
  readonly name: string;
  readonly client: string;
  readonly method: string;
  readonly scope: Scope;
  readonly built: BuiltRequest;
  readonly leaves?: Matcher;
}

/** Releases all clients' requests together, reads the final state, and judges answers, counts and history. */
export async function runRaceStep(round: Round, step: RaceStep, place: StepPlace): Promise<void> {
  const entries = applicableEntries(step.expect, round.planned, round.plan);
  let contenders: readonly Contender[];
  try {
    contenders = buildContenders(round, step, place);
  } catch (error) {
    if (!(error instanceof MissingValue)) throw error;
    giveUp(round, place, entries, 'inconclusive', error.message);
    return;
  }
  const outcomes = await round.context.client.race(contenders.map(({ built }) => built.request));
  const runs = contenders.map(({ built, ...contender }, index): RaceRun => {
    const outcome = outcomes[index];
    if (outcome === undefined)
      throw new Error(`the client gave ${outcomes.length} outcomes for ${contenders.length} requests`);
    const reply = record(round, place.label, 'race', built, outcome);
    const answer = reply.kind === 'answer' ? reply.answer : undefined;
    return { ...contender, answer, startedMs: outcome.startedMs, endedMs: outcome.endedMs };
  });
  round.races.push({ step: place.label, clients: runs.length, rounds: 1, overlap: overlapOf(runs) });
  for (const undo of undosOf(step, runs)) {
    round.undos.push({
      step: place.label,
      template: undo.template,
      scope: answerScope(round, undo.scope, undo.run),
      made: () => isSuccess(undo.run.answer),
    });
  }
  const answers = runs.flatMap(({ answer }) => (answer === undefined ? [] : [answer]));
  const lost = outcomes.find((outcome) => outcome.kind === 'fault');
  if (answers.length === 0 && lost?.kind === 'fault') {
    giveUp(round, place, entries, 'error', lost.fault.message);
    round.halt = { verdict: 'error', reason: `${place.label}: ${lost.fault.message}` };
    return;
  }
  const reads = await readFinalStates(round, place, entries);
  if ('fault' in reads) {
    giveUp(round, place, entries, 'error', reads.fault);
    round.halt = { verdict: 'error', reason: `${place.label}: ${reads.fault}` };
    return;
  }
  const statuses = answers.map(({ status }) => status);
  const clientScope = new Map(runs.map(({ answer, scope }) => [answer, scope]));
  const scopeFor = (answer: Answer | undefined): Scope => (answer && clientScope.get(answer)) ?? place.scope;
  const forbidden = new Set(entries.flatMap(({ entry }) => historiesOf(entry).flatMap(({ forbids }) => forbids)));
  const result = await judgeEntries(entries, (entry) => subjects(round, place, entry, answers, scopeFor), {
    step: place.label,
    file: place.file,
    earlier: round.earlier,
    groundOf: ({ entry }, answer) => ({
      ...stepGround(round, scopeFor(answer), place.file, entry.at),
      statuses,
      history: (history: History) => {
        const read = reads.byTemplate.get(history.read);
        if (read === undefined) throw new MissingValue('the final state was not read');
        const ground = { scope: place.scope, spec: round.plan.spec, readAt: read.at };
        const { observed, ...judged } = judgeHistory(history, runs, read.answer, ground);
        // What another entry of this step forbids is that entry's business.
        return { ...judged, observed: observed.filter(([kind]) => !forbidden.has(kind)) };
      },
    }),
    whyRefused: (refused) => whyRefused(round, refused),
  });
  round.assertions.push(...result.assertions);
  round.earlier.push(...result.failures);
  noteObservations(round, place.label, result, statuses);
}

function buildContenders(round: Round, step: RaceStep, place: StepPlace): readonly Contender[] {
  const all = step.clients.flatMap((client) => Array.from({ length: client.copies }, (_, copy) => ({ client, copy })));
  return all.map(({ client, copy }, index) => {
    const values: Readonly<Record<string, Json>> = { index };
    const scope = innerScope(place.scope, [
      ['client', namedRoot((name) => (Object.hasOwn(values, name) ? values[name] : undefined))],
    ]);
    const name = client.copies === 1 ? client.id : `${client.id}[${copy}]`;
    return {
      name,
      client: client.id,
      method: client.request.method,
      scope,
      built: buildRequest(client.request, scope, round.ground),
      ...(client.leaves ? { leaves: client.leaves } : {}),
    };
  });
}

/** An entry about the whole race is judged once; one with `for`, or about single answers, on every answer that fits. */
function subjects(
  round: Round,
  place: StepPlace,
  { entry }: ApplicableEntry,
  answers: readonly Answer[],
  scopeFor: (answer: Answer) => Scope,
): readonly (Answer | undefined)[] {
  const facts = entry.for;
  if (facts === undefined) return entry.facts.tally || entry.facts.history ? [undefined] : answers;
  return answers.filter((answer) =>
    fits(facts, answer, () => judgeFacts(facts, answer, stepGround(round, scopeFor(answer), place.file, entry.at))),
  );
}

function fits(
  facts: FactSet & { readonly method?: readonly string[] },
  answer: Answer,
  judge: () => Parameters<typeof factsHold>[0],
): boolean {
  return (facts.method === undefined || facts.method.includes(answer.method)) && factsHold(judge());
}

/** The histories of an entry, those of its alternatives included. */
function historiesOf({ facts }: Entry): readonly History[] {
  const all = [facts, ...(facts.either ?? []).map(([, alternative]) => alternative)];
  return all.flatMap(({ history }) => (history === undefined ? [] : [history]));
}

interface FinalRead {
  readonly answer: Answer;
  readonly at: readonly [startedMs: number, endedMs: number];
}

/** Reads what is left after the race, each resource once, however many entries look at it. */
async function readFinalStates(
  round: Round,
  place: StepPlace,
  entries: readonly ApplicableEntry[],
): Promise<{ readonly byTemplate: ReadonlyMap<RequestTemplate, FinalRead> } | { readonly fault: string }> {
  const byTemplate = new Map<RequestTemplate, FinalRead>();
  const bySight = new Map<string, FinalRead>();
  for (const { read } of entries.flatMap(({ entry }) => historiesOf(entry))) {
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
  return { byTemplate };
}

/** A clean-up that speaks of a client or its answer runs for each of them, any other once. */
function undosOf(
  step: RaceStep,
  runs: readonly RaceRun[],
): { readonly template: RequestTemplate; readonly scope: Scope; readonly run: RaceRun }[] {
  return step.cleanup.toReversed().flatMap((template) => {
    const each =
      mentions(template as unknown as Json, '$(client.') || mentions(template as unknown as Json, '$(answer.');
    return (each ? runs : runs.slice(0, 1)).map((run) => ({ template, scope: run.scope, run }));
  });
}

function mentions(value: Json, text: string): boolean {
  if (typeof value === 'string') return value.includes(text);
  if (Array.isArray(value)) return value.some((item) => mentions(item as Json, text));
  return isJsonObject(value) && Object.values(value).some((item) => item !== undefined && mentions(item, text));
}

function answerScope(round: Round, scope: Scope, { answer }: RaceRun): Scope {
  return answer === undefined ? scope : stepGround(round, scope, '', [1, 1]).scopeOf(answer);
}

function isSuccess(answer: Answer | undefined): boolean {
  return answer === undefined || (answer.status >= 200 && answer.status < 300);
}
