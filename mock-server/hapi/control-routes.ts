import type { Lifecycle, Request, ResponseObject, ResponseToolkit, ServerRoute } from '@hapi/hapi';
import { ConformanceError, UsageError } from '../../core/errors.ts';
import { type PooledService, sharedSession } from '../kernel/create-service-pool.ts';
import { decodeState, encodeState } from '../kernel/state-codec.ts';
import type { Mounts } from './answer-request.ts';
import { describeExchange, isFinding } from './describe-exchange.ts';

type Handler = (request: Request, h: ResponseToolkit) => unknown;

/**
 * Routes of the control plane, relative to its prefix. Most take `?protocol=…&edition=…&session=…` and act on every
 * service in use that fits; without `session` on those of the shared one.
 */
export function controlRoutes(mounts: Mounts): ServerRoute[] {
  const { pool } = mounts;
  const chosen = async ({ query }: Request): Promise<PooledService[]> => {
    const { protocol, edition, session = sharedSession, ...others } = query as Record<string, string | undefined>;
    const [unknown] = Object.keys(others);
    if (unknown !== undefined) throw new UsageError(`there is no parameter "${unknown}": protocol, edition or session`);
    if (protocol !== undefined && !mounts.protocols.includes(protocol)) throw new UsageError(noProtocol(protocol));
    // A protocol that is named is meant even if nobody has used it yet.
    if (protocol !== undefined) await pool.get({ protocol, edition, session });
    return pool
      .list()
      .filter(({ key }) => key.session === session)
      .filter(({ key }) => protocol === undefined || key.protocol === protocol)
      .filter(({ key }) => edition === undefined || key.edition === edition);
  };
  const each =
    (act: (chosen: PooledService, request: Request) => void): Handler =>
    async (request, h) => {
      for (const found of await chosen(request)) act(found, request);
      return h.response().code(204);
    };
  const route = (method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, handler: Handler): ServerRoute => ({
    method,
    path,
    handler: orUsageError(handler) as Lifecycle.Method,
    ...(method !== 'GET' && { options: { payload: { maxBytes: 256 * 1024 * 1024, failAction: 'ignore' } } }),
  });

  return [
    route('GET', '/health', () => ({
      status: 'ok',
      protocols: mounts.protocols,
      root: mounts.root ?? null,
      services: pool.list().length,
    })),
    route('POST', '/reset', (request, h) => {
      const seed = memberOf(request, 'seed');
      const isEmpty = request.payload === null && Number(request.headers['content-length'] ?? 0) === 0;
      if (!isEmpty && typeof seed !== 'string') return bad(h, 'send nothing, or {"seed": "any text"}');
      return each(({ service }) => service.reset(isEmpty ? undefined : String(seed)))(request, h);
    }),
    route('GET', '/state', async (request) => ({
      services: (await chosen(request)).map(({ key, service }) => ({ ...key, state: encodeState(service.snapshot()) })),
    })),
    route('PUT', '/state', async (request, h) => {
      const read = readServices(request.payload);
      if (read === undefined) return bad(h, 'the body must be what GET /_conformance/state gave');
      const other = read.find(({ protocol }) => !mounts.protocols.includes(protocol));
      if (other !== undefined) return bad(h, noProtocol(other.protocol));
      for (const { state, ...key } of read) (await pool.get(key)).restore(state);
      return h.response().code(204);
    }),
    route('GET', '/clock', async (request) => ({
      services: (await chosen(request)).map(({ key, service }) => ({
        ...key,
        now: new Date(service.now()).toISOString(),
      })),
    })),
    route('POST', '/clock', (request, h) => {
      const ms = memberOf(request, 'advanceMs');
      if (typeof ms !== 'number' || !Number.isFinite(ms)) return bad(h, 'send {"advanceMs": 60000}');
      return each(({ service }) => service.advanceClock(ms))(request, h);
    }),
    route('POST', '/version', (request, h) => {
      const next = memberOf(request, 'next');
      if (typeof next !== 'string') return bad(h, 'send {"next": "AAAAACeGa20="}');
      return each(({ service }) => service.setNextVersion(next))(request, h);
    }),
    route('POST', '/faults', (request, h) => {
      const fault = memberOf(request, 'provoke');
      if (fault !== 'throttle-next-write' && fault !== 'refuse-next-write') {
        return bad(h, 'send {"provoke": "throttle-next-write"} or {"provoke": "refuse-next-write"}');
      }
      return each(({ service }) => service.provoke(fault))(request, h);
    }),
    route('GET', '/exchanges', async (request) => ({
      exchanges: (await chosen(request)).flatMap(({ key, service }) =>
        service.exchanges().map((exchange) => ({ ...key, ...describeExchange(exchange) })),
      ),
    })),
    route(
      'DELETE',
      '/exchanges',
      each(({ service }) => service.clearExchanges()),
    ),
    route('GET', '/findings', async (request) => ({
      findings: (await chosen(request)).flatMap(({ key, service }) =>
        service
          .exchanges()
          .filter(isFinding)
          .map((exchange) => ({ ...key, ...describeExchange(exchange) })),
      ),
    })),
    route('GET', '/clients', async (request) =>
      (await mounts.desk.service()).clients(`${request.server.info.protocol}://${request.info.host}`),
    ),
    route('DELETE', '/tokens', async (_, h) => {
      (await mounts.desk.service()).revoke();
      return h.response().code(204);
    }),
    route('GET', '/sessions', () => ({ sessions: [...new Set(pool.list().map(({ key }) => key.session))] })),
    route('DELETE', '/sessions/{session}', (request, h) => {
      const dropped = pool.drop(String(request.params['session']));
      return dropped ? h.response().code(204) : h.response({ error: 'there is no such session' }).code(404);
    }),
  ];
}

/** What the caller named wrongly (a protocol, an edition) is 400 with the reason. */
function orUsageError(handler: Handler): Handler {
  return async (request, h) => {
    try {
      return await handler(request, h);
    } catch (error) {
      if (error instanceof ConformanceError && error.code === 'ERR_USAGE') return bad(h, error.message);
      throw error;
    }
  };
}

function bad(h: ResponseToolkit, error: string): ResponseObject {
  return h.response({ error }).code(400);
}

function memberOf({ payload }: Request, name: string): unknown {
  return typeof payload === 'object' && payload !== null && Object.hasOwn(payload, name)
    ? (payload as Record<string, unknown>)[name]
    : undefined;
}

function noProtocol(id: string): string {
  return `there is no protocol "${id}" here`;
}

interface NamedState {
  readonly protocol: string;
  readonly edition: string;
  readonly session: string;
  readonly state: NonNullable<ReturnType<typeof decodeState>>;
}

function readServices(payload: unknown): NamedState[] | undefined {
  const list = typeof payload === 'object' && payload !== null && 'services' in payload ? payload.services : undefined;
  if (!Array.isArray(list)) return undefined;
  const read: NamedState[] = [];
  for (const item of list as unknown[]) {
    if (typeof item !== 'object' || item === null) return undefined;
    const { protocol, edition, session, state: encoded } = item as Record<string, unknown>;
    const state = decodeState(encoded);
    if (state === undefined || ![protocol, edition, session].every((name) => typeof name === 'string'))
      return undefined;
    read.push({ protocol: String(protocol), edition: String(edition), session: String(session), state });
  }
  return read;
}
