import { describe, expect, it } from 'vitest';
import { ExactNumber } from '../../core/exact-number.ts';
import type { RequestStep, Scenario, SuiteSet } from '../../core/suite.ts';
import { parseProtocol } from './parse-protocol.ts';
import { toyFiles } from './testing/toy-files.ts';

async function load(suite: string): Promise<SuiteSet> {
  const { suites, diagnostics } = await parseProtocol(toyFiles({ 'suites/toy/topic.yaml': suite }));
  expect(diagnostics).toEqual([]);
  return suites;
}

/** The first scenario of a suite with these lines below its title. */
async function scenario(text: string): Promise<Scenario> {
  const suites = await load(`suite: toy/topic\ntitle: t\nscenarios:\n  - id: one\n    title: One\n${text}`);
  return suites.suites[0]?.scenarios[0] as Scenario;
}

const requestStep = async (text: string): Promise<RequestStep> => {
  const { steps } = await scenario(`    given: [{ fixture: note }]\n    steps:\n${text.replaceAll(/^/gm, '      ')}\n`);
  return steps[0] as RequestStep;
};

describe('a request', () => {
  it('keeps what is written: method, raw target, order of headers, digits', async () => {
    const { request } = await requestStep(`- id: write
  request: PUT $(note.url)//x%20y/..
  as: reader
  query: { $select: a, n: [1.50, true], t: $(note.version|percent) }
  headers: { X-Two: [a, ""], b: c }
  without: [Accept]
  ifMatch: { list: [$(note.version), $(note.version)] }
  ifNoneMatch: { raw: ["*", "x"] }
  json: { $(bind.note.text): $(note.version), n: 12345678901234567890 }
  edit: [{ op: add, path: /a~1b/-, value: 1 }]
  expect: [{ rule: TOY-001, status: 200 }]`);
    expect(request).toEqual({
      method: 'PUT',
      target: '$(note.url)//x%20y/..',
      at: [9, 18],
      as: 'reader',
      query: { $select: 'a', n: [new ExactNumber('1.50'), true], t: '$(note.version|percent)' },
      headers: [
        ['X-Two', ['a', '']],
        ['b', ['c']],
      ],
      without: ['accept'],
      ifMatch: { form: 'list', tokens: ['$(note.version)', '$(note.version)'] },
      ifNoneMatch: { form: 'raw', lines: ['*', 'x'] },
      body: {
        kind: 'json',
        value: { '$(bind.note.text)': '$(note.version)', n: new ExactNumber('12345678901234567890') },
        edit: [{ op: 'add', path: '/a~1b/-', value: 1 }],
      },
    });
  });

  it.each([
    ['any', { form: 'any' }],
    ['$(note.version)', { form: 'as-received', token: '$(note.version)' }],
    ['{ weak: $(note.version) }', { form: 'weak', token: '$(note.version)' }],
    ['{ raw: "" }', { form: 'raw', lines: '' }],
  ])('ifMatch: %s', async (written, form) => {
    const { request } = await requestStep(
      `- { id: w, request: PUT $(note.url), ifMatch: ${written}, expect: [{ rule: TOY-001, status: 200 }] }`,
    );
    expect(request.ifMatch).toEqual(form);
  });
});

describe('facts', () => {
  it('become matchers, and each knows its place', async () => {
    const { expect: entries } = await requestStep(`- id: read
  request: GET $(note.url)
  capture: { found: { body: /a, secret: true }, sent: { header: Date } }
  expect:
    - rule: TOY-001
      because: several are right
      status: { anyOf: [2xx, 304] }
      headers: { ETag: { not: $(note.version) }, x: { count: 2 } }
      body:
        /a: $(read.found)
        /b/c: { near: [$(read.sent), 1s] }
        /d: { equals: { e: 1.0 } }
        /f: { ascending: [/x, /y] }
        /g: [1, { contains: literal }]
    - { rule: TOY-002, because: latitude, either: { none: { status: 404 }, some: { status: 200, text: { matches: "a.c" } } } }
    - { rule: TOY-001, effect: { on: [GET $(note.url), GET /x], changes: none } }`);
    const [first, second, third] = entries;
    expect(first?.facts).toEqual({
      status: ['2xx', 304],
      headers: [
        ['ETag', { kind: 'not', matcher: { kind: 'equals', value: '$(note.version)' } }],
        ['x', { kind: 'count', matcher: { kind: 'equals', value: 2 } }],
      ],
      body: {
        kind: 'shape',
        places: [
          ['/a', { kind: 'equals', value: '$(read.found)' }],
          ['/b/c', { kind: 'near', value: '$(read.sent)', tolerance: 1000, unit: 'time' }],
          ['/d', { kind: 'equals', value: { e: new ExactNumber('1.0') } }],
          ['/f', { kind: 'ascending', places: ['/x', '/y'], along: 'places' }],
          ['/g', { kind: 'equals', value: [1, { contains: 'literal' }] }],
        ],
      },
      positions: {
        status: [14, 13],
        headers: [15, 13],
        'headers/ETag': [15, 24],
        'headers/x': [15, 56],
        body: [16, 13],
        'body//a': [17, 15],
        'body//b/c': [18, 15],
        'body//d': [19, 15],
        'body//f': [20, 15],
        'body//g': [21, 15],
      },
    });
    expect(second?.facts.either).toMatchObject([
      ['none', { status: [404] }],
      ['some', { status: [200], text: { kind: 'matches', text: 'a.c' } }],
    ]);
    expect(Object.keys(second?.facts.positions ?? {})).toEqual([
      'either',
      'either/none',
      'either/none/status',
      'either/some',
      'either/some/status',
      'either/some/text',
    ]);
    expect(third?.facts.effect).toMatchObject({
      on: [{ target: '$(note.url)' }, { target: '/x' }],
      changes: 'none',
      may: [],
    });
  });

  it('a step that judges nothing assumes success', async () => {
    const { given } = await scenario(`    given:
      - { request: PUT /a }
      - { id: b, request: PUT /b, assume: { body: { /x: 1 } } }
      - { id: c, request: PUT /c, assume: { status: 409 } }
    steps: [{ id: d, request: GET /d, expect: [{ rule: TOY-001, status: 200 }] }]
`);
    expect(given.map((node) => [node.id, node.kind === 'request' && node.assume?.status])).toEqual([
      ['given-1', ['2xx']],
      ['b', ['2xx']],
      ['c', [409]],
    ]);
  });
});

