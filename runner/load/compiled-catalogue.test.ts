import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { ExactNumber } from '../../core/exact-number.ts';
import {
  catalogueKey,
  decodeCatalogue,
  encodeCatalogue,
  type LoadedProtocol,
  readCompiled,
  writeCompiled,
} from './compiled-catalogue.ts';
import { protocolFiles } from './find-files.ts';
import { listProtocols } from './list-protocols.ts';
import { packageRoot } from './package-root.ts';
import { parseProtocol } from './parse-protocol.ts';
import { toyFiles } from './testing/toy-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'conformance-compiled-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function parsed(files: Parameters<typeof parseProtocol>[0]): Promise<LoadedProtocol> {
  const { spec, suites, diagnostics } = await parseProtocol(files);
  if (!spec || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics, undefined, 1));
  return { spec, suites };
}

/** A suite whose values hold what JSON alone would lose. */
const precise = `suite: toy/topic
title: A topic
scenarios:
  - id: one
    title: Digits are kept
    steps:
      - id: write
        request: PUT $(bind.notes)/x
        json: { big: 9007199254740993, spelled: 1.0, list: [1e400, 5, -0], __proto__: { a: 2.50 }, "": 0.10 }
        expect: [{ rule: TOY-001, status: 200, body: { /a: 1.10, /b: { near: [5.0, 0.5] }, /c: "1.10" } }]
`;

describe('a compiled catalogue', () => {
  it('is read back as what was compiled, for the toy protocol', async () => {
    const loaded = await parsed(toyFiles({ 'suites/toy/topic.yaml': precise }));
    const again = decodeCatalogue(encodeCatalogue('k', loaded));
    expect(again).toStrictEqual(loaded);
    const step = again.suites.suites[0]?.scenarios[0]?.steps[0];
    const value = step?.kind === 'request' && step.request.body?.kind === 'json' ? step.request.body.value : undefined;
    expect(value).toHaveProperty('big', new ExactNumber('9007199254740993'));
    expect(Object.getOwnPropertyDescriptor(value, '__proto__')?.value).toEqual({ a: new ExactNumber('2.50') });
  });

  it('is read back as what was compiled, for every protocol of the package', async () => {
    const root = packageRoot();
    const ids = await listProtocols(root);
    expect(ids.length).toBeGreaterThanOrEqual(4);
    for (const id of ids) {
      const loaded = await parsed(protocolFiles(root, id));
      expect(decodeCatalogue(encodeCatalogue('k', loaded))).toStrictEqual(loaded);
    }
  });

  it('is used only while the loader and every byte of the files are the same', async () => {
    const loaded = await parsed(toyFiles());
    const path = join(folder, 'deep', 'toy.json');
    const key = catalogueKey(toyFiles(), 'loader-1');
    expect(readCompiled(path, key)).toBeUndefined();
    await writeCompiled(path, key, loaded);
    expect(readCompiled(path, key)).toStrictEqual(loaded);
    const others = [
      catalogueKey(toyFiles(), 'loader-2'),
      catalogueKey(toyFiles({ 'spec/toy/rules.yaml': '# \n' }), 'loader-1'),
      catalogueKey(toyFiles({ 'suites/toy/more.yaml': '' }), 'loader-1'),
      catalogueKey(toyFiles({ 'suites/toy/topic.yaml': undefined }), 'loader-1'),
      catalogueKey({ ...toyFiles(), schemas: [] }, 'loader-1'),
    ];
    expect(new Set([...others, key]).size).toBe(6);
    for (const other of others) expect(readCompiled(path, other)).toBeUndefined();
  });
});

it('loading from it imports neither the YAML reader nor a schema validator', () => {
  const seen = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    // Static imports only: `await import()` is what the fresh way does without.
    for (const [, type, from = ''] of readFileSync(file, 'utf8').matchAll(
      /^(?:import|export) (type )?[^;]*? ?from '([^']+)';/gm,
    )) {
      if (type) continue;
      if (from.startsWith('.')) visit(resolve(dirname(file), from));
      else packages.add(from);
    }
  };
  visit(fileURLToPath(new URL('load-protocol.ts', import.meta.url)));
  expect(seen.size).toBeGreaterThan(8);
  expect([...seen].every(existsSync)).toBe(true);
  expect([...packages].filter((name) => !name.startsWith('node:'))).toEqual([]);
});
