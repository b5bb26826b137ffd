import type { Effect, FactSet, GivenNode, RequestTemplate, Scenario, StepNode, SuiteSet } from '../../core/suite.ts';

/** Identities a scenario's requests act as, each once, without "nobody". */
export function scenarioIdentities(scenario: Scenario, suites: SuiteSet, fallback: string | undefined): string[] {
  const own = scenario.as ?? fallback;
  const names = new Set<string>();
  const add = (request: RequestTemplate): void => {
    const name = request.as ?? own;
    if (name !== undefined && name !== 'nobody') names.add(name);
  };
  for (const request of requestsOf([...scenario.given, ...scenario.steps], suites)) add(request);
  return [...names];
}

function requestsOf(nodes: readonly (GivenNode | StepNode)[], suites: SuiteSet): RequestTemplate[] {
  return nodes.flatMap((node): RequestTemplate[] => {
    if (node.kind === 'fixture') return requestsOf(suites.fixtures[node.fixture]?.steps ?? [], suites);
    if (node.kind === 'race') {
      return [
        ...node.clients.map(({ request }) => request),
        ...node.cleanup,
        ...node.expect.flatMap(({ facts }) => factRequests(facts)),
      ];
    }
    if (node.kind !== 'request') return [];
    const assumed = node.assume === undefined ? [] : factRequests(node.assume);
    return [node.request, ...node.cleanup, ...assumed, ...node.expect.flatMap(({ facts }) => factRequests(facts))];
  });
}

function factRequests(facts: FactSet): RequestTemplate[] {
  const history = facts.history === undefined ? [] : [facts.history.read];
  const nested = (facts.either ?? []).flatMap(([, alternative]) => factRequests(alternative));
  return [...effectRequests(facts.effect), ...history, ...nested];
}

function effectRequests(effect: Effect | undefined): readonly RequestTemplate[] {
  return effect?.on ?? [];
}
