import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Report } from '../core/report.ts';
import { runCli } from './support/run-node.ts';

/* What reports cost the built command line. */
const folder = mkdtempSync(join(tmpdir(), 'conformance-reports-'));
const dist = new URL('../dist/', import.meta.url);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Files of the program that hold a text. */
const holding = (text: string): readonly string[] =>
  readdirSync(dist).filter((name) => name.endsWith('.js') && readFileSync(new URL(name, dist), 'utf8').includes(text));

async function loadedBy(...reporters: readonly string[]): Promise<string> {
  const coverage = mkdtempSync(join(folder, 'coverage-'));
  const args = ['run', '--suite', 'dab/bodies', '--quick', ...reporters];
  const { code, stderr } = await runCli(args, { cwd: folder, env: { NODE_V8_COVERAGE: coverage } });
  expect(code, stderr).toBe(0);
  return readdirSync(coverage)
    .map((name) => readFileSync(join(coverage, name), 'utf8'))
    .join('');
}

test('a run loads nothing of formats that it does not write, least of all of HTML', async () => {
  // The site of the rules is made of the same, by a command of its own.
  const site = holding('data-protocol').filter((file) => file.startsWith('chunk-site-'));
  const whole = [...new Set([...holding('conformance-theme'), ...holding('dangerouslySetInnerHTML')])];
  const parts = {
    site,
    html: whole.filter((file) => !site.includes(file)),
    sarif: holding('sarif-schema-2.1.0'),
    junit: holding('testsuites'),
  };
  for (const files of Object.values(parts)) expect(files.length).toBeGreaterThan(0);
  const plain = await loadedBy();
  for (const file of Object.values(parts).flat()) expect(plain.includes(`/dist/${file}"`), file).toBe(false);
  const html = await loadedBy('--reporter', 'html=report.html');
  for (const file of parts.html) expect(html.includes(`/dist/${file}"`), file).toBe(true);
  for (const file of [...parts.site, ...parts.sarif, ...parts.junit])
    expect(html.includes(`/dist/${file}"`), file).toBe(false);
});

test('JSON of a whole protocol stays below 1 MB: what passed is one line a scenario', async () => {
  const { code } = await runCli(['run', '--protocol', 'matrix42', '--reporter', 'json=matrix42.json'], { cwd: folder });
  expect(code).toBe(0);
  const file = join(folder, 'matrix42.json');
  const { targets } = JSON.parse(readFileSync(file, 'utf8')) as Report;
  const scenarios = targets.flatMap((target) => target.scenarios);
  expect(scenarios.length).toBeGreaterThan(200);
  // The others have up to three times as many.
  expect(statSync(file).size).toBeLessThan(1_000_000 / 2);
  expect(scenarios.every(({ folded, verdict }) => verdict !== 'pass' || folded !== undefined)).toBe(true);
});
