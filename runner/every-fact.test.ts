import { describe, expect, it } from 'vitest';
import { decodeUtf8, type HttpRequest, type HttpResponse, utf8 } from '../core/http.ts';
import { runScenario } from './execute/run-scenario.ts';
import { probeFeatures } from './execute/target/probe-features.ts';
import { factKeys } from './load/language/read-facts.ts';
import { parseProtocol } from './load/parse-protocol.ts';
import { toyFiles, toyTexts } from './load/testing/toy-files.ts';
import { planTarget } from './plan/plan-target.ts';
import { fakeClient, plan } from './testing/sample-plan.ts';

/*
 * A fact that nobody can judge must not hold. So each fact is tried at each place where facts may stand, once as it is true
 * and once as it is not: either the loader refuses it there, or the difference is noticed.
 */

/** What is true of what a place is about. */
interface Truth {
  /** The text of the note after the request. */
  readonly text: string;
  readonly changes: boolean;
  /** It is about a race as a whole. */
  readonly ofRace?: true;
}

/** A fact that holds, and one that does not. */
type Sample = readonly [holds: string, violated: string];

const read = 'GET $(bind.notes)/a';

/** Every fact of the language by its key. */
const samples: Readonly<Record<string, (truth: Truth) => Sample>> = {
  status: () => ['status: 200', 'status: 201'],
  headers: () => ['headers: { X-Seen: "yes" }', 'headers: { X-Seen: "no" }'],
  body: ({ text }) => [`body: { /text: ${text} }`, 'body: { /text: another }'],
  text: ({ text }) => [`text: { contains: ${text} }`, 'text: { contains: another }'],
  path: () => ['path: { startsWith: / }', 'path: { endsWith: /nowhere }'],
  part: () => ['part: first, status: 200', 'part: lost, status: 200'],
  parts: () => ['parts: [first]', 'parts: [first, lost]'],
  tally: () => ['tally: { 200: 2 }', 'tally: { 200: 1, rest: 4xx }'],
  history: () => [
    `history: { model: set, read: ${read}, forbids: [lost-update] }`,
    `history: { model: compare-and-set, read: ${read}, forbids: [two-winners] }`,
  ],
  effect: ({ changes }) => {
    const [some, none] = [`effect: { on: ${read}, changes: [/text] }`, `effect: { on: ${read}, changes: none }`];
    return changes ? [some, none] : [none, some];
  },
  unchanged: ({ changes }) =>
    changes
      ? ['unchanged: GET $(bind.notes)/fixed', `unchanged: ${read}`]
      : [`unchanged: ${read}`, `changed: { ${read}: [/text] }`],
  changed: ({ changes }) => {
    const [some, none] = [`changed: { ${read}: [/text] }`, `unchanged: ${read}`];
    return changes ? [some, none] : [none, some];
  },
  is: () => ['is: right', 'is: wrong'],
  either: ({ ofRace }) => {
    const [kept, other, lost] = ofRace
      ? ['tally: { 200: 2 }', 'tally: { 201: 2 }', 'tally: { 404: 2 }']
      : ['status: 200', 'status: 201', 'status: 404'];
    return [
      `because: b, either: { kept: { ${kept} }, lost: { ${lost} } }`,
      `because: b, either: { kept: { ${other} }, lost: { ${lost} } }`,
    ];
  },
};

interface Place {
  readonly name: string;
  /** What the answers are like that the facts are about. */
  readonly truth: Truth;
  /** Files of the toy protocol with the facts at this place. */
  readonly files: (facts: string) => Readonly<Record<string, string>>;
  /** What comes out when the facts hold; when they do not, it is something else. */
  readonly outcome: string;
}

const suite = (scenario: string): Readonly<Record<string, string>> => ({
  'suites/toy/topic.yaml': `suite: toy/topic\ntitle: A topic\nscenarios:\n  - { id: one, title: One, ${scenario} }\n`,
});
const put = 'request: PUT $(bind.notes)/a, json: { text: two }';
const get = `request: ${read}`;
const batch = 'request: POST $(bind.api)/batch, batch: [{ id: first, request: GET /a }, { id: lost, request: GET /b }]';
const race =
  'race: 2, request: PUT $(bind.notes)/$(client.index), json: { text: two }, leaves: { /by/$(client.index): 1 }';
