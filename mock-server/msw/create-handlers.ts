import { type HttpHandler, http } from 'msw';
import type { HttpRequest, HttpResponse } from '../../core/http.ts';
import type { Service } from '../kernel/create-service.ts';
import { fieldBytes } from '../kernel/field-bytes.ts';
import { sessionOf } from '../kernel/session-of.ts';

/** Where the handlers answer. */
export interface HandlerOptions {
  /** Absolute URL in front of the protocol's paths: "https://api.example/base". */
  readonly baseUrl: string;
}

/**
 * Handlers for Mock Service Worker. One service answers right below the base URL, a list each below its id.
 * Fetch joins doubled header lines, lowers names and tidies URLs; what depends on those needs the real server.
 */
export function createHandlers(served: Service | readonly Service[], { baseUrl }: HandlerOptions): HttpHandler[] {
  const base = new URL(baseUrl).href.replace(/\/$/, '');
  return 'dispatch' in served
    ? [handler(served, base)]
    : served.map((service) => handler(service, `${base}/${service.core.id}`));
}

function handler(service: Service, base: string): HttpHandler {
  const below = new RegExp(`^${base.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:[/?]|$)`);
  return http.all(below, async ({ request }) => {
    const { request: plain } = sessionOf(await readFetchRequest(request, base));
    const answer = await service.dispatch(plain, { baseUrl: base });
    if (answer.wire === undefined) return toFetchResponse(request.method, answer);
    const { breakResponse } = await import('./break-response.ts');
    return breakResponse(toFetchResponse(request.method, answer), answer.body, answer.wire);
  });
}

async function readFetchRequest(request: Request, base: string): Promise<HttpRequest> {
  const target = request.url.slice(base.length).replace(/#.*$/, '');
  return {
    method: request.method,
    target: target.startsWith('/') ? target : `/${target}`,
    headers: [...request.headers],
    body: new Uint8Array(await request.arrayBuffer()),
  };
}

/** Statuses that Fetch lets have no body. */
const bodiless = new Set([204, 205, 304]);

function toFetchResponse(method: string, { status, headers, body }: HttpResponse): Response {
  const sent = new Headers();
  for (const [name, value] of headers) sent.append(name, fieldBytes(value));
  const none = bodiless.has(status) || method === 'HEAD';
  return new Response(none ? null : new Uint8Array(body), { status, headers: sent });
}
