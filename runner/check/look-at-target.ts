import { randomBytes } from 'node:crypto';
import type { Client, Outcome } from '../../core/client.ts';
import { headerValue } from '../../core/http.ts';
import { wantsOf } from '../../core/protocol-spec.ts';
import type { FeatureResult, RequestCount } from '../../core/report.ts';
import { type BindingCheck, verifyTarget } from '../described/verify-target.ts';
import { targetRoots } from '../execute/round/create-round.ts';
import { lackingScopes } from '../execute/round/lacking-scopes.ts';
import { readHttpDate } from '../execute/round/read-http-date.ts';
import { redactFor } from '../execute/round/redact/redact-for.ts';
import { whatIsMissing } from '../execute/round/what-is-missing.ts';
import { whyForeign, whyUnreachable } from '../execute/target/check-target.ts';
import { linesToGive, optionToGive } from '../execute/target/how-to-give.ts';
import { probeFeatures, readOnlyProbe } from '../execute/target/probe-features.ts';
import { whyNoCredentials } from '../execute/target/why-no-credentials.ts';
import type { Described } from '../load/described/described.ts';
import type { TargetPlan } from '../options.ts';
import { declaredFeatures } from '../plan/declared-features.ts';
import { planTarget } from '../plan/plan-target.ts';
import { scenarioCost, sum } from '../plan/scenario-cost.ts';
import { writtenPlaces } from './written-places.ts';

/** What a look at a target gave, before anything is written. Texts are redacted. */
export interface TargetCheck {
  readonly protocol: string;
  readonly edition: string;
  readonly url: string;
  /** Why nothing can be judged; then the rest is what is known without the target. */
  readonly unreachable?: string;
  /** How far the target's clock is ahead of ours, in milliseconds; undefined: its answers have no Date. To the second. */
  readonly clockAheadMs?: number;
  readonly identities: readonly IdentityCheck[];
  /** How an identity that was not given is written in a target file. */
  readonly toGive?: string;
  readonly features: readonly FeatureResult[];
  readonly scenarios: {
    readonly runs: number;
    /** By kind and reason, the most first. */
    readonly skips: readonly { readonly kind: string; readonly reason: string; readonly scenarios: number }[];
  };
  /** What its own words say of its bindings; undefined: its protocol knows of none, or it was not asked. */
  readonly bindings?: BindingCheck;
  /** What a run would send, as far as can be told: features that could not be asked for count as there. */
  readonly requests: RequestCount;
  /** What that takes by the answers of now; undefined: nothing was answered. */
  readonly durationMs?: number;
  /** Below which paths it would write. */
  readonly writes: readonly string[];
  /** What writes may set off beyond the rows themselves, as the protocol says. */
  readonly triggers?: string;
}

/** How the target takes the credentials of an identity. */
interface IdentityCheck {
  readonly identity: string;
  readonly state: 'accepted' | 'refused' | 'unclear' | 'not given' | 'no token';
  /** "GET /api/Books 401", or why nothing was asked. */
  readonly evidence: string;
  /** How its token was got, if that was fetched. */
  readonly token?: string;
}

/** What a run would be like. */
export interface RunShape {
  readonly jobs: number;
  readonly raceRounds: number;
  readonly repeats: number;
  readonly signal?: AbortSignal;
  /** What such targets tell of themselves. */
  readonly described?: Described;
}

/** Reaches a target, asks what can be asked by reading alone, and plans the run without running it. Sends safe methods only. */
export async function lookAtTarget(
  plan: TargetPlan,
  { jobs, raceRounds, repeats, signal, described }: RunShape,
): Promise<TargetCheck> {
  const seed = randomBytes(8).toString('hex');
  const declared = declaredFeatures(plan).filter(({ state }) => state === 'present');
  const watched = watch(plan.connect(new Set(declared.map(({ feature }) => feature))));
  const { client } = watched;
  const url = client.origin + client.basePath;
  try {
    const away = (await whyNoCredentials(plan, url)) ?? (await whyUnreachable(plan, client, signal));
    const probed =
      away === undefined ? await probeFeatures(plan, { client, seed, signal, readsOnly: true }) : undefined;
    const unreachable = away ?? (probed && whyForeign(plan, probed, url));
    const asked = probed !== undefined && unreachable === undefined;
    const features = planTarget(plan, probed?.features).features;
    const planned = planTarget(plan, features.map(asIfThere)).scenarios;
    const requests = sum(planned.map((one) => scenarioCost(one, plan.suites, { races: raceRounds, repeats })));
    const each = watched.medianMs();
    const { triggers } = plan.spec;
    const known = probed?.core.find(({ probed: state }) => state === 'present')?.status;
    const identities = await checkIdentities(plan, client, { asked, known, seed, signal });
    // Where it is taken for something else, it may be for a name that it does not have.
    const bindings = probed && described ? await verifyTarget(plan, client, described, signal) : undefined;
    const missing = identities.find(({ state }) => state === 'not given');
    return {
      protocol: plan.spec.id,
      edition: plan.edition,
      url,
      ...(unreachable === undefined ? {} : { unreachable }),
      ...(watched.aheadMs === undefined ? {} : { clockAheadMs: watched.aheadMs }),
      identities,
      ...(missing === undefined ? {} : { toGive: linesToGive(plan.spec, missing.identity) }),
      features,
      ...(bindings === undefined ? {} : { bindings }),
      scenarios: { runs: planned.filter(({ skip }) => skip === undefined).length, skips: skipsOf(planned) },
      requests,
      ...(each === undefined ? {} : { durationMs: Math.round(durationOf(plan, requests.sent, each, jobs)) }),
      writes: writtenPlaces(planned, plan, targetRoots(plan, client.origin, client.basePath)),
      ...(triggers === undefined ? {} : { triggers }),
    };
  } finally {
    await client.close();
  }
}

