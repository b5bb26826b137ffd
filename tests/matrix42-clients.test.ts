import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReferenceServer, type ReferenceServer } from '../mock-server/index.ts';
import { decodeRowversion } from '../mock-server/protocols/matrix42/model/rowversion.ts';
import { clientStories } from './support/matrix42-clients/all.ts';
import type { ClientRequest } from './support/matrix42-clients/story.ts';
import { sendRaw } from './support/send-raw.ts';

/*
 * No public client of Matrix42 can be had from the npm registry. What they send stands in tests/support/matrix42-clients, byte for byte as their
 * sources and their HTTP libraries make it, and goes over a socket: each gets what it needs, or is told what this server does not have.
 */
let server: ReferenceServer;
beforeAll(async () => {
  server = await createReferenceServer({ protocols: ['matrix42'], root: 'matrix42' });
});
afterAll(() => server.stop());

/** What is at "0/ID" of an answer. */
const at = (value: unknown, place: string): unknown =>
  (place === '' ? [] : place.split('/')).reduce<unknown>(
    (inner, name) => (inner as Record<string, unknown> | undefined)?.[name],
    value,
  );

describe.each(clientStories)('$client', ({ requests }) => {
  test('gets what it asks for', async () => {
    const kept = new Map<string, string>();
    const fill = (text: string): string =>
      text.replaceAll(/(?:\{|%7B)(\w+)(?:(?:\||%7C)(number))?(?:\}|%7D)/g, (whole, name: string, number?: string) => {
        const value = kept.get(name);
        if (value === undefined) return whole;
        return number === undefined ? value : String(decodeRowversion(value));
      });
    const { host, port } = new URL(server.url);
    const send = async (request: ClientRequest) => {
      const { method, target, fields, status, reads, keeps = {}, shows = {}, unmodelled } = request;
      const body = fill(request.body);
      const lines = fields.map((line) =>
        fill(line)
          .replace('{host}', host)
          .replace('{length}', String(Buffer.byteLength(body))),
      );
      const head = [`${method} ${fill(target)} HTTP/1.1`, ...lines].join('\r\n');
      const answer = await sendRaw(Number(port), `${head}\r\n\r\n${body}`);
      const asked = `${method} ${target}`;
      expect([asked, answer.status, answer.body]).toEqual([asked, status, expect.anything()]);
      expect([asked, answer.fields.get('conformance-unmodelled')]).toEqual([asked, unmodelled]);
      if (reads?.length === 0 && status === 204) expect([asked, answer.body]).toEqual([asked, '']);
      const json: unknown = answer.body === '' ? undefined : JSON.parse(answer.body);
      for (const place of reads ?? []) expect([asked, place, at(json, place)]).not.toEqual([asked, place, undefined]);
      for (const [place, value] of Object.entries(shows))
        expect([asked, place, at(json, place)]).toEqual([
          asked,
          place,
          typeof value === 'string' ? fill(value) : value,
        ]);
      for (const [name, place] of Object.entries(keeps)) {
        expect([asked, at(json, place)]).toEqual([asked, expect.any(String)]);
        kept.set(name, String(at(json, place)));
      }
    };
    for (const request of requests) await send(request);
    expect(kept.has('access')).toBe(true);
  });
});
