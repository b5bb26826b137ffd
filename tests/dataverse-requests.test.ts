import { Agent, request as send } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReferenceServer, type ReferenceServer } from '../mock-server/index.ts';
import { type ClientRequest, clientStories } from './support/dataverse-requests.ts';

/*
 * Clients of Dataverse that a test cannot run: what they send stands in tests/support/dataverse-requests.ts, as their sources make it, and is
 * sent by https, which one of them insists on. Each gets what it needs, or is told what this server does not have.
 */
let server: ReferenceServer;
let dispatcher: Agent;
beforeAll(async () => {
  server = await createReferenceServer({
    protocols: ['dataverse'],
    root: 'dataverse',
    https: true,
    service: { token: { any: true } },
  });
  dispatcher = new Agent({ connect: { ca: server.certificate ?? '' } });
});
afterAll(async () => {
  await dispatcher.close();
  await server.stop();
});

/** What is at "value/0/name" of an answer. */
const at = (value: unknown, place: string): unknown =>
  place.split('/').reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], value);

describe.each(clientStories)('$client', ({ requests }) => {
  test('gets what it asks for', async () => {
    const kept = new Map([['origin', server.url]]);
    const fill = (text: string): string =>
      text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => kept.get(name) ?? whole);
    const ask = async ({ method, target, headers, body, status, reads, keeps = {}, unmodelled }: ClientRequest) => {
      const answer = await send(`${server.url}${fill(target)}`, {
        dispatcher,
        method: method as 'GET',
        headers,
        ...(body === undefined ? {} : { body: fill(body) }),
      });
      const text =
        answer.headers['content-encoding'] === 'gzip' ? await unzipped(answer.body) : await answer.body.text();
      const asked = `${method} ${target}`;
      expect([asked, answer.statusCode, text]).toEqual([asked, status, expect.anything()]);
      expect([asked, answer.headers['conformance-unmodelled']]).toEqual([asked, unmodelled]);
      if (reads?.length === 0) expect([asked, text]).toEqual([asked, '']);
      const json: unknown = text === '' ? undefined : JSON.parse(text);
      for (const place of reads ?? []) expect([asked, place, at(json, place)]).not.toEqual([asked, place, undefined]);
      for (const [name, place] of Object.entries(keeps)) {
        expect([asked, at(json, place)]).toEqual([asked, expect.any(String)]);
        kept.set(name, String(at(json, place)));
      }
    };
    for (const request of requests) await ask(request);
  });
});

async function unzipped(body: { arrayBuffer(): Promise<ArrayBuffer> }): Promise<string> {
  const { gunzipSync } = await import('node:zlib');
  return gunzipSync(Buffer.from(await body.arrayBuffer())).toString();
}
