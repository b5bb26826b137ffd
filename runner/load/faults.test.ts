import { expect, it } from 'vitest';
import { parseProtocol } from './parse-protocol.ts';
import { renderDiagnostics } from './render-diagnostics.ts';
import { toyFiles } from './testing/toy-files.ts';

/** A suite with these steps, indented as list items. */
const steps = (text: string, more = ''): string => `suite: toy/topic
title: A topic
scenarios:
  - id: one
    title: A note can be read
${more}    given: [{ fixture: note }]
    steps:
${text.replaceAll(/^/gm, '      ')}
`;

const expecting = (entry: string): string => steps(`- { id: read, request: GET $(note.url), expect: [${entry}] }`);

const body = (matcher: string): string => expecting(`{ rule: TOY-001, status: 200, body: ${matcher} }`);

const request = (keys: string): string =>
  steps(`- { id: read, request: PUT $(note.url), ${keys}, expect: [{ rule: TOY-001, status: 200 }] }`);

const race = (keys: string): string => steps(`- { id: writers, race: 2, request: PUT $(note.url), ${keys} }`);

/** What an author may get wrong in a suite, and the suite. */
const suiteFaults: Readonly<Record<string, string>> = {
  'unknown key': steps('- { id: read, request: GET $(note.url), expct: [] }'),
  'key without a near one': steps(
    '- { id: read, request: GET $(note.url), zzzzzz: 1, expect: [{ rule: TOY-001, status: 200 }] }',
  ),
  'doubled key': steps('- id: read\n  request: GET /a\n  request: GET /b'),
  'empty value': steps('- id: read\n  request:\n  expect: [{ rule: TOY-001, status: 200 }]'),
  'text with a comma in a flow map': expecting('{ rule: TOY-001, status: { anyOf: [200, 204] }, because: one, two }'),
  alias: request('headers: { A: *x }'),
  'star without quotes': steps('- { id: read, request: GET /a, ifMatch: *, expect: [{ rule: TOY-001, status: 200 }] }'),
  'anchor, tag and merge key': steps('- &a\n  id: !!str read\n  <<: { x: 1 }\n  request: GET /a'),
  tab: 'suite: toy/topic\n\ttitle: x\n',
  'write to a key that is written out': steps(
    '- { id: one, request: PUT $(bind.notes)/1, expect: [{ rule: TOY-001, status: 200 }] }\n- { id: guid, request: "DELETE /notes(00000000-0000-0000-0000-000000000001)?a=b", expect: [{ rule: TOY-001, status: 200 }] }\n- { id: by-case, request: $(case.method) $(case.target), expect: [{ rule: TOY-001, status: 200 }] }\n- { id: own, request: PUT $(note.url)/7, expect: [{ rule: TOY-001, status: 200 }] }\n- { id: read, request: GET $(bind.notes)/1, expect: [{ rule: TOY-001, status: 200 }] }\n- { id: beyond, request: PUT $(bind.notes)/2147483648, expect: [{ rule: TOY-001, status: 200 }] }',
    '    matrix: { read: { method: GET, target: /notes/1 }, write: { method: PATCH, target: /notes/1 } }\n',
  ),
  'method of a case that is none': steps(
    '- { id: read, request: $(case.method) $(note.url), expect: [{ rule: TOY-001, status: 200 }] }',
    '    matrix: { good: { method: PUT }, bad: { method: PTU }, none: { method: 1 } }\n',
  ),
  'two colons': 'suite: toy/topic\ntitle: a: b\n',
  'number that is not JSON': body('{ /a: 012, /b: 0x1F, /c: .5 }'),
  'unknown token': steps('- { id: read, request: GET $(nte.url), expect: [{ rule: TOY-001, status: 200 }] }'),
  'unknown binding': steps('- { id: read, request: GET $(bind.notez)/x, expect: [{ rule: TOY-001, status: 200 }] }'),
  'unknown result, and a path into one': request('json: [$(note.uri), $(note.parts.second)]'),
  'token of a step that comes later': steps(
    '- { id: read, request: GET $(write.location), expect: [{ rule: TOY-001, status: 200 }] }\n- { id: write, request: POST $(bind.notes) }',
  ),
  'own answer in the request': steps(
    '- { id: read, request: GET $(read.location), expect: [{ rule: TOY-001, status: 200 }] }',
  ),
  'malformed token and unknown conversion': request('json: ["$( note.url )", $(note.url|uper)]'),
  'answer member that does not exist': expecting('{ rule: TOY-001, status: 200, body: { /a: $(answer.state) } }'),
  'client outside a race': request('json: $(client.index)'),
  'unused capture': steps(
    '- { id: read, request: GET $(note.url), capture: { a: /a }, expect: [{ rule: TOY-001, status: 200 }] }',
  ),
  'unused made value': steps(
    '- { id: read, request: GET $(note.url), expect: [{ rule: TOY-001, status: 200 }] }',
    '    let: { key: { uuid: 7 } }\n',
  ),
  'made value used before it is made': steps(
    '- { id: read, request: GET /$(let.a), expect: [{ rule: TOY-001, status: 200 }] }',
    '    let: { a: { value: $(let.b) }, b: { uuid: 7 } }\n',
  ),
  'bad makers': steps(
    '- { id: read, request: GET /$(let.a)/$(let.b)/$(let.c), expect: [{ rule: TOY-001, status: 200 }] }',
    '    let: { a: { uuid: 5 }, b: { tme: +1h }, c: { uuid: 4, at: -1m } }\n',
  ),
  'unused and missing case values': steps(
    '- { id: read, request: GET /$(case.path), expect: [{ rule: TOY-001, status: 200 }] }',
    '    matrix: { a: { path: x, extra: 1 }, b: { extra: 2 } }\n',
  ),
  'unused case value': steps(
    '- { id: read, request: GET /x, expect: [{ rule: TOY-001, status: 200 }] }',
    '    matrix: { a: { path: x } }\n',
  ),
  'case value that holds a token too early': steps(
    '- { id: read, request: GET $(case.path), expect: [{ rule: TOY-001, status: 200 }] }\n- { id: last, request: GET /x }',
    '    matrix: { a: { path: $(last.location) } }\n',
  ),
  'rule ids of cases': steps(
    '- { id: read, request: GET /x, expect: [{ rule: $(case.rule), status: 200 }] }',
    '    matrix: { good: { rule: TOY-001 }, unknown: { rule: TOY-0001 }, number: { rule: 1 }, client: { rule: TOY-005 } }\n',
  ),
  'rule of a case that never holds': steps(
    '- { id: read, request: GET /x, expect: [{ rule: $(case.rule), status: 200 }] }',
    '    matrix: { old: { rule: TOY-003, editions: [v2] }, new: { rule: TOY-001 } }\n',
  ),
  'object that is neither shape nor matcher': body('{ text: one, count: 1 }'),
  'two matchers': body('{ contains: a, startsWith: b }'),
  'unknown matcher': body('{ contians: a }'),
  'literal object': body('{ text: one }'),
  'shape and matcher mixed': body('{ /a: 1, contains: b }'),
  'empty object': body('{}'),
  'absent: false': body('{ /a: { absent: false } }'),
  'bad regular expression': body('{ /a: { matches: "[a" } }'),
  'regular expression that may never end': body('{ /a: { matches: "([a-z]+,?)+" }, /b: { matches: "(?!a).*" } }'),
  'regular expression that is a value': body('{ /a: { matches: $(note.url) }, /b: { matches: "$(note.url).*" } }'),
  'unknown type, format and schema': body('{ /a: { type: text }, /b: { format: uid }, /c: { schema: nte } }'),
  'near without tolerance': body('{ /a: { near: 5 }, /b: { near: [5, soon] } }'),
  'order of one place': body('{ ascending: [/a] }'),
  'place that is no pointer': body('{ ascending: a/b }'),
  'place with a bad escape': body('{ /a~b: 1 }'),
  'header value that is no text': expecting(
    '{ rule: TOY-001, status: 200, headers: { odata-version: 4.0, x: null, y: [a] } }',
  ),
  'header of a request that is no text': request('headers: { OData-Version: 4.0, X: null }'),
  'conditional header under headers': request('headers: { If-Match: "*", if-none-match: x }'),
  'hand-written tag': request('ifMatch: "\\"abc\\""'),
  'star as tag': request('ifMatch: "*"'),
  'unknown form of a tag': request('ifMatch: { week: $(note.version) }'),
  'form with a text': request('ifMatch: { quoted: abc }'),
  'no status in the first entry': expecting('{ rule: TOY-001, body: { /a: 1 } }'),
  'no status in one edition': expecting('{ rule: TOY-003, status: 200 }, { rule: TOY-001, body: { /a: 1 } }'),
  'no status without a feature': expecting(
    '{ rule: TOY-001, needs: [loud], status: 200 }, { rule: TOY-001, body: { /a: 1 } }',
  ),
  'entry without a fact': expecting('{ rule: TOY-001 }'),
  'scenario without expect': steps('- { id: read, request: GET $(note.url) }'),
  'scenario without steps': 'suite: toy/topic\ntitle: t\nscenarios:\n  - { id: one, title: t }\n',
  'unknown rule': expecting('{ rule: TOY-01, status: 200 }'),
  'client rule': expecting('{ rule: TOY-005, status: 200 }'),
  'untestable rule': expecting('{ rule: TOY-006, status: 200 }'),
  'retired rule': expecting('{ rule: TOY-007, status: 200 }'),
  'rule that never holds': steps(
    '- { id: read, request: GET /x, expect: [{ rule: TOY-003, status: 200 }] }',
    '    editions: [v2]\n',
  ),
  'entry outside its scenario': expecting('{ rule: TOY-003, editions: [v2], status: 200 }'),
  'raised level': expecting('{ rule: TOY-008, level: SHOULD, status: 200 }'),
  'level that none can be lowered to': expecting('{ rule: TOY-001, level: MUST, status: 200 }'),
  'no reason for several statuses': expecting('{ rule: TOY-001, status: { anyOf: [200, 204] } }'),
  'no reason for either': expecting('{ rule: TOY-001, either: { a: { status: 200 }, b: { status: 204 } } }'),
  'no reason for an open tally': race('expect: [{ rule: TOY-001, tally: { 200: { atLeast: 1 }, rest: 409 } }]'),
  'refusal by 500 without contrast': expecting('{ rule: TOY-001, status: 500 }'),
  'contrast of another method': steps(
    '- { id: a, request: PUT /x, expect: [{ rule: TOY-001, status: 500 }] }\n- { id: b, request: GET /x, expect: [{ rule: TOY-001, status: 200 }] }',
  ),
  'bad statuses': expecting(
    '{ rule: TOY-001, status: "200" }, { rule: TOY-001, status: 700 }, { rule: TOY-001, status: [200] }',
  ),
  'history without leaves': race(
    'expect: [{ rule: TOY-001, tally: { 200: 1, rest: 409 } }, { rule: TOY-001, history: { model: set, read: GET $(note.url), forbids: [lost-update] } }]',
  ),
  'copies that leave the same': race(
    'leaves: { /a: 1 }, expect: [{ rule: TOY-001, tally: { 200: 2 } }, { rule: TOY-001, history: { model: set, read: GET $(note.url), forbids: [lost-update] } }]',
  ),
  'clients that leave the same': steps(`- id: writers
  race:
    - { id: a, request: PUT $(note.url), leaves: { /a: 1 } }
    - { id: b, request: PATCH $(note.url), leaves: { /a: 1 } }
  expect:
    - { rule: TOY-001, tally: { 200: 2 } }
    - { rule: TOY-001, history: { model: sets, read: PUT $(note.url), forbids: [lost-updates] } }`),
  'history that forbids nothing, and models of strangers': steps(`- id: writers
  race:
    - { id: a, request: PUT $(note.url), leaves: { /a: 1 } }
    - { id: b, request: DELETE $(note.url) }
  expect:
    - { rule: TOY-001, tally: { 200: 2 } }
    - { rule: TOY-001, history: { model: set, read: GET $(note.url) } }
    - { rule: TOY-001, history: { model: { a: set, c: set }, read: GET $(note.url), forbids: [lost-update] } }`),
  'status of a whole race': race('expect: [{ rule: TOY-001, status: 200 }]'),
  'race of one, and a capture in it': steps(
    '- { id: w, race: 1, request: PUT /x, capture: { a: /a }, expect: [{ rule: TOY-001, tally: { 200: 1 } }] }',
  ),
  'answer of a race': steps(
    '- { id: w, race: 2, request: PUT /x, expect: [{ rule: TOY-001, tally: { 200: 2 } }] }\n- { id: r, request: GET $(w.location) }',
  ),
  'tally without a race': expecting('{ rule: TOY-001, tally: { 200: 1 } }'),
  'for without a race': expecting(
    '{ rule: TOY-001, status: 200 }, { rule: TOY-001, for: { status: 200 }, body: { /a: 1 } }',
  ),
  'poll on a write': request('poll: { for: 5s }'),
  'bad durations': steps(
    '- { id: read, request: GET /x, poll: { for: 5 }, expect: [{ rule: TOY-001, status: 200 }] }\n- wait: soon',
  ),
  'expect in given': `suite: toy/topic
title: t
scenarios:
  - id: one
    title: t
    given: [{ request: GET /x, expect: [{ rule: TOY-001, status: 200 }] }]
    steps: [{ id: a, request: GET /y, expect: [{ rule: TOY-001, status: 200 }] }]
`,
  'unknown fixture, parameter, identity, edition and feature': `suite: toy/topic
title: t
editions: [v3]
needs: [lout]
scenarios:
  - id: one
    title: t
    as: wrighter
    given: [{ fixture: nota }, { fixture: note, with: { txt: a } }]
    steps: [{ id: a, request: GET /y, as: nobdy, expect: [{ rule: TOY-001, status: 200 }] }]
`,
  'features that exclude each other': steps(
    '- { id: read, request: GET /x, expect: [{ rule: TOY-001, status: 200 }] }',
    '    needs: [loud, quiet]\n',
  ),
  'control without its feature': steps(
    '- control: throttle-next-write\n- { id: read, request: GET /x, expect: [{ rule: TOY-001, status: 200 }] }',
  ),
  'doubled ids': `suite: toy/topic
title: t
scenarios:
  - &x
    id: one
    title: t
    steps: [{ id: a, request: GET /y, expect: [{ rule: TOY-001, status: 200 }] }]
  - { id: one, title: t, steps: [{ id: a, request: GET /y, expect: [{ rule: TOY-001, status: 200 }] }, { id: a, request: GET /z }, { id: bind, request: GET /z }] }
`.replace('&x\n    ', ''),
  'when: unknown step and alternative':
    steps(`- { id: a, request: GET /x, expect: [{ rule: TOY-001, because: open, either: { yes: { status: 200 }, no: { status: 404 } } }] }
- { id: b, when: { a: yess }, request: GET /x }
- { id: c, when: { z: yes }, request: GET /x }`),
  'two bodies, edit without json': steps(
    '- { id: a, request: PUT /x, json: 1, text: b, expect: [{ rule: TOY-001, status: 200 }] }\n- { id: b, request: PUT /x, text: b, edit: [] }',
  ),
  'bad operations of edit': request(
    'json: {}, edit: [{ op: ad, path: /a }, { op: add, path: a, value: 1 }, { op: remove }]',
  ),
  'two queries': steps(
    '- { id: a, request: GET /x?a=1, query: { b: 2, c: { d: 1 } }, expect: [{ rule: TOY-001, status: 200 }] }',
  ),
  'bad calls': steps(`- { id: a, request: GET x }
- { id: b, request: /x }
- { id: c, request: get /x }
- { id: d, request: GET /a b }
- { id: e, request: GET /ä }
- { id: f, request: FETCH /a }`),
  effects: expecting(
    '{ rule: TOY-001, status: 200, effect: { on: PUT /x, changes: none } }, { rule: TOY-001, effect: { on: [GET /a, GET /b], changes: [/a] } }, { rule: TOY-001, effect: { on: GET $(read.location), changes: all } }',
  ),
  'batch parts': steps(`- id: a
  request: POST /batch
  batch:
    - { id: "1", request: GET /x }
    - { id: "1", request: GET /x }
    - { id: set, changeSet: [{ id: "2", request: PATCH /x, as: reader }] }
  expect:
    - { rule: TOY-001, status: 200, parts: ["1", st] }
    - { rule: TOY-001, part: "3", status: 200 }
    - { rule: TOY-001, part: set, body: { /a: 1 } }`),
  'about no part': steps(`- id: a
  request: POST /batch
  batch: [{ id: "1", request: GET /x }]
  about: "2"
  expect: [{ rule: TOY-001, status: 200 }]
- { id: b, request: POST /batch, json: {}, about: "1", expect: [{ rule: TOY-001, status: 200 }] }
- { id: c, race: 2, request: POST /batch, batch: [{ id: "1", request: GET /x }], expect: [{ rule: TOY-001, tally: { 200: 2 } }] }`),
  'part without a batch': expecting('{ rule: TOY-001, part: a, status: 200 }'),
  'suite id that is not its path':
    'suite: toy/other\ntitle: t\nscenarios: [{ id: a, title: t, steps: [{ id: a, request: GET /y, expect: [{ rule: TOY-001, status: 200 }] }] }]\n',
  'wrong kinds': 'suite: [toy]\ntitle: 5\nscenarios: { a: 1 }\n',
  'no map at all': '- just\n- a list\n',
};

