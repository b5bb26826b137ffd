import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { ExactNumber } from '../../core/exact-number.ts';
import { loadBaseline } from './load-baseline.ts';
import { loadTargetFile } from './load-target-file.ts';
import { toyTexts } from './testing/toy-files.ts';

const root = mkdtempSync(join(tmpdir(), 'conformance-settings-'));

const write = (name: string, text: string): string => {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
  return join(root, name);
};

beforeAll(() => {
  for (const [name, text] of Object.entries(toyTexts)) write(name, text);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function faults(load: Promise<unknown>): Promise<unknown> {
  const error: unknown = await load.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof InputError)) throw error ?? new Error('nothing was wrong');
  return error.diagnostics.map(({ location, message, hint }) =>
    [location.line, message, hint].filter(Boolean).join(' | '),
  );
}

describe('loadBaseline', () => {
  it('reads entries with their lines', async () => {
    const file = write(
      'baseline.yaml',
      `known-failures:
  - rule: TOY-001
    reason: not done yet
  - { rule: TOY-002, scenario: toy/topic/one, reason: slow, hides: [toy/topic/two], issue: "#12", expires: 2026-12-31 }
`,
    );
    expect((await loadBaseline(file)).entries).toEqual([
      { rule: 'TOY-001', reason: 'not done yet', line: 2 },
      {
        rule: 'TOY-002',
        scenario: 'toy/topic/one',
        reason: 'slow',
        hides: ['toy/topic/two'],
        issue: '#12',
        expires: '2026-12-31',
        line: 4,
      },
    ]);
  });

  it('refuses what is doubled, incomplete or no date', async () => {
    const file = write(
      'bad-baseline.yaml',
      `known-failures:
  - { rule: TOY-001, reason: a }
  - { rule: TOY-001, reason: b }
  - { rule: TOY-002, expires: 2026-02-30 }
  - { rule: TOY-003, reason: c, expires: soon, owner: me }
`,
    );
    expect(await faults(loadBaseline(file))).toEqual([
      '3 | this entry is doubled; the first is on line 2',
      '4 | an entry needs the key "reason"',
      '4 | "2026-02-30" is not a date | write it as 2026-12-31',
      '5 | "soon" is not a date | write it as 2026-12-31',
      '5 | unknown key "owner" in an entry | known: rule, scenario, reason, flaky, hides, issue, expires',
    ]);
  });

  it('reads what fails now and then, by scenario alone', async () => {
    const flaky = write(
      'flaky.yaml',
      'known-failures:\n  - { rule: TOY-001, scenario: toy/topic/one, flaky: true, reason: a }\n  - { rule: TOY-002, flaky: false, reason: b }\n',
    );
    expect((await loadBaseline(flaky)).entries.map((one) => one.flaky)).toEqual([true, undefined]);
    const whole = write('flaky-rule.yaml', 'known-failures:\n  - { rule: TOY-001, flaky: true, reason: a }\n');
    expect(await faults(loadBaseline(whole))).toEqual([
      '2 | a rule is not flaky as a whole | name the scenario that fails now and then',
    ]);
  });

  it('a missing file is an input error', async () => {
    expect(await faults(loadBaseline(join(root, 'gone.yaml')))).toEqual(['1 | there is no such file']);
  });
});

