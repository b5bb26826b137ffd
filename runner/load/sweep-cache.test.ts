import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sweepCache } from './sweep-cache.ts';

const day = 24 * 60 * 60 * 1000;
const now = Date.parse('2026-11-30T12:00:00Z');
const name = (index: number): string => `dab-${index.toString(16).padStart(16, '0')}.json`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sweep-cache-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(file: string, ageDays: number): string {
  const path = join(folder, file);
  writeFileSync(path, '{}');
  utimesSync(path, (now - ageDays * day) / 1000, (now - ageDays * day) / 1000);
  return path;
}

it('takes out what was not written for a month, except what was just written', async () => {
  const kept = write(name(1), 40);
  for (const [index, age] of [29, 31, 400].entries()) write(name(index + 2), age);
  write(`.${name(9)}.1234`, 31);
  await sweepCache(folder, kept, now);
  expect(readdirSync(folder).sort()).toEqual([name(1), name(2)]);
});

it('keeps the 64 newest', async () => {
  const kept = write(name(0), 0);
  for (let index = 1; index < 70; index++) write(name(index), index / 10);
  await sweepCache(folder, kept, now);
  expect(readdirSync(folder).sort()).toEqual(Array.from({ length: 64 }, (_, index) => name(index)).sort());
});

it("leaves alone what is not of this program's making", async () => {
  const kept = write(name(1), 0);
  for (const file of ['notes.txt', 'dab.json', 'dab-xyz.json', 'DAB-0000000000000000.json']) write(file, 400);
  mkdirSync(join(folder, name(7)));
  utimesSync(join(folder, name(7)), 0, 0);
  await sweepCache(folder, kept, now);
  expect(readdirSync(folder)).toHaveLength(6);
});

it('says nothing when there is no such folder', async () => {
  await expect(sweepCache(join(folder, 'nowhere'), 'x', now)).resolves.toBeUndefined();
});