/** Faults in other files of a protocol. */
const otherFaults: Readonly<Record<string, Readonly<Record<string, string | undefined>>>> = {
  'fixture: unused parameter, unknown token, circle': {
    'suites/toy/fixtures.yaml': `fixtures:
  note: { title: n, with: { spare: 1 }, steps: [{ id: make, request: PUT /x }], gives: { url: /x, version: $(make.version), parts: {} } }
  b: { title: b, steps: [{ request: PUT $(with.a) }] }
`,
  },
  'fixture that uses itself': {
    'suites/toy/more.yaml':
      'fixtures: { a: { title: a, steps: [{ fixture: b }] }, b: { title: b, steps: [{ fixture: a }] } }\n',
  },
  'fixture doubled in another file': {
    'suites/toy/more.yaml': 'fixtures: { note: { title: a, steps: [{ request: GET /x }] } }\n',
  },
  'invariant without for': { 'suites/toy/invariants.yaml': 'invariants: [{ rule: TOY-001, body: { /a: 1 } }]\n' },
  'catalogue faults': {
    'spec/toy/rules.yaml': `protocol: toi
catalogue: "2026"
rules:
  - { id: TOY-001, level: MUST, statement: s, evidence: document, sources: [{ source: pag }] }
  - { id: TOY-001, level: SHALL, statement: s, evidence: hearsay, sources: [], feature: lowd, editions: [v9] }
  - { id: toy2, statement: s }
`,
  },
  'bindings in a circle': {
    'spec/toy/bindings.yaml':
      'protocol: toy\nbindings:\n  notes: { title: t, value: $(bind.api) }\n  api: { title: t, value: $(bind.notes) }\n  note.text: { title: t, value: $(bind.nots) }\n',
  },
  'features: unknown exclusion, tally in a probe': {
    'spec/toy/features.yaml': `protocol: toy
features:
  loud: { title: l, excludes: [quite] }
  quiet: { title: q, probe: { steps: [{ request: GET /x }], present: { tally: { 200: 1 } }, absent: { status: 200 } } }
`,
  },
  'source map': {
    'spec/toy/source-map.yaml': `protocol: toy
sources:
  - source: page
    statements:
      - { id: S01, kind: statement, where: top, says: a, rules: [TOY-099] }
      - { id: S01, kind: statment, where: top, says: a }
`,
  },
  'editions that are numbers, no default': {
    'spec/toy/protocol.yaml': `protocol: toy
title: t
editions: { 2.0: { title: t } }
version: [{ header: ETag, body: /a }]
location: Location
contentTypes: { json: a }
identities: {}
sources: {}
`,
    'suites/toy/topic.yaml': undefined,
    'suites/toy/fixtures.yaml': undefined,
    'suites/toy/invariants.yaml': undefined,
    'spec/toy/rules.yaml': undefined,
    'spec/toy/source-map.yaml': undefined,
    'spec/toy/features.yaml': undefined,
    'spec/toy/bindings.yaml': undefined,
  },
};

