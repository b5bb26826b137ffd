import type { Plugin, Request, ResponseToolkit, ServerRoute } from '@hapi/hapi';
import type { Mounts } from './answer-request.ts';
import { controlRoutes } from './control-routes.ts';
import { corsHeaders, isLoopbackOrigin } from './cors.ts';
import { isLoopbackAddress, isLoopbackHost } from './loopback.ts';
import { pairs } from './read-request.ts';

/** Where the control plane begins. */
export const controlPrefix = '/_conformance';

/**
 * The control plane: ordinary routes under `/_conformance/`. Only for clients on this machine that call it by a
 * loopback name (so that no foreign web page gets through by DNS), or for those who know the token.
 */
export function controlPlane(mounts: Mounts, token: string | undefined): Plugin<undefined> {
  return {
    name: 'control-plane',
    register: (server) => {
      server.ext('onPreAuth', (request, h) => {
        const refused = refusal(request, token);
        return refused === undefined ? h.continue : h.response({ error: refused }).code(403).takeover();
      });
      server.ext('onPreResponse', ({ response, raw }, h) => {
        const fields = corsHeaders(pairs(raw.req.rawHeaders));
        for (const [name, value] of fields) {
          if ('isBoom' in response) response.output.headers[name] = value;
          else response.header(name, value);
        }
        return h.continue;
      });
      server.route(controlRoutes(mounts).map((route) => ({ ...route, path: `${controlPrefix}${route.path}` })));
      server.route(unknown);
    },
  };
}

function refusal(request: Request, token: string | undefined): string | undefined {
  if (token !== undefined) {
    const sent = request.headers['authorization'];
    return sent === `Bearer ${token}` ? undefined : 'send the control token as "Authorization: Bearer …"';
  }
  if (!isLoopbackAddress(request.raw.req.socket.remoteAddress)) {
    return 'the control plane is for this machine only, unless the server has a control token';
  }
  const origin: unknown = request.headers['origin'];
  if (!isLoopbackHost(request.info.host)) return 'call the control plane by a loopback name or address';
  // Without an Origin come links, pictures and forms of other pages; browsers say so all the same.
  const fromElsewhere = request.headers['sec-fetch-site'] === 'cross-site' && typeof origin !== 'string';
  if (fromElsewhere || (typeof origin === 'string' && !isLoopbackOrigin(origin)))
    return 'foreign pages may not use the control plane';
  return undefined;
}

const unknown: ServerRoute = {
  method: '*',
  path: `${controlPrefix}/{any*}`,
  handler: (request: Request, h: ResponseToolkit) =>
    h.response({ error: `the control plane has no ${request.method.toUpperCase()} ${request.path}` }).code(404),
};
