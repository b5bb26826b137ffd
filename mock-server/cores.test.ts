import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeUtf8, type HeaderField, headerValue, utf8 } from '../core/http.ts';
import { parseJson } from '../core/parse-json.ts';
import { createService } from './kernel/create-service.ts';
import { loadCore, protocolIds } from './protocols/index.ts';

const odd = fc.constantFrom(
  '',
  '/',
  '%2F',
  '%zz',
  '%E0%A4',
  "'",
  "''",
  '(',
  ')',
  '$',
  '?',
  '&',
  '=',
  '"',
  ' ',
  'ø',
  '0',
  '..',
  '*',
);
const headers: fc.Arbitrary<HeaderField> = fc.tuple(
  fc.constantFrom('If-Match', 'if-none-match', 'Content-Type', 'Accept', 'Prefer', 'X-MS-API-ROLE', 'Content-Length'),
  fc.constantFrom(
    '',
    '*',
    '"a"',
    'W/"1"',
    'application/json',
    'application/json-patch+json',
    'text/plain',
    'null',
    ', ,',
    'x',
  ),
);
const body = fc.oneof(
  fc.constantFrom(
    '',
    '{',
    '[]',
    'null',
    '{}',
    '"x"',
    '[{"op":"replace","path":"/progress","value":1}]',
    '{"a":1e999}',
    '\u0000',
  ),
  fc.json({ maxDepth: 3 }),
);

/** The core's own example, bent: some of its characters replaced by odd ones, or something put behind. */
const bent = (example: string): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.nat(example.length), odd), { maxLength: 3 })
    .map((cuts) =>
      cuts.reduce(
        (target, [at, text]) => (at === 0 ? target + text : target.slice(0, at) + text + target.slice(at + 1)),
        example,
      ),
    );

// Laws every core keeps, whoever wrote it. Requests are random, so they also find what nobody thought of.
describe.each(protocolIds)('%s', (id) => {
  test('answers anything with a well-formed answer, and a refused write leaves no trace', async () => {
    const core = await loadCore(id);
    const { example } = core;
    const identities = [[], ...Object.values(core.credentials)];
    // One credential per request: the example's own, or another identity's in its place.
    const sentBy = (identity: readonly HeaderField[]): readonly HeaderField[] =>
      identity.length === 0
        ? example.headers
        : [...identity, ...example.headers.filter(([name]) => name !== 'Authorization')];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'),
        bent(example.target),
        fc.array(headers, { maxLength: 3 }),
        fc.oneof(body, bent(example.body ?? '')),
        fc.constantFrom(...identities),
        async (method, target, extra, text, identity) => {
          const service = createService(core, { clock: () => 1_800_000_000_000 });
          const before = service.snapshot().store.tables;
          const request = { method, target, headers: [...sentBy(identity), ...extra], body: utf8(text) };
          const response = await service.dispatch(request);
          expect(response.status).toBeGreaterThanOrEqual(200);
          expect(response.status).toBeLessThan(600);
          if (headerValue(response.headers, 'content-type')?.includes('json') && response.body.length > 0)
            parseJson(decodeUtf8(response.body));
          if (response.status >= 400 || method === 'GET' || method === 'HEAD')
            expect(service.snapshot().store.tables).toEqual(before);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('seeds the same rows for the same seed, and its example works', async () => {
    const core = await loadCore(id);
    const [one, two] = [createService(core, { clock: () => 0 }), createService(core, { clock: () => 0 })];
    expect(one.snapshot()).toEqual(two.snapshot());
    const { method, target, headers: sent, body: text = '' } = core.example;
    const answer = await createService(core).dispatch({ method, target, headers: sent, body: utf8(text) });
    expect(answer.status).toBeLessThan(300);
  });

  test('names its mutants and variants once, and each with what it breaks', async () => {
    const core = await loadCore(id);
    const names = [...core.mutants, ...core.variants].map((item) => item.id);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    expect(core.mutants.filter(({ fails }) => fails.length === 0).map((mutant) => mutant.id)).toEqual([]);
    expect(core.editions).toContain(core.defaultEdition);
    expect(core.features).toEqual(expect.arrayContaining([...core.defaultFeatures]));
  });

  test('disturbs without touching the rows that are there', async () => {
    const core = await loadCore(id);
    const service = createService(core, { variant: 'busy' });
    const before = service.snapshot().store.tables;
    await service.dispatch({ method: 'GET', target: '/', headers: [], body: utf8('') });
    const after = service.snapshot().store.tables;
    let more = 0;
    for (const [name, rows] of after) more += rows.size - (before.get(name)?.size ?? 0);
    expect(more).toBeGreaterThan(0);
    for (const [name, rows] of before) for (const [key, row] of rows) expect(after.get(name)?.get(key)).toEqual(row);
  });
});
