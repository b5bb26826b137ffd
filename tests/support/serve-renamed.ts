import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HeaderField, HttpRequest, HttpResponse } from '../../core/http.ts';
import type { Json } from '../../core/json.ts';
import type { ProtocolSpec } from '../../core/protocol-spec.ts';
import { loadCore } from '../../mock-server/index.ts';
import { createService } from '../../mock-server/kernel/create-service.ts';
import { otherNames } from './other-names.ts';

/** A reference server whose names all differ: how it answers, and the bindings that say so. */
export interface Renamed {
  readonly bindings: Readonly<Record<string, Json>>;
  answer(request: HttpRequest): Promise<HttpResponse>;
}

/** The reference server of a protocol under other names, in process. */
export async function renamedServer(spec: ProtocolSpec): Promise<Renamed> {
  const core = await loadCore(spec.id);
  const values = Object.fromEntries(Object.entries(spec.bindings).map(([name, { value }]) => [name, value as Json]));
  const own = core.otherNames?.(values);
  if (own) {
    const service = createService(core, { features: [...core.defaultFeatures, ...own.features] });
    return { bindings: own.bindings, answer: (request) => service.dispatch(request) };
  }
  const { bindings, between } = otherNames(spec);
  const service = createService(core);
  const answer = between((request) => service.dispatch(request));
  return { bindings, answer: async (request) => answer(request) };
}

/** The same over a socket. Addresses that it gives out begin with its own. */
export async function serveRenamed(
  spec: ProtocolSpec,
): Promise<Pick<Renamed, 'bindings'> & { readonly url: string; close(): Promise<void> }> {
  const { bindings, answer } = await renamedServer(spec);
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', async () => {
      const headers: HeaderField[] = [];
      for (let at = 0; at + 1 < incoming.rawHeaders.length; at += 2)
        headers.push([incoming.rawHeaders[at] ?? '', incoming.rawHeaders[at + 1] ?? '']);
      const { method = 'GET', url: target = '/' } = incoming;
      const response = await answer({ method, target, headers, body: Buffer.concat(chunks) });
      const own = response.headers.map(([name, value]) => [name, value.replaceAll('http://reference.invalid', url)]);
      const body = Buffer.from(Buffer.from(response.body).toString().replaceAll('http://reference.invalid', url));
      const bodiless = response.status === 204 || response.status === 304;
      outgoing.writeHead(response.status, [
        ...own.filter(([name]) => !/^(?:content-length|transfer-encoding)$/i.test(name ?? '')).flat(),
        ...(bodiless ? [] : ['Content-Length', String(body.length)]),
      ] as string[]);
      outgoing.end(bodiless ? undefined : body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    bindings,
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
