import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FaultDictionary } from '../core/fault-dictionary.ts';
import { around } from '../mock-server/kernel/bug.ts';
import type { ProofSubject } from '../proof/prove/create-trials.ts';
import { makeDictionary } from '../proof/prove/make-dictionary.ts';
import { type EditionFindings, joinShares, proveEdition } from '../proof/prove/prove-edition.ts';
import { proveEditions, proveMutants, proveProtocol } from '../proof/prove/prove-protocol.ts';
import { listProtocols } from '../runner/load/list-protocols.ts';
import { loadProtocol } from '../runner/load/load-protocol.ts';
import { toyCore } from './support/toy-core.ts';

/*
 * A protocol nobody planned for goes through loader, runner and proof without a change anywhere else: its own folder in
 * spec/ and in suites/, and a core, which in the product would be one more line of mock-server/protocols/index.ts.
 */
const files: Readonly<Record<string, string>> = {
  'spec/toy/protocol.yaml': `
protocol: toy
title: Toy notes
editions:
  one: { title: The first edition, default: true }
  two: { title: The second edition }
version: [{ header: ETag }]
location: Location
headers: { Accept: application/json }
contentTypes: { json: application/json, jsonPatch: application/json-patch+json }
identities:
  writer: { title: May write }
sources:
  mind: { title: Made up for a test }
`,
  'spec/toy/rules.yaml': `
protocol: toy
catalogue: "2026-11"
rules:
  - id: TOY-001
    level: MUST
    statement: A server refuses a PUT whose If-Match names no current version with 412.
    evidence: document
    sources: [{ source: mind, where: here }]
  - id: TOY-002
    level: MUST
    statement: A server names a new version in the answer to every write.
    evidence: document
    sources: [{ source: mind, where: here }]
`,
  'spec/toy/bindings.yaml': `
protocol: toy
bindings:
  notes: { title: Path of the notes, value: /notes }
`,
  'spec/toy/features.yaml': `
protocol: toy
features:
  quiet: { title: Says little, core: false, excludes: [loud] }
  loud: { title: Says more, core: false, excludes: [quiet] }
`,
  'spec/toy/source-map.yaml': `
protocol: toy
sources:
  - source: mind
    statements:
      - { id: S01, kind: statement, where: here, says: Old versions are refused., rules: [TOY-001] }
      - { id: S02, kind: statement, where: here, says: Every write has a new version., rules: [TOY-002] }
`,
  'suites/toy/fixtures.yaml': `
fixtures:
  note:
    title: A note of our own
    let: { key: { unique: text } }
    steps:
      - id: create
        request: PUT $(bind.notes)/$(let.key)
        json: { text: one, count: 1 }
        cleanup: DELETE $(bind.notes)/$(let.key)
    gives: { url: $(bind.notes)/$(let.key), version: $(create.version) }
`,
  'suites/toy/versions.yaml': `
suite: toy/versions
title: Versions of notes
scenarios:
  - id: stale-write-is-refused
    title: A write with an old version is refused, one with the current version is not
    given: [{ fixture: note }]
    steps:
      - id: first
        request: PUT $(note.url)
        ifMatch: $(note.version)
        json: { text: two }
        expect:
          - { rule: TOY-002, status: 204, headers: { etag: { not: $(note.version) } } }
      - id: stale
        request: PUT $(note.url)
        ifMatch: $(note.version)
        json: { text: three }
        expect:
          - { rule: TOY-001, status: 412 }
          - { rule: TOY-001, effect: { on: GET $(note.url), changes: none } }
`,
};

const root = mkdtempSync(join(tmpdir(), 'conformance-toy-'));
let subject: ProofSubject;

