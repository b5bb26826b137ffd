import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UsageError } from '../core/errors.ts';
import { checkWritable, writeFileAtomically } from './write-file-atomically.ts';

const folder = mkdtempSync(join(tmpdir(), 'written-'));

test('a file takes the place of the old one, in folders that are made, and nothing else is left', async () => {
  const file = join(folder, 'a', 'b', 'report.xml');
  await checkWritable(file);
  expect(readdirSync(join(folder, 'a', 'b'))).toEqual([]);
  await writeFileAtomically(file, 'one');
  await writeFileAtomically(file, 'two');
  expect(readFileSync(file, 'utf8')).toBe('two');
  expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['report.xml']);
});

test('what cannot be written is told before and after a run alike', async () => {
  mkdirSync(join(folder, 'is-folder'));
  writeFileSync(join(folder, 'is-file'), '');
  for (const write of [checkWritable, async (file: string) => writeFileAtomically(file, 'x')]) {
    await expect(write(join(folder, 'is-folder'))).rejects.toThrow('is-folder cannot be written: it is a folder');
    await expect(write(join(folder, 'is-file', 'x'))).rejects.toThrow(UsageError);
  }
});

test.skipIf(process.platform !== 'linux')(
  'a folder in which none can be made is an error, and not waited for',
  async () => {
    await expect(checkWritable('/proc/none/report.xml')).rejects.toThrow(UsageError);
  },
);

test.skipIf(process.platform === 'win32')('a link stays one, and a device is written to', async () => {
  writeFileSync(join(folder, 'real'), '');
  symlinkSync('real', join(folder, 'link'));
  await writeFileAtomically(join(folder, 'link'), 'through');
  expect([readlinkSync(join(folder, 'link')), readFileSync(join(folder, 'real'), 'utf8')]).toEqual(['real', 'through']);
  symlinkSync('/dev/null', join(folder, 'nothing'));
  await writeFileAtomically(join(folder, 'nothing'), 'gone');
  expect(readFileSync('/dev/null', 'utf8')).toBe('');
});