const last = `{ id: last, ${get}, expect: [{ rule: TOY-001, status: 200 }] }`;
const isTrue = 'rule: TOY-001, status: 200';
const without = (facts: string): string => facts.replace('because: b, ', '');
const changed: Truth = { text: 'two', changes: true };
const same: Truth = { text: 'one', changes: false };
/** A batch answers with both of its parts, of which only the first was carried out. */
const inBatch = (facts: string): boolean => /^parts?:/.test(facts);
const write = (facts: string): string => (inBatch(facts) ? batch : put);

const places: readonly Place[] = [
  {
    name: 'expect of a step',
    truth: changed,
    files: (facts) =>
      suite(`steps: [{ id: a, ${write(facts)}, expect: [{ ${isTrue} }, { rule: TOY-001, ${facts} }] }]`),
    outcome: 'pass',
  },
  {
    name: 'expect of a step that polls',
    truth: same,
    files: (facts) =>
      suite(
        `steps: [{ id: a, ${get}, poll: { for: 4ms, every: 1ms }, expect: [{ ${isTrue} }, { rule: TOY-001, ${facts} }] }]`,
      ),
    outcome: 'pass',
  },
  {
    name: 'an alternative in expect',
    truth: changed,
    files: (facts) =>
      suite(
        `steps: [{ id: a, ${write(facts)}, expect: [{ ${isTrue} }, { rule: TOY-001, because: b, either: { x: { ${without(facts)} }, y: { status: 404 } } }] }]`,
      ),
    outcome: 'pass',
  },
  {
    name: 'assume of a step',
    truth: changed,
    files: (facts) =>
      suite(`steps: [{ id: a, ${write(facts)}, assume: { ${without(facts)} }, expect: [{ ${isTrue} }] }]`),
    outcome: 'pass',
  },
  {
    name: 'assume of a step that polls',
    truth: same,
    files: (facts) =>
      suite(
        `steps: [{ id: a, ${get}, poll: { for: 4ms, every: 1ms }, assume: { ${without(facts)} }, expect: [{ ${isTrue} }] }]`,
      ),
    outcome: 'pass',
  },
  {
    name: 'an alternative in assume',
    truth: changed,
    files: (facts) =>
      suite(
        `steps: [{ id: a, ${write(facts)}, assume: { either: { x: { ${without(facts)} }, y: { status: 404 } } }, expect: [{ ${isTrue} }] }]`,
      ),
    outcome: 'pass',
  },
  {
    name: 'assume in given',
    truth: changed,
    files: (facts) => suite(`given: [{ ${write(facts)}, assume: { ${without(facts)} } }], steps: [${last}]`),
    outcome: 'pass',
  },
  {
    name: 'assume in a fixture',
    truth: changed,
    files: (facts) => ({
      ...suite(`given: [{ fixture: own }], steps: [${last}]`),
      'suites/toy/fixtures.yaml': `fixtures:\n  own: { title: Own, steps: [{ ${write(facts)}, assume: { ${without(facts)} } }] }\n`,
    }),
    outcome: 'pass',
  },
  {
    name: 'expect of a race',
    truth: { ...changed, ofRace: true },
    files: (facts) =>
      suite(`steps: [{ id: a, ${race}, expect: [{ rule: TOY-001, tally: { 200: 2 } }, { rule: TOY-001, ${facts} }] }]`),
    outcome: 'pass',
  },
  {
    name: 'an alternative in a race',
    truth: { ...changed, ofRace: true },
    files: (facts) =>
      suite(
        `steps: [{ id: a, ${race}, expect: [{ rule: TOY-001, tally: { 200: 2 } }, { rule: TOY-001, because: b, either: { x: { ${without(facts)} }, y: { tally: { 404: 2 } } } }] }]`,
      ),
    outcome: 'pass',
  },
  {
    name: 'what is said of selected answers of a race',
    truth: changed,
    files: (facts) =>
      suite(
        `steps: [{ id: a, ${race}, expect: [{ rule: TOY-001, tally: { 200: 2 } }, { rule: TOY-001, for: { method: PUT }, ${facts} }] }]`,
      ),
    outcome: 'pass',
  },
  {
    // What is said of selected answers is wrong here, so that it shows whether they are selected.
    name: 'what selects answers of a race',
    truth: changed,
    files: (facts) =>
      suite(
        `steps: [{ id: a, ${race}, expect: [{ rule: TOY-001, tally: { 200: 2 } }, { rule: TOY-001, for: { ${without(facts)} }, headers: { X-Seen: wrong } }] }]`,
      ),
    outcome: 'fail',
  },
  {
    name: 'what an invariant says',
    truth: same,
    files: (facts) => ({
      ...suite(`steps: [${last}]`),
      'suites/toy/invariants.yaml': `invariants:\n  - { rule: TOY-001, for: { method: GET }, ${facts} }\n`,
    }),
    outcome: 'pass',
  },
  {
    name: 'what an invariant is about',
    truth: same,
    files: (facts) => ({
      ...suite(`steps: [${last}]`),
      'suites/toy/invariants.yaml': `invariants:\n  - { rule: TOY-001, for: { ${without(facts)} }, headers: { X-Seen: wrong } }\n`,
    }),
    outcome: 'fail',
  },
  {
    name: 'present of a probe',
    truth: same,
    files: (facts) => ({ 'spec/toy/features.yaml': probe(`present: { ${without(facts)} }, absent: { status: 404 }`) }),
    outcome: 'present',
  },
  {
    name: 'absent of a probe',
    truth: same,
    files: (facts) => ({ 'spec/toy/features.yaml': probe(`present: { status: 404 }, absent: { ${without(facts)} }`) }),
    outcome: 'absent',
  },
];

