import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError, UsageError } from '../../core/errors.ts';
import { type LintOptions, lint } from './lint.ts';
import { listProtocols } from './list-protocols.ts';
import { loadProtocol } from './load-protocol.ts';
import { toyTexts } from './testing/toy-files.ts';

const root = mkdtempSync(join(tmpdir(), 'conformance-load-'));
const own = join(root, 'own');

const write = (files: Readonly<Record<string, string>>): void => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
};

const suite = (id: string, fixture = 'note', rule = 'TOY-001'): string => `suite: ${id}
title: Mine
scenarios:
  - id: mine
    title: A note of mine can be read
    given: [{ fixture: ${fixture} }]
    steps: [{ id: read, request: GET $(${fixture}.url), expect: [{ rule: ${rule}, status: 200 }] }]
`;

beforeAll(() => {
  write({
    ...toyTexts,
    'spec/other/protocol.yaml': toyTexts['spec/toy/protocol.yaml']?.replace('protocol: toy', 'protocol: other') ?? '',
    'own/toy/mine.yaml': suite('toy/mine', 'mine'),
    'own/toy/fixtures.yaml':
      'fixtures: { mine: { title: m, steps: [{ fixture: note }], gives: { url: $(note.url) } } }\n',
    'own/toy/invariants.yaml': 'invariants: [{ rule: TOY-001, for: { status: 500 }, body: { present: true } }]\n',
    'own/other/theirs.yaml': suite('other/theirs', 'absent', 'OTHER-001'),
    'own/other/fixtures.yaml': 'fixtures: { theirs: { title: t, steps: [{ request: GET $(bind.unknown) }] } }\n',
    'single/deeper/one.yaml': suite('toy/deeper/one'),
    'again/topic.yaml': suite('toy/topic'),
    'again/fixtures.yaml': 'fixtures: { note: { title: m, steps: [{ request: GET /x }] } }\n',
    'wrong/place.yaml': suite('toy/elsewhere'),
    'wrong/protocol.yaml': suite('tox/protocol'),
    'empty/readme.txt': 'nothing',
  });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function faults(load: Promise<unknown>): Promise<unknown> {
  const error: unknown = await load.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof InputError)) throw error ?? new Error('nothing was wrong');
  return error.diagnostics.map(
    ({ location, message }) =>
      `${location.file.replaceAll(/^.*conformance-load-\w+\//g, '')}:${location.line} ${message}`,
  );
}

describe('loadProtocol', () => {
  it('loads any root that has the folders', async () => {
    expect(await listProtocols(root)).toEqual(['other', 'toy']);
    const { spec, suites } = await loadProtocol('toy', { root });
    expect(spec).toMatchObject({
      id: 'toy',
      version: [{ header: 'ETag' }, { body: '/version' }],
      headers: [['Accept', 'application/json']],
      editions: [
        { id: 'v1', default: false },
        { id: 'v2', default: true },
      ],
    });
    expect(suites.suites.map(({ id, file }) => [id, file])).toEqual([['toy/topic', 'suites/toy/topic.yaml']]);
    expect(Object.keys(suites.fixtures)).toEqual(['note']);
    expect(suites.invariants).toHaveLength(1);
  });

  it('a protocol that is not there gets a suggestion', async () => {
    const refused = loadProtocol('tou', { root });
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toMatchObject({ message: 'there is no protocol "tou"', hint: 'did you mean "toy"?' });
  });

  it('adds the suites, fixtures and invariants of a folder, and leaves those of other protocols', async () => {
    const { suites } = await loadProtocol('toy', { root, suiteDirs: [own] });
    expect(suites.suites.map(({ id }) => id)).toEqual(['toy/topic', 'toy/mine']);
    expect(Object.keys(suites.fixtures)).toEqual(['note', 'mine']);
    expect(suites.invariants).toHaveLength(2);
  });

  it('adds a single file, whose id may be any tail of its path', async () => {
    const { suites } = await loadProtocol('toy', { root, suiteDirs: [join(root, 'single'), join(own, 'toy')] });
    expect(suites.suites.map(({ id }) => id)).toEqual(['toy/topic', 'toy/deeper/one', 'toy/mine']);
  });

  it('refuses what is doubled, misplaced, missing or empty, all at once', async () => {
    const dirs = ['again', 'wrong', 'empty', 'nowhere'].map((name) => join(root, name));
    expect(await faults(loadProtocol('toy', { root, suiteDirs: dirs }))).toEqual([
      'wrong/protocol.yaml:1 there is no protocol "tox"',
      'empty:1 there is no YAML file in this folder',
      'nowhere:1 there is no such file or folder',
      'again/fixtures.yaml:1 the fixture "note" is doubled; the other one is in suites/toy/fixtures.yaml:2',
      'again/topic.yaml:1 the suite "toy/topic" is doubled; the other one is suites/toy/topic.yaml',
      'wrong/place.yaml:1 the suite id "toy/elsewhere" is not the path of its file',
    ]);
  });
});

describe('lint', () => {
  const messages = async (options: Parameters<typeof lint>[0]): Promise<readonly string[]> =>
    (await lint({ root, ...options })).filter(({ severity }) => severity === 'error').map(({ message }) => message);

  it('finds nothing where nothing is wrong', async () => {
    expect(await messages({})).toEqual([]);
    expect(await messages({ suiteDirs: [join(own, 'toy')] })).toEqual([]);
    expect(
      await messages({ files: [join(root, 'suites', 'toy', 'topic.yaml'), join(own, 'toy', 'mine.yaml')] }),
    ).toEqual(['unknown fixture "mine"']);
  });

  it('looks at the suites of every protocol in a folder', async () => {
    expect(await messages({ suiteDirs: [own] })).toEqual([
      'unknown binding "unknown" in $(bind.unknown)',
      'unknown fixture "absent"',
      'unknown rule "OTHER-001"',
    ]);
  });

  it('warns once a file of what has a shorter form, where all is sound', async () => {
    const warned = async (options: LintOptions): Promise<readonly unknown[]> =>
      (await lint({ root, ...options }))
        .filter(({ severity }) => severity === 'warning')
        .map(({ location, message }) => [location.file.split('/').at(-1), message]);
    expect(await warned({})).toEqual([
      ['fixtures.yaml', 'this has a shorter form, and so have 3 more in this file: PUT: $(bind.notes)/$(let.key)'],
      ['topic.yaml', 'this has a shorter form, and so have 2 more in this file: given: [note]'],
    ]);
    expect(await warned({ suiteDirs: [own] })).toEqual([
      ['fixtures.yaml', 'this has a shorter form: given: [note]'],
      ['mine.yaml', 'this has a shorter form, and so have 2 more in this file: given: [mine]'],
    ]);
  });

  it('knows target files and baselines by their keys', async () => {
    write({
      'settings/conformance.yaml': 'protocol: toy\nurl: ftp://x\nedition: v3\n',
      'settings/known.yaml': 'known-failures: [{ rule: TOY-001 }]\n',
    });
    const files = ['conformance.yaml', 'known.yaml'].map((name) => join(root, 'settings', name));
    expect(await messages({ files })).toEqual([
      '"ftp://x" is not an http or https URL',
      'unknown edition "v3"',
      'an entry needs the key "reason"',
    ]);
  });

  it('a file that is not there is a fault', async () => {
    expect(await messages({ files: [join(root, 'gone.yaml')] })).toEqual(['there is no such file or folder']);
  });
});
