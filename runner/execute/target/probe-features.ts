import type { Client, Outcome } from '../../../core/client.ts';
import type { HttpRequest } from '../../../core/http.ts';
import type { Feature } from '../../../core/protocol-spec.ts';
import type { FeatureResult } from '../../../core/report.ts';
import { safeMethods } from '../../../core/safe-methods.ts';
import type { RequestTemplate } from '../../../core/suite.ts';
import { factsHold } from '../../judge/facts/facts-result.ts';
import { judgeAnswerFacts } from '../../judge/facts/judge-answer-facts.ts';
import { unheardStatuses } from '../../judge/facts/why-unheard.ts';
import { callText } from '../../judge/verdict/call-text.ts';
import type { TargetPlan } from '../../options.ts';
import { declaredFeatures } from '../../plan/declared-features.ts';
import { type Answer, answerRoot, createAnswer } from '../../values/answer.ts';
import { freshBytes } from '../../values/fresh-bytes.ts';
import { MissingValue, UnsendableRequest } from '../../values/missing-value.ts';
import type { Root, Scope } from '../../values/scope.ts';
import { buildRequest, type RequestGround } from '../requests/build-request.ts';
import { targetRoots } from '../round/create-round.ts';
import { redactFor } from '../round/redact/redact-for.ts';
import type { Patience } from '../round/retry-after.ts';
import { sendPatiently } from '../round/send-patiently.ts';
import type { Refusal } from '../round/what-is-missing.ts';

/** What probing needs of the run. */
export interface ProbeContext {
  readonly client: Client;
  readonly seed: string;
  readonly patience?: Patience;
  readonly signal?: AbortSignal | undefined;
  readonly leftover?: (text: string) => void;
  /** Probes that would write are left out: what they ask for is unclear. */
  readonly readsOnly?: boolean;
}

/** What a target's features are, and by what evidence, with what the probes of core features saw for those who look further. */
export interface ProbeResult {
  readonly features: readonly FeatureResult[];
  readonly core: readonly (ProbeSight & { readonly feature: string })[];
}

interface ProbeSight {
  readonly probed: 'present' | 'absent' | 'unclear';
  readonly evidence: string;
  readonly status?: number;
  readonly call?: string;
  /** The answer, where it was 401 or 403. */
  readonly refused?: Refusal;
}

/**
 * Asks the target which features it has. A declaration that a probe contradicts is a finding, and the feature is judged:
 * saying "absent" does not get a target out of rules that a probe shows to apply.
 */
export async function probeFeatures(plan: TargetPlan, context: ProbeContext): Promise<ProbeResult> {
  const redact = redactFor(plan);
  const known = declaredFeatures(plan);
  // Side by side: none depends on another.
  const sights = await Promise.all(
    known.map(async ({ feature: id }) => {
      const feature = plan.spec.features.find((one) => one.id === id);
      // A server of our own has the controls it is asked with; no answer of the protocol shows them.
      if (feature?.probe === undefined || (plan.control && controlled.has(id))) return undefined;
      const { call, ...found } = await probe(plan, feature, {
        ...context,
        leftover: (text) => context.leftover?.(redact(text)),
      });
      return { ...found, evidence: redact(found.evidence), ...(call === undefined ? {} : { call: redact(call) }) };
    }),
  );
  return {
    features: known.map((one, index) => {
      const sight = sights[index];
      return sight === undefined ? one : conclude(one, sight);
    }),
    core: known.flatMap(({ feature, core }, index) => {
      const sight = sights[index];
      return core && sight !== undefined ? [{ ...sight, feature }] : [];
    }),
  };
}

/** Puts declaration and probe together. */
function conclude(known: FeatureResult, { probed, evidence, call }: ProbeSight): FeatureResult {
  const { feature, core, declared } = known;
  const base = {
    feature,
    core,
    probed,
    ...(declared === undefined ? {} : { declared }),
    ...(call === undefined ? {} : { call }),
  };
  if (declared !== undefined && probed !== 'unclear' && declared !== probed) {
    return { ...base, state: 'present', evidence: `declared ${declared}, but the probe says ${probed}: ${evidence}` };
  }
  if (core)
    return {
      ...base,
      state: 'present',
      evidence: probed === 'present' ? evidence : `core feature, judged although the probe says ${probed}: ${evidence}`,
    };
  if (probed === 'unclear' && declared !== undefined)
    return { ...base, state: declared, evidence: `declared ${declared}; the probe is unclear: ${evidence}` };
  return { ...base, state: probed, evidence };
}

