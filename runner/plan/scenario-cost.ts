import type { RequestCount } from '../../core/report.ts';
import { safeMethods } from '../../core/safe-methods.ts';
import type { Entry, GivenNode, StepFacts, StepNode, SuiteSet } from '../../core/suite.ts';
import type { PlannedScenario } from './planned-scenario.ts';
import { raceRounds } from './race-rounds.ts';

const nothing: RequestCount = { sent: 0, unsafe: 0 };

/**
 * How many requests a case will send when nothing goes wrong: those of fixtures, of the reads around an effect, of each copy of a race
 * and of clean-up, each as often as there are rounds. An estimate: polling, retries and halts are not foreseen.
 */
export function scenarioCost(
  { scenario, skip }: Pick<PlannedScenario, 'scenario'> & Partial<Pick<PlannedScenario, 'skip'>>,
  suites: SuiteSet,
  rounds: { readonly races: number; readonly repeats: number },
): RequestCount {
  if (skip !== undefined) return nothing;
  const once = sum([...scenario.given, ...scenario.steps].map((node) => nodeCost(node, suites)));
  return times(once, raceRounds(scenario, rounds.races) * rounds.repeats);
}

/** What several cost together. */
export function sum(counts: readonly RequestCount[]): RequestCount {
  return counts.reduce((all, { sent, unsafe }) => ({ sent: all.sent + sent, unsafe: all.unsafe + unsafe }), nothing);
}

function nodeCost(node: GivenNode | StepNode, suites: SuiteSet): RequestCount {
  if (node.kind === 'fixture')
    return sum((suites.fixtures[node.fixture]?.steps ?? []).map((one) => nodeCost(one, suites)));
  if (node.kind === 'request') {
    const cleanup = node.cleanup.map(({ method }) => request(method));
    return sum([request(node.request.method), ...cleanup, reads(effectReads(node.expect))]);
  }
  if (node.kind === 'race') {
    const sent = node.clients.map(({ request: { method }, copies }) => times(request(method), copies));
    const cleanup = node.cleanup.map(({ method }) => request(method));
    const histories = new Set(
      node.expect.flatMap(({ facts }) => ('history' in facts && facts.history ? [facts.history.read.target] : [])),
    );
    return sum([...sent, ...cleanup, reads(histories.size)]);
  }
  return nothing;
}

/** Reads just before and after a step, each once however many entries look at them. */
function effectReads(entries: readonly Entry[]): number {
  const looked = (facts: StepFacts): readonly string[] => [
    ...(facts.effect?.on ?? []).map(({ target, as = '' }) => `${as} ${target}`),
    ...(facts.either ?? []).flatMap(([, alternative]) => looked(alternative)),
  ];
  return 2 * new Set(entries.flatMap(({ facts }) => looked(facts as StepFacts))).size;
}

/** A method that only the case tells is taken for a write. */
function request(method: string): RequestCount {
  return { sent: 1, unsafe: safeMethods.has(method) ? 0 : 1 };
}

function reads(count: number): RequestCount {
  return { sent: count, unsafe: 0 };
}

function times({ sent, unsafe }: RequestCount, count: number): RequestCount {
  return { sent: sent * count, unsafe: unsafe * count };
}
