import type { Lifecycle, Request, ResponseObject, ResponseToolkit, ServerRoute } from '@hapi/hapi';
import { ConformanceError, UsageError } from '../../core/errors.ts';
import { type PooledService, sharedSession } from '../kernel/create-service-pool.ts';
import type { Mounts } from './answer-request.ts';
import { bodyJson, bodyMembers, bodyText } from './control-body.ts';
import { describeExchange, isFinding } from './describe-exchange.ts';
import { decodeServices, encodeServices, restoreServices } from './service-states.ts';

type Handler = (request: Request, h: ResponseToolkit) => unknown;

/**
 * Routes of the control plane, relative to its prefix. Most take `?protocol=…&edition=…&session=…` and act on every
 * service in use that fits; without `session` on those of the shared one.
 */
export function controlRoutes(mounts: Mounts): ServerRoute[] {
  const chosen = async ({ query }: Request): Promise<PooledService[]> => {
    const { protocol, edition, session = sharedSession, ...others } = query as Record<string, string | undefined>;
    const [unknown] = Object.keys(others);
    if (unknown !== undefined) throw new UsageError(`there is no parameter "${unknown}": protocol, edition or session`);
    if (protocol !== undefined && !mounts.protocols.includes(protocol)) throw new UsageError(noProtocol(protocol));
    // A protocol that is named is meant even if nobody has used it yet.
    if (protocol !== undefined) await mounts.pool.get({ protocol, edition, session });
    return mounts.pool
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
    ...(method !== 'GET' && { options: { payload: { parse: false, output: 'data', maxBytes: 256 * 1024 * 1024 } } }),
  });

  return [
    route('GET', '/health', () => ({
      status: 'ok',
      protocols: mounts.protocols,
      root: mounts.root ?? null,
      services: mounts.pool.list().length,
    })),
    route('POST', '/reset', (request, h) => {
      const form = 'nothing, or {"seed": "any text"}';
      const { seed } = bodyText(request) === '' ? {} : bodyMembers(request, ['seed'], form);
      if (seed !== undefined && typeof seed !== 'string') return bad(h, `send ${form}`);
      return each(({ service }) => service.reset(seed))(request, h);
    }),
    route('GET', '/state', async (request) => encodeServices(await chosen(request))),
    route('PUT', '/state', async (request, h) => {
      const read = decodeServices(bodyJson(request));
      if (read === undefined) return bad(h, 'the body must be what GET /_conformance/state gave');
      const other = read.find(({ protocol }) => !mounts.protocols.includes(protocol));
      if (other !== undefined) return bad(h, noProtocol(other.protocol));
      await restoreServices(mounts.pool, read);
      return h.response().code(204);
    }),
    route('POST', '/rows', async (request, h) => (await import('./row-routes.ts')).addRows(mounts, request, h)),
    route('GET', '/clock', async (request) => ({
      services: (await chosen(request)).map(({ key, service }) => ({
        ...key,
        now: new Date(service.now()).toISOString(),
      })),
    })),
    route('POST', '/clock', (request, h) => {
      const form = '{"advanceMs": 60000}';
      const { advanceMs: ms } = bodyMembers(request, ['advanceMs'], form);
      if (typeof ms !== 'number' || !Number.isFinite(ms)) return bad(h, `send ${form}`);
      return each(({ service }) => service.advanceClock(ms))(request, h);
    }),
    route('POST', '/version', (request, h) => {
      const form = '{"next": "AAAAACeGa20="}';
      const { next } = bodyMembers(request, ['next'], form);
      if (typeof next !== 'string') return bad(h, `send ${form}`);
      return each(({ service }) => service.setNextVersion(next))(request, h);
    }),
    route('POST', '/faults', async (request, h) => {
      const body = bodyJson(request);
      const provoked = typeof body === 'object' && body !== null && 'provoke' in body;
      if (!provoked) return (await import('./fault-routes.ts')).armFault(request, await chosen(request));
      const form = '{"provoke": "throttle-next-write"} or {"provoke": "refuse-next-write"}';
      const { provoke: fault } = bodyMembers(request, ['provoke'], form);
      if (fault !== 'throttle-next-write' && fault !== 'refuse-next-write') return bad(h, `send ${form}`);
      return each(({ service }) => service.provoke(fault))(request, h);
    }),
    route('GET', '/faults', async (request) => (await import('./fault-routes.ts')).listFaults(await chosen(request))),
    route(
      'DELETE',
      '/faults',
      each(({ service }) => void service.disarm()),
    ),
    route('DELETE', '/faults/{id}', async (request, h) => {
      const ended = (await chosen(request)).filter(({ service }) => service.disarm(Number(request.params['id'])));
      return ended.length > 0 ? h.response().code(204) : h.response({ error: 'there is no such fault' }).code(404);
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
    route('GET', '/explain/{id}', async (request, h) => {
      const id = String(request.params['id']);
      const explained = await mounts.explain?.(id);
      return explained ?? h.response({ error: mounts.explain ? `no rule is called "${id}"` : noExplain }).code(404);
    }),
    route('GET', '/clients', async (request) =>
      (await mounts.desk.service()).clients(`${request.server.info.protocol}://${request.info.host}`),
    ),
    route('DELETE', '/tokens', async (_, h) => {
      (await mounts.desk.service()).revoke();
      return h.response().code(204);
    }),
    route('GET', '/sessions', () => ({ sessions: [...new Set(mounts.pool.list().map(({ key }) => key.session))] })),
    route('DELETE', '/sessions/{session}', (request, h) => {
      const dropped = mounts.pool.drop(String(request.params['session']));
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

const noExplain = 'this server was started by a program: `conformance explain` tells what a rule says';

function noProtocol(id: string): string {
  return `there is no protocol "${id}" here`;
}