async function probe(
  plan: TargetPlan,
  feature: Feature,
  { client, seed, leftover, patience, signal, readsOnly }: ProbeContext,
): Promise<ProbeSight> {
  const roots: Map<string, Root> = targetRoots(plan, client.origin, client.basePath);
  let scope: Scope = { roots };
  const ground = probeGround(plan, client, seed, feature.id);
  const send = (request: HttpRequest): Promise<Outcome> => sendPatiently(client, request, { patience, signal });
  const undos: (() => Promise<void>)[] = [];
  const undo = async (template: RequestTemplate, from: Scope): Promise<void> => {
    const { request, url } = buildRequest(template, from, ground);
    const done = await send(request);
    const fine = done.kind === 'answer' && (isDone(done.response.status) || [404, 410].includes(done.response.status));
    if (!fine) leftover?.(`probe of ${feature.id}: ${request.method} ${url}`);
  };
  const { steps, present, absent, file, at } = feature.probe ?? {
    steps: [],
    present: { positions: {} },
    absent: { positions: {} },
    file: '',
    at: [1, 1] as const,
  };
  const write = readsOnly ? steps.find(({ request: { method } }) => !safeMethods.has(method)) : undefined;
  if (write !== undefined)
    return { probed: 'unclear', evidence: `not asked: its probe would send a ${write.request.method}` };
  let last: Answer | undefined;
  try {
    for (const { request, cleanup } of steps) {
      // What a step was to make is not there, so what is said of it says nothing.
      if (last !== undefined && !isDone(last.status)) return unclear(`${called(last)} answered ${last.status}`, last);
      const built = buildRequest(request, scope, ground);
      const outcome = await send(built.request);
      if (outcome.kind === 'fault')
        return unclear(`${built.request.method} ${built.path}: ${outcome.fault.message}`, undefined);
      last = createAnswerOf(built, outcome.response);
      const own: Scope = { roots: new Map([...roots, ['probe', answerRoot(last, plan.spec)]]) };
      scope = own;
      if (!isDone(last.status)) continue;
      for (const template of cleanup.toReversed()) undos.push(() => undo(template, own));
    }
    if (last === undefined) return { probed: 'unclear', evidence: 'the probe has no request' };
    const answer = last;
    const judged = { scope, spec: plan.spec, file, at, volatile: plan.volatile };
    const holds = (facts: typeof present): boolean => factsHold(judgeAnswerFacts(facts, answer, judged));
    const probed = holds(present) ? 'present' : holds(absent) ? 'absent' : 'unclear';
    return {
      probed,
      ...seen(`${called(answer)} answered ${answer.status}`, answer),
    };
  } catch (error) {
    // What the step before was answered may be a known failure.
    if (error instanceof MissingValue || error instanceof UnsendableRequest) return unclear(error.message, last);
    throw error;
  } finally {
    for (const one of undos.reverse()) await one().catch(ignoreMissing);
  }
}

/** The read by which a core feature is known, as this identity would send it; undefined: no probe begins with one. */
export function readOnlyProbe(
  plan: TargetPlan,
  client: Client,
  seed: string,
  identity: string,
): ReturnType<typeof buildRequest> | undefined {
  const probes = plan.spec.features
    .filter(({ core }) => core)
    .flatMap(({ id, probe }) => (probe?.steps[0] ? [{ id, step: probe.steps[0] }] : []));
  const read = probes.find(({ step }) => safeMethods.has(step.request.method));
  if (read === undefined) return undefined;
  const scope: Scope = { roots: targetRoots(plan, client.origin, client.basePath) };
  return buildRequest(read.step.request, scope, { ...probeGround(plan, client, seed, read.id), identity });
}

/** Features that a target has by its control plane alone. */
const controlled: ReadonlySet<string> = new Set(['control', 'clock']);

const isDone = (status: number): boolean => status >= 200 && status < 300;

const called = ({ method, path }: Answer): string => `${method} ${path}`;

const unclear = (evidence: string, answer: Answer | undefined): ProbeSight => ({
  probed: 'unclear',
  ...seen(evidence, answer),
});

/** By what something was seen. */
function seen(evidence: string, answer: Answer | undefined): Omit<ProbeSight, 'probed'> {
  if (answer === undefined) return { evidence };
  const { method, url, status } = answer;
  return {
    evidence,
    status,
    ...(unheardStatuses.has(status) ? {} : { call: callText(method, url, status) }),
    ...(status === 401 || status === 403 ? { refused: answer } : {}),
  };
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof MissingValue || error instanceof UnsendableRequest)) throw error;
}

function createAnswerOf(
  built: ReturnType<typeof buildRequest>,
  response: { readonly status: number; readonly headers: Answer['headers']; readonly body: Uint8Array },
): Answer {
  return createAnswer({ method: built.request.method, url: built.url, path: built.path, ...response, exchange: 0 });
}

function probeGround(plan: TargetPlan, client: Client, seed: string, feature: string): RequestGround {
  return {
    spec: plan.spec,
    origin: client.origin,
    basePath: client.basePath,
    headers: plan.headers,
    identities: plan.identities,
    identity: plan.spec.identities[0]?.id,
    boundary: () => `batch-${Buffer.from(freshBytes(seed, feature)).toString('hex').slice(0, 24)}`,
  };
}
