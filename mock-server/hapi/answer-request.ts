import { ConformanceError } from '../../core/errors.ts';
import type { HttpRequest, HttpResponse } from '../../core/http.ts';
import type { TokenDesk } from '../identity/token-desk.ts';
import { readAddress } from '../kernel/address.ts';
import type { ServicePool } from '../kernel/create-service-pool.ts';
import { sessionOf } from '../kernel/session-of.ts';
import type { WireFault } from '../kernel/wire-fault.ts';
import { problem } from './write-response.ts';

/** What is mounted where. */
export interface Mounts {
  readonly pool: ServicePool;
  readonly desk: TokenDesk;
  readonly protocols: readonly string[];
  /** The protocol that also answers without its id in the path. */
  readonly root: string | undefined;
  /** What a rule says, as JSON; undefined: there is no such rule. Not there: nobody can tell. */
  readonly explain?: (rule: string) => Promise<object | undefined>;
}

/** An answer, and what becomes of it on its way. */
export type Answered = HttpResponse & { readonly wire?: WireFault };

/**
 * Hands a request to the protocol it is for.
 * @param origin scheme and authority the client used
 */
export async function answerRequest(mounts: Mounts, sent: HttpRequest, origin: string): Promise<Answered> {
  const target = originForm(sent.target);
  const address = readAddress(target, mounts.protocols, mounts.root);
  if ('problem' in address) {
    return target === '/' || target === '' ? index(mounts, origin) : problem(address.status, address.problem);
  }
  const { session, request } = sessionOf(sent);
  const { protocol, prefix, settings } = address;
  try {
    const service = await mounts.pool.get({
      protocol,
      edition: settings.edition,
      session: settings.session ?? session,
    });
    const unknown = settings.features?.find((feature) => !service.core.features.includes(feature));
    if (unknown !== undefined) {
      return problem(400, `${protocol} has no feature "${unknown}"; it has: ${service.core.features.join(', ')}`);
    }
    return await service.dispatch(
      { ...(await mounts.desk.translate(request, service.core)), target: address.target },
      {
        baseUrl: `${origin}${prefix}`,
        ...(settings.features && { features: new Set(settings.features) }),
      },
    );
  } catch (error) {
    if (error instanceof ConformanceError && error.code === 'ERR_USAGE') {
      return problem(400, error.hint === undefined ? error.message : `${error.message}; ${error.hint}`);
    }
    throw error;
  }
}

/** Absolute form (RFC 9112 §3.2.2) names the same resource; what follows the authority stays as it is. */
function originForm(target: string): string {
  return /^https?:\/\/[^/?#]*(.*)$/is.exec(target)?.[1] ?? target;
}

function index({ protocols }: Mounts, origin: string): HttpResponse {
  const mounts = protocols.map((id) => `${origin}/${id}`);
  const body = { server: 'conformance reference server', mounts, control: `${origin}/_conformance/health` };
  return {
    status: 200,
    headers: [['Content-Type', 'application/json']],
    body: new TextEncoder().encode(`${JSON.stringify(body)}\n`),
  };
}
