import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SuiteSet } from '../../core/suite.ts';
import { fixSuites } from './fix/fix-suites.ts';
import { lint } from './lint.ts';
import { lintFix } from './lint-fix.ts';
import { parseProtocol } from './parse-protocol.ts';
import { toyFiles } from './testing/toy-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lint-fix-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const suite = (name: string, entries: string): string => `suite: dab/${name}
title: Mine
scenarios:
  - id: one
    title: One
    given: [{ fixture: book }]
    steps:
      - id: get
        request: GET $(book.url)
        expect: [${entries}]
`;
const long =
  '{ rule: DAB-ENV-004, status: 200 }, { rule: DAB-ENV-004, effect: { on: GET $(book.url), changes: none } }';

const own = (name: string, text: string): string => {
  const path = join(folder, `${name}.yaml`);
  writeFileSync(path, text);
  return path;
};

describe("lint --fix of a user's own suites", () => {
  it('writes them in short, with their own line breaks, and touches nothing of the package', async () => {
    const path = own('orders', suite('orders', long).replaceAll('\n', '\r\n'));
    const warned = await lint({ suiteDirs: [folder], files: [] });
    expect(warned.map(({ severity, location, hint }) => [severity, location.line, hint])).toEqual([
      ['warning', 6, '`lint --fix` writes it'],
    ]);
    const { fixed, refused } = await lintFix({ suiteDirs: [folder] });
    expect(fixed.map((name) => name.split('/').at(-1))).toEqual(['orders.yaml']);
    expect(refused).toEqual([]);
    expect(readFileSync(path, 'utf8')).toBe(
      suite('orders', long)
        .replace('[{ fixture: book }]', '[book]')
        .replace('- id: get\n        request: GET $(book.url)\n        expect:', '- { GET: $(book.url), expect:')
        .replace(`[${long}]`, '{ DAB-ENV-004: { status: 200, unchanged: $(book.url) } } }')
        .replaceAll('\n', '\r\n'),
    );
    expect(await lint({ suiteDirs: [folder], files: [] })).toEqual([]);
    expect(await lintFix({ suiteDirs: [folder] })).toEqual({ fixed: [], refused: [] });
  });

  it('leaves all alone while one of them has a fault', async () => {
    const path = own('orders', suite('orders', long));
    own('other', suite('other', '{ rule: DAB-ENV-999, status: 200 }'));
    expect(await lintFix({ suiteDirs: [folder] })).toEqual({ fixed: [], refused: [] });
    expect(readFileSync(path, 'utf8')).toBe(suite('orders', long));
  });
});

describe('fixSuites', () => {
  it('refuses a file that would say something else, and takes the others', async () => {
    const topic =
      'suite: toy/topic\ntitle: A topic\nscenarios:\n  - id: one\n    title: One\n    given: [{ fixture: note }]\n    steps: [{ id: a, request: GET /a, expect: [{ rule: TOY-001, status: 200 }] }]\n';
    const files = toyFiles({
      'suites/toy/topic.yaml': topic,
      'suites/toy/other.yaml': topic.replace('toy/topic', 'toy/other'),
    });
    const ground = { moves: [], facts: new Map(), tables: new Map() };
    const { fixed, refused } = await fixSuites(files.suites, new Set(files.suites), ground, async (inputs) => {
      const { suites, diagnostics } = await parseProtocol({ ...files, suites: inputs });
      const changed =
        inputs.find(({ name }) => name.endsWith('other.yaml')) !==
        files.suites.find(({ name }) => name.endsWith('other.yaml'));
      // As if a short form of this file meant something else.
      return { suites: changed ? ({ ...suites, suites: [] } as SuiteSet) : suites, diagnostics };
    });
    expect(fixed.map(({ input }) => input.name)).toContain('suites/toy/topic.yaml');
    expect(refused.map(({ name }) => name)).toEqual(['suites/toy/other.yaml']);
  });
});