/** Side by side as far as plan and run allow, and no faster than the plan does. */
function durationOf(
  { jobs: own = 8, requestsPerSecond }: TargetPlan,
  sent: number,
  each: number,
  jobs: number,
): number {
  const paced = requestsPerSecond === undefined ? 0 : (sent / requestsPerSecond) * 1000;
  return Math.max(paced, (sent * each) / Math.min(jobs, own, 8));
}

/** What could not be asked by reading may be there: a run that has more to do than was said is worse than one that has less. */
function asIfThere(feature: FeatureResult): FeatureResult {
  return feature.state === 'unclear' ? { ...feature, state: 'present' } : feature;
}

function skipsOf(planned: ReturnType<typeof planTarget>['scenarios']): TargetCheck['scenarios']['skips'] {
  const groups = new Map<string, { readonly kind: string; readonly reason: string; scenarios: number }>();
  for (const { skip } of planned) {
    if (skip === undefined) continue;
    const group = groups.get(skip.reason) ?? { kind: skip.kind, reason: skip.reason, scenarios: 0 };
    group.scenarios++;
    groups.set(skip.reason, group);
  }
  return [...groups.values()].toSorted((a, b) => b.scenarios - a.scenarios);
}

/** How identities are asked for. */
interface Asking {
  readonly asked: boolean;
  /** What the protocol answers to who may read, where it is known by that: a 404, too. */
  readonly known: number | undefined;
  readonly seed: string;
  readonly signal: AbortSignal | undefined;
}

/** Sends the read by which the protocol is known once for each identity. */
async function checkIdentities(
  plan: TargetPlan,
  client: Client,
  { asked, known: usual, seed, signal }: Asking,
): Promise<readonly IdentityCheck[]> {
  const redact = (text: string): string => redactFor(plan)(text);
  const known = plan.spec.identities.map(({ id }) => id);
  const needs = (identity: string): string => {
    const found = plan.spec.identities.find(({ id }) => id === identity);
    const wants = found && wantsOf(found);
    return wants === undefined ? '' : `; it needs ${wants}`;
  };
  return Promise.all(
    known.map(async (identity): Promise<IdentityCheck> => {
      if (plan.identities[identity] === undefined)
        return {
          identity,
          state: 'not given',
          evidence: `${optionToGive(plan.spec, identity)} gives it${needs(identity)}`,
        };
      await plan.credentials?.ready([identity]);
      const told = plan.credentials?.toldOf(identity);
      const token = told === undefined ? {} : { token: redact(told) };
      const fault = plan.credentials?.faultOf(identity);
      if (fault !== undefined) return { identity, state: 'no token', evidence: redact(fault), ...token };
      const read = asked ? readOnlyProbe(plan, client, seed, identity) : undefined;
      if (read === undefined) return { identity, state: 'unclear', evidence: 'no read was sent as it', ...token };
      const outcome = await client.send(read.request, signal);
      const status = outcome.kind === 'answer' ? outcome.response.status : undefined;
      const seen = outcome.kind === 'answer' ? String(status) : outcome.fault.message;
      // 403 is lawful for one who may not read: who that is nobody but the protocol knows.
      const isTaken = status !== undefined && (status < 400 || status === usual);
      const state = status === 401 ? 'refused' : isTaken ? 'accepted' : 'unclear';
      const missing =
        outcome.kind === 'answer' && (status === 401 || status === 403)
          ? whatIsMissing({ spec: plan.spec, identities: plan.identities }, identity, outcome.response)
          : '';
      const why = missing === '' ? '' : `: ${missing}`;
      const lacks = lackingScopes(plan, identity);
      if (state === 'accepted' && lacks.length > 0)
        return { identity, state: 'unclear', evidence: `its token lacks the scope ${lacks.join(', ')}`, ...token };
      return { identity, state, evidence: redact(`${read.request.method} ${read.path} ${seen}${why}`), ...token };
    }),
  );
}

/** The same client, and what its answers tell on the side. */
function watch(client: Client): {
  readonly client: Client;
  readonly aheadMs: number | undefined;
  medianMs(): number | undefined;
} {
  const durations: number[] = [];
  let aheadMs: number | undefined;
  const note = (outcome: Outcome): void => {
    if (outcome.kind !== 'answer') return;
    durations.push(outcome.endedMs - outcome.startedMs);
    const date = readHttpDate(headerValue(outcome.response.headers, 'date') ?? '', Date.now());
    if (date !== undefined) aheadMs = date - Math.floor(Date.now() / 1000) * 1000;
  };
  return {
    client: {
      ...client,
      send: async (request, signal) => {
        const outcome = await client.send(request, signal);
        note(outcome);
        return outcome;
      },
    },
    get aheadMs() {
      return aheadMs;
    },
    medianMs: () => durations.toSorted((a, b) => a - b)[Math.floor(durations.length / 2)],
  };
}
