import type { AssertionResult, Hindrance, Observation, ScenarioResult } from '../../core/report.ts';
import type { ScenarioTrace } from '../../core/scenario-trace.ts';
import { judgeInvariants } from '../judge/entries/judge-invariants.ts';
import { type CombinedRounds, combineRounds } from '../judge/verdict/combine-rounds.ts';
import type { DraftAssertion } from '../judge/verdict/draft-assertion.ts';
import { scenarioVerdict } from '../judge/verdict/scenario-verdict.ts';
import type { TargetPlan } from '../options.ts';
import { applicableInvariants } from '../plan/applicable-entries.ts';
import type { PlannedScenario } from '../plan/planned-scenario.ts';
import { raceRounds } from '../plan/race-rounds.ts';
import { sleep } from '../sleep.ts';
import { exchangeRecord, givenHeaders } from './round/exchange-record.ts';
import { factGround } from './round/fact-ground.ts';
import type { Redact } from './round/redact/redact.ts';
import { redactFor } from './round/redact/redact-for.ts';
import { mostRounds } from './round/retry-after.ts';
import type { Round } from './round/round.ts';
import type { ScenarioContext } from './round/scenario-context.ts';
import { undocumentedLaws } from './round/undocumented-laws.ts';
import { runRound } from './run-round.ts';

/** Runs one scenario case and judges it: {@link executeScenario} to the end. */
export async function runScenario(
  planned: PlannedScenario,
  plan: TargetPlan,
  context: ScenarioContext,
): Promise<ScenarioResult> {
  const finishing = await executeScenario(planned, plan, context);
  for (;;) {
    const { done, value } = finishing.next();
    if (done) return value;
  }
}

/** Makes the result of a scenario in small pieces of work. */
export type Finishing = Generator<undefined, ScenarioResult>;

/**
 * Executes one scenario case: all its requests, clean-up included. What it gives makes the result, which needs no target
 * any more and may be done bit by bit while the next scenario is under way. Works over any Client, sockets or not; loads nothing of
 * undici. Never throws because of what a target does. A scenario with a race runs `raceRounds` times, each with fresh
 * fixtures, and all scenarios as often again as `repeats` says.
 */
export async function executeScenario(
  planned: PlannedScenario,
  plan: TargetPlan,
  context: ScenarioContext,
): Promise<Finishing> {
  const started = performance.now();
  const { id, scenario, location, skip } = planned;
  const { title, form, law } = scenario;
  const base = { id, title, location, ...(form === undefined || law === undefined ? {} : { cell: { form, law } }) };
  if (skip !== undefined) {
    const verdict = skip.kind === 'unclear' ? 'inconclusive' : 'skipped';
    const { reason, call } = skip;
    const hindrance = call === undefined ? {} : { hindrance: { rules: [], calls: [call] } };
    return finished({
      ...base,
      verdict,
      reason,
      ...hindrance,
      durationMs: 0,
      assertions: [],
      exchanges: [],
      races: [],
    });
  }
  const shared = context.shared ?? { clockOffsetMs: 0, secrets: new Set<string>() };
  const leftovers: string[] = [];
  const observations = new Map<string, Observation>();
  const own: ScenarioContext = {
    ...context,
    shared,
    leftover: (text) => leftovers.push(text),
    observe: (observation) => observations.set(JSON.stringify(observation), observation),
  };
  const rounds = await runRounds(planned, plan, own);
  if (context.refused !== undefined && wasRefused(rounds, plan.spec.identities[0]?.id)) await context.refused();
  const durationMs = performance.now() - started;
  return finish();

  function* finish(): Finishing {
    const redact = redactFor(plan, shared.secrets);
    for (const text of leftovers) context.leftover?.(redact(text));
    for (const observation of [...observations.values(), ...undocumentedLaws(rounds, id)])
      context.observe?.({ ...observation, text: redact(observation.text) });
    for (const round of rounds) round.assertions.push(...(yield* judgeAll(round)));
    yield;
    const tells = rounds.some(({ told }) => told.length > 0);
    const given = givenHeaders(plan);
    const combined = combineRounds(rounds);
    const manner = {
      durationMs,
      tells,
      given,
      keeps: context.keepExchanges ?? true,
      ...((context.repeats ?? 1) > 1 ? { rounds: countRounds(rounds) } : {}),
    };
    const made = result(base, combined, redact, manner);
    context.traced?.({
      planned,
      verdict: made.verdict,
      make: () => traceOf(combined.shown, result(base, combined, redact, { ...manner, whole: true }), redact),
    });
    return made;
  }
}

/** Did rounds that did not pass see the default identity refused? */
function wasRefused(rounds: readonly Round[], identity: string | undefined): boolean {
  return rounds.some(
    ({ halt, assertions, exchanges }) =>
      (halt !== undefined || assertions.some(({ verdict }) => verdict !== 'pass')) &&
      exchanges.some(
        ({ identity: who, response }) => who === identity && (response?.status === 401 || response?.status === 403),
      ),
  );
}

/** Judges the protocol's invariants on all that a round was answered. */
function judgeAll(round: Round): ReturnType<typeof judgeInvariants> {
  const { planned, plan, answers, scope } = round;
  return judgeInvariants(applicableInvariants(planned, plan), answers, factGround(round, scope));
}

