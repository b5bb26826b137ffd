import { describe, expect, it } from 'vitest';
import type { SuiteSet } from '../../../core/suite.ts';
import { meaningOf } from '../fix/meaning-of.ts';
import { parseProtocol } from '../parse-protocol.ts';
import { toyFiles } from '../testing/toy-files.ts';

const facts = `moves: [/version, /changed]
facts:
  missed: { title: There is no such note, status: 404, body: { /code: missing } }
  spared: { title: Either way, because: nothing says which, status: { anyOf: [200, 204] } }
`;

/** A suite of one scenario that is given a note; `more` stands below its title. */
const suite = (steps: string, more = ''): string => `suite: toy/topic
title: A topic
scenarios:
  - id: one
    title: A note can be written
${more}    given: [{ fixture: note }]
    steps:
${steps.replaceAll(/^/gm, '      ')}
`;

const expecting = (entries: string, more = ''): string =>
  suite(`- { id: write, request: PUT $(note.url), expect: [${entries}] }\n- ${useAll}`, more);

/** A step that uses every named fact, so that none is unused. */
const useAll = `{ id: all, request: GET $(note.url), expect: [{ rule: TOY-001, is: missed }, { rule: TOY-001, is: spared }] }`;

async function load(text: string): Promise<SuiteSet> {
  const { suites, diagnostics } = await parseProtocol(
    toyFiles({ 'suites/toy/topic.yaml': text, 'suites/toy/facts.yaml': facts }),
  );
  expect(diagnostics).toEqual([]);
  return suites;
}

const table = '    table: note\n';
const putAndPatch = suite(
  `- { id: write, request: "$(case.method) $(note.url)", expect: [{ rule: TOY-001, status: 200 }] }\n- ${useAll}`,
  '',
);