function probe(facts: string): string {
  return (
    toyTexts['spec/toy/features.yaml']?.replace(
      / {4}probe:\n[\s\S]*?(?= {2}control)/,
      `    probe: { steps: [{ ${get} }], ${facts} }\n`,
    ) ?? ''
  );
}

const partOf = (text: string): string =>
  `--b\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 200 OK\r\n\r\n${text}\r\n`;

/** A target with one note, which a PUT changes, and which says who did. A batch is answered for its first part only. */
function notes(): (request: HttpRequest) => HttpResponse {
  let note: object = { text: 'one' };
  let by: object = {};
  let version = 1;
  return ({ method, target, body }) => {
    if (target.endsWith('/batch'))
      return {
        status: 200,
        headers: [['Content-Type', 'multipart/mixed; boundary=b']],
        body: utf8(`${partOf('{}')}--b--\r\n`),
      };
    if (target.endsWith('/fixed')) return { status: 200, headers: [], body: utf8('{}') };
    if (method === 'PUT') {
      const client = /\/(\d+)$/.exec(target)?.[1];
      if (client !== undefined) by = { ...by, [client]: 1 };
      note = { ...JSON.parse(decodeUtf8(body)), ...(client === undefined ? {} : { by }) };
      version++;
    }
    return {
      status: 200,
      headers: [
        ['X-Seen', 'yes'],
        ['ETag', `"${version}"`],
      ],
      body: utf8(JSON.stringify(note)),
    };
  };
}

/** The named fact that is used, since one that is not used is refused. */
function named(facts: string): Readonly<Record<string, string>> {
  const name = /\bis: (right|wrong)/.exec(facts)?.[1];
  if (name === undefined) return {};
  return { 'suites/toy/facts.yaml': `facts: { ${name}: { title: t, status: ${name === 'right' ? 200 : 201} } }\n` };
}

/** "refused", or what comes of a target whose answers are as in `notes`. */
async function outcomeOf({ files }: Place, facts: string): Promise<string> {
  const { spec, suites, diagnostics } = await parseProtocol(
    toyFiles({ 'suites/toy/invariants.yaml': undefined, ...named(facts), ...files(facts) }),
  );
  if (diagnostics.length > 0 || spec === undefined)
    return `refused: ${diagnostics.map(({ message }) => message).join('; ')}`;
  const client = fakeClient(notes());
  const target = plan([], client, { spec, suites, edition: 'v2' });
  const probed = spec.features.find(({ id }) => id === 'quiet')?.probe?.steps[0]?.request.target.endsWith('/a');
  if (probed) {
    const { features } = await probeFeatures(target, { client, seed: 's' });
    return features.find(({ feature }) => feature === 'quiet')?.state ?? 'nothing';
  }
  const [planned] = planTarget(target).scenarios;
  if (planned === undefined) return 'nothing';
  return (await runScenario(planned, target, { client, seed: 's', raceRounds: 1 })).verdict;
}