describe('a race', () => {
  it('has copies of one request, or clients of its own', async () => {
    const { steps } = await scenario(`    steps:
      - id: copies
        race: 3
        request: POST $(bind.notes)
        json: { text: $(client.index) }
        leaves: { /list: { some: { /text: $(client.index) } } }
        expect:
          - { rule: TOY-001, tally: { 201: { atLeast: 1 }, rest: [409, 5xx] }, because: timing }
          - { rule: TOY-001, for: { status: 409 }, body: { /error: { present: true } } }
          - { rule: TOY-001, history: { model: set, read: GET $(bind.notes), forbids: [lost-update, ghost-write] } }
      - id: clients
        race:
          - { id: put, request: PUT /x, copies: 2, leaves: { /a: $(client.index) } }
          - { id: delete, request: DELETE /x, leaves: { /gone: true } }
        expect:
          - { rule: TOY-001, tally: { 204: 3 } }
          - rule: TOY-001
            history: { model: { put: register, delete: set }, read: GET /x, created: 201, forbids: [resurrection] }
`);
    expect(steps).toMatchObject([
      {
        kind: 'race',
        clients: [{ copies: 3, leaves: { kind: 'shape' } }],
        expect: [
          { facts: { tally: { counts: [['201', { kind: 'at-least', value: 1 }]], rest: [409, '5xx'] } } },
          { for: { status: [409] } },
          { facts: { history: { model: 'set', refused: ['4xx'], forbids: ['lost-update', 'ghost-write'] } } },
        ],
      },
      {
        kind: 'race',
        clients: [
          { id: 'put', copies: 2 },
          { id: 'delete', copies: 1 },
        ],
        expect: [
          { facts: { tally: { counts: [['204', { kind: 'equals', value: 3 }]] } } },
          { facts: { history: { model: { put: 'register', delete: 'set' }, created: [201] } } },
        ],
      },
    ]);
  });
});

describe('a suite', () => {
  it('lends its editions, needs, identity and made values to its scenarios', async () => {
    const { suites } = await load(`suite: toy/topic
title: t
editions: [v1]
needs: [loud]
as: reader
let: { key: { uuid: 7, at: -2h } }
scenarios:
  - id: one
    title: One
    needs: [control]
    let: { later: { time: +1d } }
    steps: [{ id: a, request: GET /$(let.key)/$(let.later), expect: [{ rule: TOY-003, status: 200 }] }]
  - id: two
    title: Two
    editions: [v1, v2]
    as: nobody
    matrix: { x: { path: /$(let.key), editions: [v2] }, y: { path: /$(made.location), needs: [control] } }
    given: [{ id: made, request: POST /z }]
    steps: [{ id: a, request: GET $(case.path), expect: [{ rule: TOY-001, status: 200 }] }]
`);
    expect(suites[0]?.scenarios).toMatchObject([
      {
        editions: ['v1'],
        needs: ['loud', 'control'],
        as: 'reader',
        let: { key: { kind: 'uuid', version: 7, offsetMs: -7_200_000 }, later: { kind: 'time', offsetMs: 86_400_000 } },
      },
      {
        editions: ['v1', 'v2'],
        needs: ['loud'],
        as: 'nobody',
        matrix: {
          x: { values: { path: '/$(let.key)' }, editions: ['v2'], needs: [] },
          y: { values: { path: '/$(made.location)' }, needs: ['control'] },
        },
      },
    ]);
  });

  it('may be written with CRLF: the same in every position', async () => {
    const text =
      'suite: toy/topic\ntitle: t\nscenarios:\n  - id: one\n    title: |\n      a\n      b\n    steps:\n      - { id: a, request: GET /y, expect: [{ rule: TOY-001, status: 200 }] }\n';
    expect(await load(text.replaceAll('\n', '\r\n'))).toStrictEqual(await load(text));
  });
});