describe('a short form means the same as the long one', () => {
  it.each([
    [
      'several effects of one rule',
      expecting('{ rule: TOY-001, status: 200, effect: { on: GET /a, changes: [/b] }, unchanged: [GET /c, GET /d] }'),
      expecting(
        '{ rule: TOY-001, status: 200 }, { rule: TOY-001, effect: { on: GET /a, changes: [/b] } }, { rule: TOY-001, effect: { on: [GET /c, GET /d], changes: none } }',
      ),
    ],
    [
      'what every write moves',
      expecting('{ rule: TOY-001, status: 200, changed: { GET /a: [/b], GET /c: [/version] } }'),
      expecting(
        '{ rule: TOY-001, status: 200 }, { rule: TOY-001, effect: { on: GET /a, changes: [/b], may: [/version, /changed] } }, { rule: TOY-001, effect: { on: GET /c, changes: [/version], may: [/changed] } }',
      ),
    ],
    [
      'a named fact, and what is added to it',
      expecting('{ rule: TOY-001, is: missed, body: { /message: gone }, headers: { x: y } }'),
      expecting('{ rule: TOY-001, status: 404, headers: { x: y }, body: { /code: missing, /message: gone } }'),
    ],
    [
      'a named fact with its reason',
      expecting('{ rule: TOY-001, is: spared, unchanged: GET /a }'),
      expecting(
        '{ rule: TOY-001, status: { anyOf: [200, 204] }, because: nothing says which }, { rule: TOY-001, unchanged: GET /a }',
      ),
    ],
    [
      'named facts in assume and either',
      suite(
        `- { id: write, request: PUT $(note.url), assume: { is: missed }, expect: [{ rule: TOY-001, because: why, either: { a: { is: missed, unchanged: GET /a }, b: { status: 200 } } }] }\n- ${useAll}`,
      ),
      suite(
        `- { id: write, request: PUT $(note.url), assume: { status: 404, body: { /code: missing } }, expect: [{ rule: TOY-001, because: why, either: { a: { status: 404, body: { /code: missing }, effect: { on: GET /a, changes: none } }, b: { status: 200 } } }] }\n- ${useAll}`,
      ),
    ],
    [
      'short tokens of a table, in texts, keys and places',
      expecting(
        '{ rule: TOY-001, status: 200, body: { /$(text): "x $(text|upper)", /a: { equals: { $(text): 1 } } } }',
        table,
      ),
      expecting(
        '{ rule: TOY-001, status: 200, body: { /$(bind.note.text): "x $(bind.note.text|upper)", /a: { equals: { $(bind.note.text): 1 } } } }',
      ),
    ],
    [
      'short tokens of bindings without a table, beside those of one',
      expecting('{ rule: TOY-001, status: 200, body: { /$(text): $(notes)/x } }', table),
      expecting('{ rule: TOY-001, status: 200, body: { /$(bind.note.text): $(bind.notes)/x } }'),
    ],
    [
      'entries by rule, of one word or of facts',
      suite(
        `- { id: write, request: PUT $(note.url), expect: { TOY-001: 200, TOY-002: { status: 2xx, unchanged: GET /a }, TOY-008: spared } }\n- ${useAll}`,
      ),
      expecting(
        '{ rule: TOY-001, status: 200 }, { rule: TOY-002, status: 2xx }, { rule: TOY-002, unchanged: GET /a }, { rule: TOY-008, status: { anyOf: [200, 204] }, because: nothing says which }',
      ),
    ],
    [
      'the method as key, and the id of a step that has none',
      suite(`- { PUT: $(note.url), cleanup: { DELETE: $(note.url) }, expect: { TOY-001: 200 } }\n- ${useAll}`),
      suite(
        `- { id: put, request: PUT $(note.url), cleanup: DELETE $(note.url), expect: [{ rule: TOY-001, status: 200 }] }\n- ${useAll}`,
      ),
    ],
    [
      'reads without a method',
      expecting('{ rule: TOY-001, status: 200, unchanged: [$(note.url), /a], changed: { $(note.url): [/b] } }'),
      expecting(
        '{ rule: TOY-001, status: 200, unchanged: [GET $(note.url), GET /a], changed: { GET $(note.url): [/b] } }',
      ),
    ],
    [
      'operations of JSON Patch',
      suite(
        `- { id: write, request: PUT $(note.url), jsonPatch: [add /a: 1, remove /b, copy /c: /d, replace /e: { x: y }], expect: [{ rule: TOY-001, status: 200 }] }\n- ${useAll}`,
      ),
      suite(
        `- { id: write, request: PUT $(note.url), jsonPatch: [{ op: add, path: /a, value: 1 }, { op: remove, path: /b }, { op: copy, from: /c, path: /d }, { op: replace, path: /e, value: { x: y } }], expect: [{ rule: TOY-001, status: 200 }] }\n- ${useAll}`,
      ),
    ],
    [
      'a fixture by its name alone',
      suite(`- { id: write, request: PUT $(note.url), expect: [{ rule: TOY-001, status: 200 }] }\n- ${useAll}`).replace(
        '[{ fixture: note }]',
        '[note]',
      ),
      suite(`- { id: write, request: PUT $(note.url), expect: [{ rule: TOY-001, status: 200 }] }\n- ${useAll}`),
    ],
    [
      'methods',
      putAndPatch.replace('    given', '    methods: [PUT, PATCH]\n    given'),
      putAndPatch.replace('    given', '    matrix: { put: { method: PUT }, patch: { method: PATCH } }\n    given'),
    ],
    [
      'methods of every case',
      putAndPatch
        .replace('PUT $(note', 'PUT $(note')
        .replace('status: 200', 'status: $(case.status)')
        .replace(
          '    given',
          '    methods: [PUT, PATCH]\n    matrix: { a: { status: 200 }, b: { needs: [loud], status: 201 } }\n    given',
        ),
      putAndPatch
        .replace('status: 200', 'status: $(case.status)')
        .replace(
          '    given',
          '    matrix: { put-a: { method: PUT, status: 200 }, patch-a: { method: PATCH, status: 200 }, put-b: { method: PUT, needs: [loud], status: 201 }, patch-b: { method: PATCH, needs: [loud], status: 201 } }\n    given',
        ),
    ],
    [
      'tally and history of one rule',
      suite(
        `- { id: race, race: 2, request: PUT $(note.url), json: $(client.index), leaves: { /a: $(client.index) }, expect: [{ rule: TOY-001, because: why, tally: { 200: { atLeast: 1 } }, history: { model: set, read: GET /a, forbids: [lost-update] } }] }\n- ${useAll}`,
      ),
      suite(
        `- { id: race, race: 2, request: PUT $(note.url), json: $(client.index), leaves: { /a: $(client.index) }, expect: [{ rule: TOY-001, because: why, tally: { 200: { atLeast: 1 } } }, { rule: TOY-001, history: { model: set, read: GET /a, forbids: [lost-update] } }] }\n- ${useAll}`,
      ),
    ],
  ])('%s', async (_, short, long) => {
    const lines = meaningOf(await load(short));
    expect(lines.length).toBeGreaterThan(3);
    expect(lines).toEqual(meaningOf(await load(long)));
  });
});

describe('an assertion', () => {
  it('stands where its own fact is written, and a named fact where its name is', async () => {
    const { suites } = await load(
      suite(`- id: write
  request: PUT $(note.url)
  expect:
    - rule: TOY-001
      is: missed
      unchanged: GET /a
      changed: { GET /b: [/c] }
- ${useAll}`),
    );
    const step = suites[0]?.scenarios[0]?.steps[0];
    const entries = step && 'expect' in step ? step.expect : [];
    expect(entries.map(({ at, facts: { positions } }) => [at, positions])).toEqual([
      [[11, 13], { status: [12, 17], body: [12, 17], 'body//code': [12, 17] }],
      [[13, 13], { effect: [13, 13] }],
      [[14, 24], { effect: [14, 24] }],
    ]);
  });
});

describe('meaningOf', () => {
  it.each([
    ['another number', 'status: 200, body: { /a: 1.0 }', 'status: 200, body: { /a: "1.0" }'],
    [
      'another order of members',
      'status: 200, body: { equals: { a: 1, b: 2 } }',
      'status: 200, body: { equals: { b: 2, a: 1 } }',
    ],
    ['another reason', 'status: { anyOf: [200, 201] }, because: a', 'status: { anyOf: [200, 201] }, because: b'],
    ['one effect less', 'status: 200, unchanged: [GET /a, GET /b]', 'status: 200, unchanged: [GET /a]'],
  ])('tells %s', async (_, left, right) => {
    expect(meaningOf(await load(expecting(`{ rule: TOY-001, ${left} }`)))).not.toEqual(
      meaningOf(await load(expecting(`{ rule: TOY-001, ${right} }`))),
    );
  });
});
