import { chmodSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { foreignFiles, protocolFiles } from './find-files.ts';
import { lint } from './lint.ts';

const folder = mkdtempSync(join(tmpdir(), 'conformance-found-'));
mkdirSync(join(folder, 'inner', 'node_modules'), { recursive: true });
for (const name of ['a.yaml', 'inner/b.YML', 'inner/c.txt', 'inner/node_modules/d.yaml'])
  writeFileSync(join(folder, name), '');

const pathsIn = (given: string): string[] => foreignFiles(given).map(({ path }) => path.slice(path.indexOf('/') + 1));

test('YAML is found in all depths', () => {
  expect(pathsIn(folder)).toEqual(['a.yaml', 'inner/b.YML']);
});

test.skipIf(process.platform === 'win32')('a link to a folder is followed, unless it leads back up', () => {
  const linking = mkdtempSync(join(tmpdir(), 'conformance-linking-'));
  mkdirSync(join(linking, 'deep'));
  symlinkSync('..', join(linking, 'deep', 'up'));
  symlinkSync('nowhere', join(linking, 'deep', 'dangling'));
  symlinkSync('circle', join(linking, 'circle'));
  symlinkSync(folder, join(linking, 'else'));
  expect(pathsIn(linking)).toEqual(['else/a.yaml', 'else/inner/b.YML']);
});

test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('a closed folder is a fault', () => {
  const closed = mkdtempSync(join(tmpdir(), 'conformance-closed-'));
  mkdirSync(join(closed, 'inner'));
  chmodSync(join(closed, 'inner'), 0);
  expect(foreignFiles(closed)).toMatchObject([{ content: { fault: { message: 'this folder may not be read' } } }]);
});

test('what lies in the kit of a protocol is no suite, but a target file when it is asked for', async () => {
  const root = mkdtempSync(join(tmpdir(), 'conformance-kit-'));
  const kit = join(root, 'suites', 'toy', 'kit', 'deep');
  for (const path of [kit, join(root, 'spec')]) mkdirSync(path, { recursive: true });
  writeFileSync(join(root, 'suites', 'toy', 'topic.yaml'), '');
  writeFileSync(join(kit, 'compose.yaml'), 'services: {}\n');
  writeFileSync(join(kit, 'conformance.yaml'), 'protocol: toy\nurl: ftp://example.org\n');
  expect(protocolFiles(root, 'toy').suites.map(({ path }) => path)).toEqual(['topic.yaml']);
  const told = await lint({ root, files: [join(kit, 'conformance.yaml')] });
  expect(told.map(({ message }) => message)).toContainEqual(expect.stringContaining('ftp://example.org'));
});