beforeAll(async () => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text.trimStart());
  }
  cpSync(join(dirname(dirname(fileURLToPath(import.meta.url))), 'spec', 'schema'), join(root, 'spec', 'schema'), {
    recursive: true,
  });
  subject = { core: toyCore, ...(await loadProtocol('toy', { root })) };
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a fifth protocol', () => {
  test('is found by its folder', async () => {
    expect(await listProtocols(root)).toEqual(['toy']);
  });

  test('is proven like the others: its mutants die, its variants live, dumb servers are refused', async () => {
    const proof = await proveProtocol(subject, []);
    expect(proof.editions.map(({ edition, scenarios }) => [edition, scenarios])).toEqual([
      ['one', 1],
      ['two', 0],
    ]);
    expect(
      proof.rules.map(({ rule, killedBy }) => [
        rule,
        killedBy.includes('stale-accepted') || killedBy.includes('no-tag'),
      ]),
    ).toEqual([
      ['TOY-001', true],
      ['TOY-002', true],
    ]);
    expect(proof.dumbServers.filter(({ exitCode }) => exitCode === 0)).toEqual([]);
    expect(proof.problems).toEqual([]);
  });

  test('comes out the same when its proof is shared out', async () => {
    const shares = await Promise.all([0, 1, 2].map((index) => proveEdition(subject, 'one', { index, of: 3 })));
    const joined = joinShares(shares as [EditionFindings, ...EditionFindings[]]);
    const whole = await proveEdition(subject, 'one');
    expect(joined.proof).toEqual(whole.proof);
    expect(joined.problems).toEqual(whole.problems);
  });

  describe('proven by what was recorded', () => {
    const proveBy = async (recorded: FaultDictionary) => {
      const findings = proveEditions(subject, { index: 0, of: 1, recorded });
      return proveProtocol(subject, [], findings, recorded);
    };
    const record = async (): Promise<FaultDictionary> => makeDictionary(await proveProtocol(subject, []));

    test('is as it was', async () => {
      const [proof, whole] = [await proveBy(await record()), await proveProtocol(subject, [])];
      expect(proof.problems).toEqual([]);
      expect(proof.assertions.map(({ id }) => id)).toEqual(whole.assertions.map(({ id }) => id));
      expect(proof.assertions.every(({ killedBy }) => killedBy.length > 0)).toBe(true);
    });

    test('would not pass where a bug fails more, or less, than it did', async () => {
      const known = await record();
      const others = (fails: readonly number[]): readonly number[] =>
        known.assertions.flatMap((_, index) => (fails.includes(index) ? [] : [index]));
      const bugs = known.bugs.map((bug) => (bug.id === 'stale-accepted' ? { ...bug, fails: others(bug.fails) } : bug));
      const { problems } = await proveBy({ ...known, bugs });
      expect(problems.join()).toMatch(/TOY-001 fails under stale-accepted, and did not/);
      expect(problems.join()).toMatch(/TOY-002 does not fail under stale-accepted, and did/);
    });

    test('would not pass with bugs and assertions that are not recorded, or are gone', async () => {
      const known = await record();
      const [first = '', ...others] = known.assertions;
      const bugs = known.bugs.filter(({ id }) => id !== 'stale-accepted').map((bug) => ({ ...bug, fails: [] }));
      const { problems } = await proveBy({ ...known, assertions: ['toy/gone/x/put/1 TOY-001', ...others], bugs });
      expect(problems).toContain('mutant stale-accepted (TOY-001) is not recorded: npm run proof');
      expect(problems).toContain(`assertion ${first} is not recorded: npm run proof`);
      expect(problems).toContain('assertion toy/gone/x/put/1 TOY-001 is recorded, and gone: npm run proof');
    });
  });

  test('would not pass with a mutant that nothing notices', async () => {
    const idle = { id: 'idle', title: 'Nothing is wrong.', fails: ['TOY-001'], at: [] };
    const proof = await proveProtocol({ ...subject, core: { ...toyCore, mutants: [...toyCore.mutants, idle] } }, []);
    expect(proof.problems).toContain('one: mutant idle: no scenario consults its decision');
  });

  test('would not pass with a lawful difference that no case meets', async () => {
    const unmet = { id: 'unmet', title: 'Nobody asks', because: 'TOY-001 names none.' };
    const variants = [...toyCore.variants, unmet];
    const proof = await proveProtocol({ ...subject, core: { ...toyCore, variants } }, []);
    expect(proof.problems).toEqual(['no case meets variant unmet']);
  });

  test('can be asked about some mutants alone', async () => {
    const found = await proveMutants(subject, proveEditions(subject, { index: 0, of: 1, only: 'stale' }));
    expect(found.problems).toEqual([]);
    expect(found.editions.flatMap(({ mutants }) => mutants.map(({ id, failed }) => [id, failed]))).toEqual([
      ['stale-accepted', ['TOY-001']],
    ]);
    expect(found.editions.flatMap(({ variants }) => variants)).toEqual([]);
  });

  test('would not pass with a rule that fails only beside others', async () => {
    const mutants = toyCore.mutants.filter(({ id }) => id !== 'no-tag');
    const proof = await proveProtocol({ ...subject, core: { ...toyCore, mutants } }, []);
    expect(proof.problems).toContain('no mutant is about TOY-002');
  });

  describe('whose scenario blames a rule for what another step got wrong', () => {
    // The scenario's first PUT presents the tag of the fixture, and is refused for it.
    const wrongTag = {
      id: 'wrong-tag-of-new-notes',
      title: 'A new note is answered with a tag that is not its own.',
      fails: ['TOY-002'],
      at: [
        around(
          ({ response }) => response.status === 201,
          ({ response }) => ({ ...response, headers: [['ETag', 'W/"wrong"']] }),
        ),
      ],
    };
    const blame = 'toy/versions/stale-write-is-refused/first/1 TOY-002';
    const prove = (fails: readonly string[], inherited: Readonly<Record<string, string>>) => {
      const mutants = [...toyCore.mutants, { ...wrongTag, fails }];
      return proveProtocol(
        { ...subject, core: { ...toyCore, mutants, excuses: { ...toyCore.excuses, inherited } } },
        [],
      );
    };

    test('would not pass: the scenario has to assume more', async () => {
      const { problems, editions } = await prove(['TOY-001'], {});
      expect(editions[0]?.mutants.find(({ id }) => id === wrongTag.id)).toMatchObject({
        failed: ['TOY-002'],
        company: [],
        inherited: [blame],
      });
      expect(problems).toContain(`one: ${blame} fails under ${wrongTag.id}, which changed nothing it looks at`);
    });

    test('passes with a reason', async () => {
      const { problems } = await prove(['TOY-001'], { 'toy/versions/*': 'The toy is too small to assume anything.' });
      expect(problems).toEqual([`one: mutant ${wrongTag.id} survives: TOY-001 not failed`]);
    });

    test('would not pass with a reason that nothing needs', async () => {
      const { problems } = await prove(['TOY-002'], { 'toy/versions/*': 'The toy is too small to assume anything.' });
      expect(problems).toEqual(['excuse matches nothing inherited: toy/versions/*']);
    });
  });
});