describe('loadTargetFile', () => {
  it('reads one target', async () => {
    const file = write(
      'conformance.yaml',
      `protocol: toy
url: https://host/prefix
edition: v1
rules: "2026-11"
features: { loud: present, quiet: absent }
identities:
  writer: { Authorization: Bearer env:TOKEN }
  reader: {}
headers: { X-Trace: [a, b] }
bindings: { sample: { count: 1.0 }, api: /v9 }
volatile: [/updatedAt]
out-of-scope:
  - { rule: TOY-001, reason: nobody needs it, expires: 2027-01-31 }
  - { feature: quiet, reason: later }
suites: [./mine]
`,
    );
    expect((await loadTargetFile(file, { root })).targets).toEqual([
      {
        protocol: 'toy',
        url: 'https://host/prefix',
        production: false,
        edition: 'v1',
        catalogue: '2026-11',
        features: { loud: 'present', quiet: 'absent' },
        outOfScope: [
          { kind: 'rule', id: 'TOY-001', reason: 'nobody needs it', expires: '2027-01-31' },
          { kind: 'feature', id: 'quiet', reason: 'later' },
        ],
        identities: { writer: { fields: [['Authorization', 'Bearer env:TOKEN']] }, reader: { fields: [] } },
        headers: [
          ['X-Trace', 'a'],
          ['X-Trace', 'b'],
        ],
        tls: {},
        bindings: { sample: { count: new ExactNumber('1.0') }, api: '/v9' },
        volatile: ['/updatedAt'],
        suites: ['./mine'],
      },
    ]);
  });

  it('reads several targets', async () => {
    const file = write(
      'several.yaml',
      'targets:\n  - { protocol: toy, url: http://a }\n  - { protocol: toy, url: env:URL }\n',
    );
    expect((await loadTargetFile(file, { root })).targets.map(({ url }) => url)).toEqual(['http://a', 'env:URL']);
  });

  it('checks every name against the protocol', async () => {
    const file = write(
      'bad.yaml',
      `protocol: toy
url: http://user:secret@host
edition: v9
rules: november
features: { lout: present, loud: maybe }
identities: { writter: { Authorization: 5 } }
bindings: { nots: /x }
volatile: [updatedAt]
`,
    );
    expect(await faults(loadTargetFile(file, { root }))).toEqual([
      '2 | a URL holds no credentials | use identities or headers, with env:NAME',
      '3 | unknown edition "v9" | did you mean "v1"?',
      '4 | "november" is not a month | write it as 2026-11',
      '5 | unknown feature "lout" | did you mean "loud"?',
      '5 | "maybe" is not a state | known: present, absent',
      '6 | unknown identity "writter" | did you mean "writer"?',
      '6 | Authorization must be a text or a list, not a number | quote it: "5"',
      '7 | unknown binding "nots" | did you mean "notes"?',
      '8 | "updatedAt" is not a place | write it as /updatedAt',
    ]);
  });

  it('refuses to put out of scope what there is not, what is the core, and what is not said to be either', async () => {
    const file = write(
      'scope.yaml',
      `protocol: toy
url: http://a
out-of-scope:
  - { rule: TOY-01, reason: a }
  - { feature: lout, reason: b }
  - { reason: c }
  - { rule: TOY-001, feature: loud, reason: d }
  - { feature: quiet, expires: 2026-02-30 }
`,
    );
    expect(await faults(loadTargetFile(file, { root }))).toEqual([
      '4 | unknown rule "TOY-01" | did you mean "TOY-001"?',
      '5 | unknown feature "lout" | did you mean "loud"?',
      '6 | an entry names a rule or a feature',
      '7 | an entry names a rule or a feature',
      '8 | an entry of out-of-scope needs the key "reason"',
      '8 | "2026-02-30" is not a date | write it as 2026-12-31',
    ]);
    const core = 'protocol: matrix42\nurl: http://a\nout-of-scope: [{ feature: fragments, reason: e }]\n';
    expect(await faults(loadTargetFile(write('core.yaml', core)))).toEqual([
      '3 | "fragments" is a core feature, which cannot be out of scope',
    ]);
  });

  it('checks the shape of all that is in it at once', async () => {
    const file = write(
      'shape.yaml',
      `targets:
  - protocol: toy
    ulr: http://a
    features: [loud]
    identities: { writer: { "a b": x, Authorization: [Bearer a, 5] } }
  - just a text
  - { protocol: toy, url: "ftp://a", edition: "", volatile: [5, "/a~b"] }
  - { protocol: toy, url: "http://[", headers: { X: null }, suites: }
`,
    );
    expect(await faults(loadTargetFile(file, { root }))).toEqual([
      '2 | a target needs the key "url"',
      '3 | unknown key "ulr" in a target | did you mean "url"?',
      '4 | features must be a map, not a list',
      '5 | "a b" is not a header name',
      '5 | an item of Authorization must be a text, not a number | quote it: "5"',
      '6 | an item of targets must be a map, not a text',
      '7 | "ftp://a" is not an http or https URL | write it as https://api.example/v1',
      '7 | edition is empty',
      '7 | an item of volatile must be a text, not a number | quote it: "5"',
      '7 | "/a~b" is not a place | a place is a JSON Pointer: write "~" as "~0"',
      '8 | "http://[" is not an http or https URL',
      '8 | X must be a text or a list, not null',
      '8 | key "suites" has no value | a text with a comma must be quoted; write `null` if null is meant',
    ]);
    const both = write('both.yaml', 'targets: []\nurl: http://a\n');
    expect(await faults(loadTargetFile(both, { root }))).toEqual([
      '1 | targets needs at least 1 item',
      '2 | unknown key "url" in a list of targets | known: targets',
    ]);
    const text = write('text.yaml', 'http://a\n');
    expect(await faults(loadTargetFile(text, { root }))).toEqual(['1 | the target file must be a map, not a text']);
  });

  it('an unknown protocol is one fault', async () => {
    const file = write('unknown.yaml', 'protocol: tox\nurl: http://a\nfeatures: { any: present }\n');
    expect(await faults(loadTargetFile(file, { root }))).toEqual(['1 | unknown protocol "tox" | did you mean "toy"?']);
  });
});