describe('facts that say nothing', () => {
  const judged = (facts: string): string =>
    `steps: [{ id: a, ${get}, expect: [{ ${isTrue} }, { rule: TOY-001, ${facts} }] }]`;
  const raced = (facts: string): string =>
    `steps: [{ id: a, ${race}, expect: [{ rule: TOY-001, tally: { 200: 2 } }, { rule: TOY-001, ${facts} }] }]`;

  it.each([
    ['an entry without facts', judged('because: b')],
    ['no header', judged('headers: {}')],
    ['no place of a body', judged('body: {}')],
    ['no status', judged('because: b, status: { anyOf: [] }')],
    ['no alternative', judged('because: b, either: {}')],
    ['an alternative without facts', judged('because: b, either: { a: {}, b: { status: 404 } }')],
    ['an effect on nothing', judged('effect: { on: [], changes: none }')],
    ['none of no matchers', judged('body: { allOf: [] }')],
    ['no name', judged('body: { onlyKeys: [] }')],
    ['nothing assumed', `steps: [{ id: a, ${get}, assume: {}, expect: [{ ${isTrue} }] }]`],
    ['no count', raced('tally: {}')],
    ['no anomaly', raced(`history: { model: set, read: ${read}, forbids: [] }`)],
    [
      'an anomaly that no race of these clients shows',
      raced(`history: { model: set, read: ${read}, forbids: [two-winners] }`),
    ],
    [
      'a resurrection where nothing is deleted',
      raced(`history: { model: set, read: ${read}, forbids: [resurrection] }`),
    ],
    ['a stale read where nobody reads', raced(`history: { model: set, read: ${read}, forbids: [stale-read] }`)],
    ['no answer in particular', raced('for: {}, status: 200')],
    ['no method', raced('for: { method: [] }, status: 200')],
  ])('are refused: %s', async (_, scenario) => {
    const { diagnostics } = await parseProtocol(toyFiles(suite(scenario)));
    expect(diagnostics).not.toEqual([]);
  });
});

describe('every fact, at every place where facts may stand', () => {
  it('is tried', () => {
    expect(Object.keys(samples).sort()).toEqual([...factKeys].sort());
  });

  const judged: string[] = [];
  for (const place of places) {
    it.each(Object.entries(samples))(`${place.name}: %s is refused, or judged`, async (key, sample) => {
      const [holds, violated] = sample(place.truth);
      const [good, bad] = [await outcomeOf(place, holds), await outcomeOf(place, violated)];
      if (good.startsWith('refused')) {
        expect(good).toMatch(new RegExp(`\`(?:un)?${key}\`|alternatives do not nest|unknown named fact`));
        expect(bad).toMatch(/^refused/);
        return;
      }
      judged.push(`${place.name}: ${key}`);
      expect([key, good]).toEqual([key, place.outcome]);
      expect([key, bad]).not.toEqual([key, place.outcome]);
      expect(bad).not.toMatch(/^refused/);
    });
  }

  it('is judged where the language says so', () => {
    const table = places.map(
      ({ name }) =>
        `${name}: ${judged
          .filter((one) => one.startsWith(`${name}: `))
          .map((one) => one.split(': ')[1])
          .join(', ')}`,
    );
    expect(table).toMatchInlineSnapshot(`
      [
        "expect of a step: status, headers, body, text, part, parts, effect, unchanged, changed, is, either",
        "expect of a step that polls: status, headers, body, text, effect, unchanged, changed, is, either",
        "an alternative in expect: status, headers, body, text, part, parts, effect, unchanged, changed, is",
        "assume of a step: status, headers, body, text, part, parts, effect, unchanged, changed, is, either",
        "assume of a step that polls: status, headers, body, text, effect, unchanged, changed, is, either",
        "an alternative in assume: status, headers, body, text, part, parts, effect, unchanged, changed, is",
        "assume in given: status, headers, body, text, part, parts, effect, unchanged, changed, is, either",
        "assume in a fixture: status, headers, body, text, part, parts, effect, unchanged, changed, is, either",
        "expect of a race: tally, history, either",
        "an alternative in a race: tally, history",
        "what is said of selected answers of a race: status, headers, body, text, path, is",
        "what selects answers of a race: status, headers, body, text, path, is",
        "what an invariant says: status, headers, body, text, path, is",
        "what an invariant is about: status, headers, body, text, path, is",
        "present of a probe: status, headers, body, text, path",
        "absent of a probe: status, headers, body, text, path",
      ]
    `);
  });
});