/** There is nothing left to do. */
export function* finished(result: ScenarioResult): Finishing {
  yield;
  return result;
}

/** One round, or as many as a race needs; a failure ends it early, as it decides. */
async function runRounds(
  planned: PlannedScenario,
  plan: TargetPlan,
  context: ScenarioContext,
): Promise<readonly [Round, ...Round[]]> {
  const repeats = Math.max(1, context.repeats ?? 1);
  const wanted = repeats * raceRounds(planned.scenario, context.raceRounds);
  let number = 0;
  const rounds: Round[] = [];
  const next = async (): Promise<Round> => {
    for (let attempt = 1; ; attempt++) {
      const round = await runRound(planned, plan, context, { number: number++, writeMs: writeMsOf(rounds) });
      const { throttledMs, assertions, shared } = round;
      // What was refuted stays so; else a round of which a gateway kept a request away shows nothing, and another may.
      const failed = assertions.some(({ verdict }) => verdict === 'fail');
      if (throttledMs === undefined || failed || attempt === mostRounds || context.signal?.aborted) return round;
      if (shared.patience) {
        shared.patience.times++;
        shared.patience.waitedMs += throttledMs;
      }
      await sleep(throttledMs, context.signal);
    }
  };
  rounds.push(await next());
  while (rounds.length < wanted) {
    const last = rounds.at(-1);
    const failed = last?.assertions.some(({ verdict, level }) => verdict === 'fail' && level !== 'MAY');
    const ends = repeats === 1 && (failed || last?.halt !== undefined);
    if (ends || context.signal?.aborted) break;
    rounds.push(await next());
  }
  return rounds as [Round, ...Round[]];
}

/** How long a write of a race takes that succeeds: the slowest of a round, in the round where that was the shortest time. */
function writeMsOf(rounds: readonly Round[]): number | undefined {
  const slowest = rounds.flatMap(({ exchanges }) => {
    const took = exchanges.flatMap(({ role, response, durationMs }) =>
      role === 'race' && response !== undefined && response.status < 300 ? durationMs : [],
    );
    return took.length === 0 ? [] : Math.max(...took);
  });
  return slowest.length === 0 ? undefined : Math.min(...slowest);
}

function result(
  base: Pick<ScenarioResult, 'id' | 'title' | 'location' | 'cell'>,
  { shown, assertions, races, halt }: CombinedRounds<Round>,
  redact: Redact,
  {
    durationMs,
    tells,
    given,
    keeps,
    whole,
    rounds,
  }: {
    readonly durationMs: number;
    readonly tells: boolean;
    readonly given: ReadonlySet<string>;
    readonly keeps: boolean;
    /** The bodies of what passed, too. */
    readonly whole?: boolean;
    readonly rounds?: ScenarioResult['rounds'];
  },
): ScenarioResult {
  const { verdict, reason } = scenarioVerdict(assertions, halt, tells);
  const keepBodies = whole === true || verdict !== 'pass';
  return {
    ...base,
    verdict,
    ...(reason === undefined ? {} : { reason: redact(reason) }),
    ...(assertions.length > 0 || halt?.hindrance === undefined
      ? {}
      : { hindrance: redactHindrance(halt.hindrance, redact) }),
    durationMs: Math.round(durationMs * 1000) / 1000,
    assertions: assertions.map((assertion) => redactAssertion(assertion, redact)),
    exchanges: keeps ? shown.exchanges.map((raw) => exchangeRecord(raw, redact, keepBodies, given)) : [],
    races,
    ...(rounds === undefined ? {} : { rounds }),
  };
}

/** What the shown round was made of, secrets replaced. */
function traceOf({ exchanges, trace }: Round, whole: ScenarioResult, redact: Redact): ScenarioTrace {
  return {
    result: whole,
    sources: exchanges.map(({ sources = [] }) =>
      sources.map((source) => (source.from === 'made' ? source : { ...source, texts: source.texts.map(redact) })),
    ),
    made: (trace?.made ?? []).map((one) => ({ ...one, text: redact(one.text) })),
  };
}

/** How many there were, and in how many something failed. */
function countRounds(rounds: readonly Round[]): NonNullable<ScenarioResult['rounds']> {
  const failed = rounds.filter(({ assertions }) => assertions.some(({ verdict }) => verdict === 'fail'));
  return { run: rounds.length, failed: failed.length };
}

function redactHindrance({ rules, calls }: Hindrance, redact: Redact): Hindrance {
  return { rules, calls: calls.map(redact) };
}

function redactAssertion(draft: DraftAssertion, redact: Redact): AssertionResult {
  if (draft.reason === undefined && draft.mismatches.length === 0 && draft.noOverlap === undefined) return draft;
  const { noOverlap: _, ...assertion } = draft;
  return {
    ...assertion,
    ...(assertion.reason === undefined ? {} : { reason: redact(assertion.reason) }),
    ...(assertion.hindrance === undefined ? {} : { hindrance: redactHindrance(assertion.hindrance, redact) }),
    mismatches: assertion.mismatches.map((mismatch) => ({
      ...mismatch,
      fact: redact(mismatch.fact),
      expected: redact(mismatch.expected),
      actual: redact(mismatch.actual),
    })),
  };
}