/** Several slips in one file: all are told at once, each once. */
const manyFaults: typeof otherFaults = {
  'an unknown rule beside other slips': {
    'suites/toy/topic.yaml': `suite: toy/topic
title: A topic
scenarios:
  - id: one
    title: One
    given: [note]
    steps:
      - id: read
        request: GET $(note.url)
        expct: []
        expect:
          - { rule: TOY-01, status: 200, body: { /a: { contians: b } } }
          - { rule: TOY-007, status: 200 }
          - { rule: TOY-002, status: { anyOf: [200, 204] } }
      - { id: write, request: PUT $(note.url), expect: { TOY-008: { level: SHOULD, body: { /a: 1 } } } }
  - id: two
    title: Two
    steps: [{ GET: /a, expect: { TOY-003: { editions: [v2], status: 200 }, TOY-099: 200 } }]
`,
  },
  'a misspelt fixture': {
    'suites/toy/topic.yaml': `suite: toy/topic
title: A topic
scenarios:
  - id: one
    title: One
    given: [nite]
    steps:
      - { PUT: $(note.url), ifMatch: $(note.version), json: { a: $(nite.parts) }, expect: { TOY-001: 200 } }
  - id: two
    title: Two
    given: [{ fixture: nota, id: mine, with: { text: x } }]
    steps: [{ GET: $(mine.url), expect: { TOY-001: 200 } }]
`,
  },
  'a misspelt fixture that is like none': {
    'suites/toy/topic.yaml': `suite: toy/topic
title: A topic
scenarios:
  - id: one
    title: One
    given: [dictionary]
    steps: [{ GET: $(dictionary.url), expect: { TOY-001: 200 } }]
`,
  },
};

