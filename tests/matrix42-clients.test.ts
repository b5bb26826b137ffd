import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReferenceServer, type ReferenceServer } from '../mock-server/index.ts';
import { decodeRowversion } from '../mock-server/protocols/matrix42/model/rowversion.ts';
import { type ClientRequest, clientStories } from './support/matrix42-requests.ts';

/*
 * No public client of Matrix42 can be had from a registry. What they send stands in tests/support/matrix42-requests.ts, as their sources make
 * it, and is sent over a socket: each gets what it needs, or is told what this server does not have.
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
    const send = async ({ method, target, headers, body, status, reads, keeps = {}, unmodelled }: ClientRequest) => {
      const answer = await fetch(`${server.url}${fill(target)}`, {
        method,
        headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, fill(value)])),
        ...(body === undefined ? {} : { body: fill(body) }),
      });
      const text = await answer.text();
      const asked = `${method} ${target}`;
      expect([asked, answer.status, text]).toEqual([asked, status, expect.anything()]);
      expect([asked, answer.headers.get('conformance-unmodelled') ?? undefined]).toEqual([asked, unmodelled]);
      if (reads?.length === 0 && status === 204) expect([asked, text]).toEqual([asked, '']);
      const json: unknown = text === '' ? undefined : JSON.parse(text);
      for (const place of reads ?? []) expect([asked, place, at(json, place)]).not.toEqual([asked, place, undefined]);
      for (const [name, place] of Object.entries(keeps)) {
        expect([asked, at(json, place)]).toEqual([asked, expect.any(String)]);
        kept.set(name, String(at(json, place)));
      }
    };
    for (const request of requests) await send(request);
    expect(kept.has('access')).toBe(true);
  });
});
