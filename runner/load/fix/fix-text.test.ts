import { describe, expect, it } from 'vitest';
import { parseProtocol } from '../parse-protocol.ts';
import { toyFiles } from '../testing/toy-files.ts';
import type { FixGround } from './fix-ground.ts';
import { findShorter, fixText } from './fix-text.ts';
import { meaningOf } from './meaning-of.ts';
import { factNodesIn } from './name-facts.ts';
import { readSource, type Source } from './source.ts';

const facts = `moves: [/version]
facts:
  missed: { title: There is no such note, status: 404, body: { /code: missing } }
`;

const ground: FixGround = {
  moves: ['/version'],
  facts: factNodesIn(readSource(facts) as Source),
  tables: new Map([
    ['', ['notes', 'api', 'sample']],
    ['note', ['text']],
  ]),
};

const long = `# A comment at the head.
suite: toy/topic
title: A topic # beside the title
scenarios:
  # Before a scenario.
  - id: one
    title: It speaks of $(bind.note.text)
    matrix:
      put: { method: PUT }
      patch: { method: PATCH }
    given: [{ fixture: note }]
    steps:
      - id: write
        request: $(case.method) $(note.url)
        json: { $(bind.note.text): a, other: "$$(bind.note.text)", op: { on: GET /x, changes: none } }
        expect:
          - { rule: TOY-001, status: 404, body: { /code: missing, /$(bind.note.text): a } }
          - { rule: TOY-001, effect: { on: GET $(note.url), changes: none } }
          # A comment keeps the next one where it is.
          - { rule: TOY-002, status: 4xx } # and its reason
          - { rule: TOY-002, effect: { on: GET $(note.url), changes: [/a], may: [/version] } }
      - id: get
        request: GET $(bind.notes)/$(let.gone)
        expect: [{ rule: TOY-001, status: 404, body: { /code: missing } }, { rule: TOY-001, effect: { on: GET /a, changes: [/b] } }]
      - id: patch
        request: "PATCH $(note.url)?a=[1],2"
        jsonPatch:
          - { op: replace, path: /a, value: "1" }
          # Not this one.
          - { op: remove, path: /b }
          - { op: add, path: /c, value: [1, { d: e }] }
        expect:
          - rule: TOY-001
            status: 200
          - rule: TOY-002
            effect:
              on: GET $(note.url)
              changes: [/a, /version]
    let: { gone: { value: "$(bind.note.text) and more that makes the line too long", again: 1 } }
`.replace(', again: 1', '');

const short = `# A comment at the head.
suite: toy/topic
title: A topic # beside the title
table: note
scenarios:
  # Before a scenario.
  - id: one
    title: It speaks of $(bind.note.text)
    methods: [PUT, PATCH]
    given: [note]
    steps:
      - id: write
        request: $(case.method) $(note.url)
        json: { $(text): a, other: "$$(bind.note.text)", op: { on: GET /x, changes: none } }
        expect:
          - { rule: TOY-001, is: missed, body: { /$(text): a }, unchanged: $(note.url) }
          # A comment keeps the next one where it is.
          - { rule: TOY-002, status: 4xx } # and its reason
          - { rule: TOY-002, changed: { $(note.url): [/a] } }
      - GET: $(notes)/$(let.gone)
        expect: { TOY-001: { is: missed, effect: { on: GET /a, changes: [/b] } } }
      - PATCH: "$(note.url)?a=[1],2"
        jsonPatch:
          - replace /a: "1"
          # Not this one.
          - remove /b
          - add /c: [1, { d: e }]
        expect:
          TOY-001: 200
          TOY-002: { changed: { $(note.url): [/a, /version] } }
    let: { gone: { value: "$(text) and more that makes the line too long" } }
`;

const meaning = async (topic: string): Promise<readonly string[]> => {
  const { suites, diagnostics } = await parseProtocol(
    toyFiles({ 'suites/toy/topic.yaml': topic, 'suites/toy/facts.yaml': facts }),
    'allowed',
  );
  expect(diagnostics).toEqual([]);
  return meaningOf(suites);
};

describe('fixText', () => {
  it('writes a suite in its shortest form, and leaves every comment where it is', () => {
    expect(fixText(long, ground)).toBe(short);
  });

  it('changes nothing the second time', () => {
    expect(fixText(short, ground)).toBe(short);
    expect(findShorter(short, ground)).toEqual([]);
  });

  it('keeps what is said', async () => {
    expect(await meaning(short)).toEqual(await meaning(long));
  });

  it('breaks a line that is too long at its outermost braces, and joins short ones', () => {
    const entry = `{ rule: TOY-001, needs: [loud], status: 200, body: { /a: ${'x'.repeat(40)}, /b: ${'y'.repeat(40)} } }`;
    const text = `suite: toy/topic
title: A topic
scenarios:
  - id: one
    title: One
    steps:
      - { id: read, request: GET /a, expect: [${entry}] }
      - id: again
        request: GET /a
        expect:
          - rule: TOY-001
            status: 200
          - rule: TOY-001
            needs: [loud]
            status: 200
`;
    expect(fixText(text, ground)).toBe(`suite: toy/topic
title: A topic
scenarios:
  - id: one
    title: One
    steps:
      - id: read
        GET: /a
        expect:
          TOY-001:
            needs: [loud]
            status: 200
            body: { /a: ${'x'.repeat(40)}, /b: ${'y'.repeat(40)} }
      - id: again
        GET: /a
        expect:
          - { rule: TOY-001, status: 200 }
          - { rule: TOY-001, needs: [loud], status: 200 }
`);
  });

  it('leaves alone what is no sound YAML', () => {
    expect(fixText('suite: a: b\n', ground)).toBe('suite: a: b\n');
  });
});

it('names no table for a suite whose short tokens it would take over', () => {
  const shared: FixGround = { ...ground, tables: new Map([...ground.tables, ['other', ['sample']]]) };
  const scenario = (id: string, token: string): string =>
    `  - { id: ${id}, title: T, steps: [{ id: a, GET: "/${token}", expect: { TOY-001: { text: "${token}" } } }] }\n`;
  const text = `suite: toy/topic\ntitle: A topic\nscenarios:\n${scenario('one', '$(sample)')}${['two', 'three']
    .map((id) => scenario(id, '$(bind.other.sample)'))
    .join('')}`;
  const fixed = fixText(text, shared);
  expect(fixed).not.toMatch(/^table:/m);
  expect(fixed).toContain('"/$(sample)"');
  expect(findShorter(fixed, shared)).toEqual([]);
  expect(fixText(text.replaceAll('$(sample)', 'x'), shared)).toMatch(/^table: other$/m);
});
