import type { Client } from '../core/client.ts';
import type { FeatureResult, RequestCount } from '../core/report.ts';
import { countRequests } from './execute/http/count-requests.ts';
import { redactFor } from './execute/round/redact/redact-for.ts';
import type { ScenarioContext, SharedState } from './execute/round/scenario-context.ts';
import { whyForeign, whyUnreachable } from './execute/target/check-target.ts';
import { loadSchemas } from './execute/target/load-schemas.ts';
import { probeFeatures } from './execute/target/probe-features.ts';
import { whyNoCredentials } from './execute/target/why-no-credentials.ts';
import type { Journal } from './journal/journal.ts';
import { packageRoot } from './load/package-root.ts';
import type { RunOptions, TargetPlan } from './options.ts';
import { declaredFeatures } from './plan/declared-features.ts';

/** A target that was looked at: its features, its clients, and whether it can be judged at all. */
export interface OpenTarget {
  readonly plan: TargetPlan;
  /** URL of the base, without credentials. */
  readonly url: string;
  readonly features: readonly FeatureResult[];
  /** Why nothing can be judged, in one sentence. */
  readonly unreachable?: string;
  readonly shared: SharedState;
  readonly schema: ScenarioContext['schema'];
  readonly leftovers: string[];
  /** What was sent so far. */
  readonly requests: RequestCount;
  clientFor(features: ReadonlySet<string>): Client;
  close(): Promise<void>;
}

/** Reaches a target and asks for its features. Never throws because of what the target does. */
export async function openTarget(
  given: TargetPlan,
  seed: string,
  { signal, journal: book }: Pick<RunOptions, 'signal' | 'journal'> = {},
): Promise<OpenTarget> {
  const clients = new Map<string, Client>();
  const requests = { sent: 0, unsafe: 0 };
  const clientFor = (features: ReadonlySet<string>): Client => {
    // A target that cannot be switched is one and the same, whatever a scenario needs.
    const key = given.switchable.size === 0 ? '' : [...features].sort().join(',');
    let client = clients.get(key);
    if (client === undefined) {
      client = countRequests(given.connect(features), requests);
      clients.set(key, client);
    }
    return client;
  };
  const present = declaredFeatures(given).filter(({ state }) => state === 'present');
  const client = clientFor(new Set(present.map(({ feature }) => feature)));
  const plan = book === undefined || given.bundled ? given : { ...given, journal: journalFor(given, client, book) };
  const leftovers: string[] = [];
  const base = {
    plan,
    url: client.origin + client.basePath,
    shared: {
      clockOffsetMs: 0,
      secrets: new Set<string>(),
      patience: { times: 0, waitedMs: 0 },
      notes: new Map<string, number>(
        client.proxy === undefined ? [] : [[`requests went through the proxy ${client.proxy}`, 1]],
      ),
    },
    schema: await loadSchemas(plan.suites, packageRoot()),
    leftovers,
    requests,
    clientFor,
    close: async () => void (await Promise.all([...clients.values()].map((one) => one.close()))),
  };
  const unreachable = (await whyNoCredentials(plan, base.url)) ?? (await whyUnreachable(plan, client, signal));
  if (unreachable !== undefined || signal?.aborted) {
    return { ...base, features: declaredFeatures(plan), ...(unreachable === undefined ? {} : { unreachable }) };
  }
  const probed = await probeFeatures(plan, {
    client,
    seed,
    patience: base.shared.patience,
    signal,
    leftover: (text) => leftovers.push(text),
  });
  const foreign = whyForeign(plan, probed, base.url);
  return { ...base, features: probed.features, ...(foreign === undefined ? {} : { unreachable: foreign }) };
}

function journalFor(plan: TargetPlan, client: Client, book: NonNullable<RunOptions['journal']>): Journal {
  const { spec, identities } = plan;
  const target = { protocol: spec.id, url: client.origin + client.basePath, identities: Object.keys(identities) };
  return book.forTarget(target, (text) => redactFor(plan)(text));
}
