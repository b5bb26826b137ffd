import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { unfoldRules } from '../../core/fold-report.ts';
import { renderJson } from '../../reporters/json/render-json.ts';
import { fixtureReport } from '../../tests/support/fixture-report.ts';
import { loadReport } from './load-report.ts';

const folder = mkdtempSync(join(tmpdir(), 'conformance-report-'));
const file = join(folder, 'report.json');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function faults(text: string): Promise<readonly string[]> {
  writeFileSync(file, text);
  const error: unknown = await loadReport(file).catch((reason: unknown) => reason);
  if (!(error instanceof InputError)) throw new Error('nothing was wrong');
  return error.diagnostics.map(({ location, message }) => `${location.line}:${location.column} ${message}`);
}

it('reads back what the JSON reporter wrote', async () => {
  const text = renderJson(fixtureReport);
  writeFileSync(file, text);
  expect(await loadReport(file)).toEqual(unfoldRules(JSON.parse(text)));
});

it('tells with its place what is not as the schema says', async () => {
  const lines = renderJson(fixtureReport).split('\n');
  const at = lines.findIndex((line) => /^ {2}"verdict":/.test(line));
  const broken = lines.with(at, '  "verdict": "splendid",').with(1, '  "schemaVersion": 3,').join('\n');
  expect(await faults(broken)).toEqual([
    '2:20 3 is not a value of schemaVersion',
    `${at + 1}:14 "splendid" is not a value of verdict`,
  ]);
});

it('refuses what is no JSON, or not there', async () => {
  expect(await faults(renderJson(fixtureReport).replace(/\}\s*$/, ',}'))).toEqual(['1:1 this is not JSON']);
  expect(await faults('{"tool":')).not.toEqual([]);
  rmSync(file);
  await expect(loadReport(file)).rejects.toThrow('1 fault in the input');
});