/** Short forms, and what is wrong with them. */
const shortFaults: typeof otherFaults = {
  'named facts: unknown, doubled and overlapping': {
    'suites/toy/facts.yaml': 'facts: { missed: { title: Not there, status: 404, body: { /code: missing } } }\n',
    'suites/toy/topic.yaml': expecting(
      '{ rule: TOY-001, is: mised }, { rule: TOY-001, is: missed, status: 404, body: { /code: missing } }',
    ),
  },
  'named facts that nothing uses, say nothing, or leave latitude': {
    'suites/toy/facts.yaml': `moves: [version]
facts:
  missed: { title: Not there, status: 404 }
  nothing: { title: Says nothing }
  open: { title: Either way, status: { anyOf: [200, 204] }, effect: { on: GET /a, changes: none } }
`,
  },
  'a named fact that nothing uses': {
    'suites/toy/facts.yaml': 'facts: { missed: { title: Not there, status: 404 } }\n',
  },
  'effects in short that say too little': {
    'suites/toy/topic.yaml': expecting(
      '{ rule: TOY-001, status: 200, unchanged: [] }, { rule: TOY-001, changed: { PUT /a: [/b], GET /c: none } }, { rule: TOY-001, changed: {} }',
    ),
  },
  'two effects in an alternative': {
    'suites/toy/topic.yaml': expecting(
      '{ rule: TOY-001, because: why, either: { a: { status: 200, unchanged: GET /a, changed: { GET /b: [/c] } }, b: { status: 204 } } }',
    ),
  },
  'tables: unknown, with an unknown binding, not used': {
    'suites/toy/topic.yaml': `suite: toy/topic
title: A topic
scenarios:
  - id: one
    title: One
    table: nite
    steps: [{ id: read, request: GET /$(text), expect: [{ rule: TOY-001, status: 200 }] }]
  - id: two
    title: Two
    table: note
    steps: [{ id: read, request: GET /$(txt), expect: [{ rule: TOY-001, status: 200 }] }]
  - id: three
    title: Three
    table: note
    steps: [{ id: read, request: GET /$(bind.note.text), expect: [{ rule: TOY-001, status: 200 }] }]
`,
  },
  'methods that are none, doubled, alone, or said by the case': {
    'suites/toy/topic.yaml': steps(
      '- { id: read, request: $(case.method) /a, expect: [{ rule: TOY-001, status: 200 }] }',
      '    methods: [PUT, PTACH, PUT]\n    matrix: { a: { method: GET } }\n',
    ),
  },
};

const table: readonly (readonly [string, Readonly<Record<string, string | undefined>>])[] = [
  ...Object.entries(suiteFaults).map(([name, text]) => [name, { 'suites/toy/topic.yaml': text }] as const),
  ...Object.entries(otherFaults),
  ...Object.entries(shortFaults),
  ...Object.entries(manyFaults),
];

it('says where each fault is, what it is, and what to do', async () => {
  let out = '';
  for (const [name, changes] of table) {
    const { diagnostics } = await parseProtocol(toyFiles(changes));
    expect(diagnostics.length, name).toBeGreaterThan(0);
    out += `=== ${name}\n${renderDiagnostics(diagnostics, (file) => changes[file])}\n`;
  }
  await expect(out).toMatchFileSnapshot('./testing/faults.snapshot.txt');
});

it('finds nothing wrong with the toy protocol itself', async () => {
  expect((await parseProtocol(toyFiles())).diagnostics).toEqual([]);
});
