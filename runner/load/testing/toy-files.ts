import type { ProtocolFiles } from '../find-files.ts';
import type { InputFile } from '../input/input-file.ts';

/** A small protocol as texts by path: sound, and with something of every kind that suites may name. */
export const toyTexts: Readonly<Record<string, string>> = {
  'spec/toy/protocol.yaml': `protocol: toy
title: Toy notes
editions:
  v1: { title: The first edition }
  v2: { title: The second edition, default: true }
version: [{ header: ETag }, { body: /version }]
location: Location
headers: { Accept: application/json }
contentTypes: { json: application/json, jsonPatch: application/json-patch+json }
identities:
  writer: { title: May write }
  reader: { title: May read }
sources:
  page: { title: A page }
`,
  'spec/toy/rules.yaml': `protocol: toy
catalogue: "2026-11"
rules:
  - { id: TOY-001, level: MUST, statement: A server answers., evidence: document, sources: [{ source: page }] }
  - { id: TOY-002, level: SHOULD, statement: A server hurries., evidence: inference, sources: [{ source: page, where: top }] }
  - { id: TOY-003, level: MUST, statement: An old server waits., editions: [v1], evidence: test, sources: [{ source: page }] }
  - { id: TOY-004, level: MUST, statement: A loud server shouts., feature: loud, evidence: document, sources: [{ source: page }] }
  - { id: TOY-005, level: MUST, statement: A client asks., party: client, evidence: document, sources: [{ source: page }] }
  - { id: TOY-006, level: MUST, statement: A server dreams., untestable: nobody sees it, evidence: document, sources: [{ source: page }] }
  - { id: TOY-007, level: MUST, statement: A server rests., retired: it never does, evidence: document, sources: [{ source: page }] }
  - { id: TOY-008, level: MAY, statement: A server sings., evidence: document, sources: [{ source: page }] }
`,
  'spec/toy/bindings.yaml': `protocol: toy
bindings:
  notes: { title: Path of the notes, value: $(bind.api)/notes }
  api: { title: Base path, value: /api }
  note.text: { title: The text member, value: text }
  sample: { title: A whole note, value: { text: one, count: 1.0 } }
`,
  'spec/toy/features.yaml': `protocol: toy
features:
  loud: { title: Says more, excludes: [quiet] }
  quiet:
    title: Says little
    core: false
    probe:
      steps: [{ request: GET $(bind.notes) }]
      present: { status: 204 }
      absent: { status: 200 }
  control: { title: Can be provoked }
`,
  'spec/toy/source-map.yaml': `protocol: toy
sources:
  - source: page
    statements:
      - { id: S01, kind: statement, where: top, says: Answers are given., rules: [TOY-001] }
      - { id: S02, kind: example, where: end, says: A dream., untestable: nobody sees it }
`,
  'suites/toy/fixtures.yaml': `fixtures:
  note:
    title: A note of our own
    with: { text: one }
    let: { key: { unique: text } }
    steps:
      - id: create
        request: PUT $(bind.notes)/$(let.key)
        json: { $(bind.note.text): $(with.text) }
        cleanup: DELETE $(bind.notes)/$(let.key)
    gives: { url: $(bind.notes)/$(let.key), version: $(create.version), parts: { first: 1 } }
`,
  'suites/toy/invariants.yaml': `invariants:
  - { rule: TOY-001, for: { method: GET, status: { anyOf: [2xx, 304] } }, headers: { etag: { present: true } } }
`,
  'suites/toy/topic.yaml': `suite: toy/topic
title: A topic
scenarios:
  - id: one
    title: A note can be read
    given: [{ fixture: note }]
    steps:
      - { id: read, request: GET $(note.url), expect: [{ rule: TOY-001, status: 200 }] }
`,
};

/** The toy protocol with some of its files replaced, added, or (undefined) left out. */
export function toyFiles(changes: Readonly<Record<string, string | Uint8Array | undefined>> = {}): ProtocolFiles {
  const files = Object.entries({ ...toyTexts, ...changes }).filter(([, text]) => text !== undefined);
  const below = (folder: string): readonly InputFile[] =>
    files
      .filter(([name]) => name.startsWith(folder))
      .map(([name, text]) => ({
        name,
        path: name.slice(folder.length),
        content: { bytes: typeof text === 'string' ? new TextEncoder().encode(text) : (text as Uint8Array) },
      }));
  return { id: 'toy', spec: below('spec/toy/'), suites: below('suites/toy/'), schemas: ['note'] };
}
