import type { Client, Outcome } from '../../core/client.ts';
import { type HttpRequest, type HttpResponse, utf8 } from '../../core/http.ts';
import type { Json } from '../../core/json.ts';
import type { ProtocolSpec } from '../../core/protocol-spec.ts';
import type { Rule } from '../../core/rule.ts';
import { stringifyJson } from '../../core/stringify-json.ts';
import type {
  AnswerFacts,
  Matcher,
  RaceEntry,
  RaceFacts,
  RaceStep,
  RequestStep,
  RequestTemplate,
  Scenario,
  SelectingEntry,
  Selection,
  StepEntry,
  StepFacts,
  SuiteSet,
  WholeRaceEntry,
} from '../../core/suite.ts';
import type { TargetPlan } from '../options.ts';

/* Hand-made plans, clients and nodes for the runner's own tests. */

/** A rule of the toy protocol. */
export function rule(id: string, more: Partial<Rule> = {}): Rule {
  const location = { file: 'rules.yaml', line: 1, column: 1 };
  return {
    id,
    protocol: 'toy',
    level: 'MUST',
    statement: `${id}.`,
    party: 'server',
    evidence: 'document',
    citations: [],
    since: '2026-11',
    location,
    ...more,
  };
}

/** A request as the loader gives it. */
export function request(call: string, more: Partial<RequestTemplate> = {}): RequestTemplate {
  const [method = '', target = ''] = call.split(/ (.*)/s);
  return { method, target, at: [1, 1], query: {}, headers: [], without: [], ...more };
}

/** Facts, with matchers given as they are. */
export function facts<F extends object>(more: F): F & { readonly positions: StepFacts['positions'] } {
  return { positions: {}, ...more };
}

/** An expect entry of a request step. */
export function entry(
  ruleId: string,
  of: Partial<StepFacts>,
  more: Partial<Omit<StepEntry, 'for' | 'facts'>> = {},
): StepEntry {
  return { rule: ruleId, at: [2, 1], needs: [], facts: facts(of), ...more };
}

/** An expect entry about a whole race. */
export function raceEntry(
  ruleId: string,
  of: Partial<RaceFacts>,
  more: Partial<Omit<WholeRaceEntry, 'for' | 'facts'>> = {},
): WholeRaceEntry {
  return { rule: ruleId, at: [2, 1], needs: [], facts: facts(of), ...more };
}

/** An entry about those answers of a race, or of everything, that it selects. */
export function selectingEntry(
  ruleId: string,
  selection: Partial<Selection>,
  of: Partial<AnswerFacts>,
  more: Partial<Omit<SelectingEntry, 'for' | 'facts'>> = {},
): SelectingEntry {
  return { rule: ruleId, at: [2, 1], needs: [], for: facts(selection), facts: facts(of), ...more };
}

/** A request step. */
export function step(
  id: string,
  call: string,
  more: Partial<Omit<RequestStep, 'request'>> & { request?: Partial<RequestTemplate> } = {},
): RequestStep {
  const { request: own, ...rest } = more;
  return {
    kind: 'request',
    id,
    at: [1, 1],
    when: {},
    expect: [],
    capture: {},
    cleanup: [],
    ...rest,
    request: request(call, own),
  };
}

/** A race of writers that all send the same call; each leaves what it wrote at a place. */
export function race(
  copies: number,
  call: string,
  [place, leaves]: readonly [place: string, value: string],
  expect: readonly RaceEntry[],
  more: Partial<RequestTemplate> = {},
): RaceStep {
  const shape: Matcher = { kind: 'shape', places: [[place, equals(leaves)]] };
  const writer = { id: 'writer', copies, request: request(call, more), leaves: shape };
  return { kind: 'race', id: 'writers', at: [1, 1], when: {}, spread: false, cleanup: [], clients: [writer], expect };
}

export function equals(value: Json): Matcher {
  return { kind: 'equals', value };
}

export function scenario(id: string, more: Partial<Scenario> = {}): Scenario {
  return { id, title: id, at: [1, 1], needs: [], let: {}, given: [], steps: [], ...more };
}

/** A plan with one suite "toy/suite" that holds these scenarios. */
export function plan(
  scenarios: readonly Scenario[],
  client: Client,
  more: Omit<Partial<TargetPlan>, 'spec' | 'suites'> & {
    spec?: Partial<ProtocolSpec>;
    suites?: Partial<SuiteSet>;
  } = {},
): TargetPlan {
  const { spec, suites, ...rest } = more;
  return {
    spec: {
      id: 'toy',
      title: 'Toy',
      editions: [
        { id: 'v1', title: 'One', default: true },
        { id: 'v2', title: 'Two', default: false },
      ],
      version: [{ header: 'ETag' }],
      location: 'Location',
      headers: [['Accept', 'application/json']],
      contentTypes: { json: 'application/json', jsonPatch: 'application/json-patch+json' },
      identities: [
        { id: 'owner', title: 'Owner' },
        { id: 'other', title: 'Other' },
      ],
      judged: [],
      bindings: {},
      features: [],
      rules: ['T-1', 'T-2', 'T-3'].map((id) => rule(id)),
      sources: [],
      statements: [],
      ...spec,
    },
    suites: {
      protocol: 'toy',
      suites: [
        { id: 'toy/suite', protocol: 'toy', title: 'Suite', file: 'suites/toy/suite.yaml', needs: [], scenarios },
      ],
      fixtures: {},
      invariants: [],
      ...suites,
    },
    edition: 'v1',
    bundled: false,
    connect: () => client,
    switchable: new Set(),
    declared: {},
    identities: { owner: [['Authorization', 'Bearer owner-secret-token']] },
    bindings: {},
    headers: [],
    selection: { rules: [], suites: [], scenarios: [], onlyNamedEdition: false },
    volatile: [],
    secrets: [],
    ...rest,
  };
}

/** An answer with a JSON body. */
export function answer(status: number, body?: Json, headers: HttpResponse['headers'] = []): HttpResponse {
  return { status, headers, body: body === undefined ? new Uint8Array(0) : utf8(stringifyJson(body)) };
}

/** A client that asks a function; requests it got are kept in `seen`. */
export function fakeClient(
  handle: (request: HttpRequest) => HttpResponse | Promise<HttpResponse>,
): Client & { readonly seen: HttpRequest[] } {
  const seen: HttpRequest[] = [];
  const send = async (message: HttpRequest): Promise<Outcome> => {
    seen.push(message);
    const startedMs = performance.now();
    const response = await handle(message);
    return { kind: 'answer', response, startedMs, endedMs: performance.now() };
  };
  return {
    origin: 'http://toy.test',
    basePath: '/base',
    seen,
    send,
    race: (messages) => {
      const startedMs = performance.now();
      return Promise.all(messages.map(async (message) => ({ ...(await send(message)), startedMs })));
    },
    close: async () => {},
  };
}
