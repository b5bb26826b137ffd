import type { Client, TransportFault } from '../../../core/client.ts';
import { unheardStatuses } from '../../judge/facts/why-unheard.ts';
import type { TargetPlan } from '../../options.ts';
import { callerFields } from '../requests/caller-fields.ts';
import { redactFor } from '../round/redact/redact-for.ts';
import { whatIsMissing } from '../round/what-is-missing.ts';
import { howToGive } from './how-to-give.ts';
import type { ProbeResult } from './probe-features.ts';

const prefixes: Readonly<Record<TransportFault['code'], string>> = {
  unreachable: 'unreachable',
  refused: 'connection refused',
  tls: 'TLS fault',
  timeout: 'timeout',
  reset: 'connection reset',
  'not-http': 'not HTTP',
  'body-too-large': 'not usable',
  'headers-too-large': 'not usable',
  coding: 'not usable',
  proxy: 'proxy',
  aborted: 'interrupted',
  other: 'not usable',
};

/** One sentence why the target cannot be spoken to at all, or undefined when anything HTTP answers. */
export async function whyUnreachable(
  plan: TargetPlan,
  client: Client,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const identity = plan.spec.identities[0]?.id;
  const headers = [...plan.spec.headers, ...callerFields(plan, identity)];
  const request = { method: 'GET', target: `${client.basePath}/`, headers, body: new Uint8Array(0) };
  const outcome = await client.send(request, signal);
  // A body that is too large or cannot be decoded is an answer; whether it breaks a rule is for the scenarios to say.
  if (outcome.kind === 'answer' || ['body-too-large', 'coding'].includes(outcome.fault.code)) return undefined;
  const redact = redactFor(plan);
  const { code, message } = outcome.fault;
  // An answer in TLS to plain HTTP is an alert and no HTTP, or the end of the connection.
  const plain = client.origin.startsWith('http:') && (code === 'not-http' || code === 'reset');
  const hint = plain
    ? ` If it speaks TLS: try https://${client.origin.slice('http://'.length)}${client.basePath}.`
    : '';
  const through =
    client.proxy !== undefined && code !== 'proxy' ? ` The request went through the proxy ${client.proxy}.` : '';
  return redact(
    `${client.origin}${client.basePath} cannot be judged (${prefixes[code]}): ${message}.${through}${hint}`,
  );
}

/**
 * One sentence why what answers is not this protocol, or undefined. Only a target without any core feature is foreign; one
 * that is declared counts, for a server may be so wrong that its probe does not find it.
 */
export function whyForeign(
  plan: Pick<TargetPlan, 'spec' | 'identities' | 'declared' | 'credentials'>,
  { core }: ProbeResult,
  url: string,
): string | undefined {
  const { spec, identities, declared } = plan;
  const isThere = core.some(({ feature, probed }) => probed === 'present' || declared[feature] === 'present');
  if (core.length === 0 || isThere) return undefined;
  const statuses = core.flatMap(({ status }) => status ?? []);
  if (statuses.length > 0 && statuses.every((status) => status === 401 || status === 403)) {
    const answered = `${url} cannot be judged (credentials): every probe was answered ${[...new Set(statuses)].join(' or ')}`;
    const identity = spec.identities[0]?.id;
    if (identity === undefined) return `${answered}.`;
    if (!Object.hasOwn(identities, identity))
      return `${answered}, and no credentials were given for the identity "${identity}". To give them: ${howToGive(spec, identity)}.`;
    const refusal = core.find(({ refused }) => refused !== undefined)?.refused;
    const missing = refusal === undefined ? '' : whatIsMissing(plan, identity, refusal);
    return `${answered} to the identity "${identity}"${missing === '' ? '' : ` (${missing})`}.`;
  }
  if (statuses.length > 0 && statuses.every((status) => unheardStatuses.has(status)))
    return `${url} cannot be judged (gateway or throttle): every probe was answered ${[...new Set(statuses)].join(' or ')}, so the API was not heard.`;
  const seen = core.map(({ feature, evidence }) => `${feature} (${evidence})`).join(', ');
  return `${url} cannot be judged (wrong protocol): what answers is not ${spec.title}; core features not found: ${seen}. If it is, declare them in conformance.yaml.`;
}
