import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { fixtureReport, hostileText } from '../tests/support/fixture-report.ts';
import { renderConsole } from './console/render-console.ts';
import { plainStyle } from './console/style.ts';
import { renderJson } from './json/render-json.ts';
import { renderJunit } from './junit/render-junit.ts';
import { displayWidth } from './text/display-width.ts';

const source = Array.from({ length: 50 }, (_, line) => `          - { line: ${line + 1}, rule: X }`).join('\n');
const withSource = { ...plainStyle, readSource: () => source };

const outputs = {
  'console at 80 columns': renderConsole(fixtureReport, { ...withSource, width: 80 }),
  'console at 40 columns': renderConsole(fixtureReport, { ...plainStyle, width: 40 }),
  'console at 200 columns, verbose': renderConsole(fixtureReport, { ...withSource, width: 200, verbose: true }),
  'console without width': renderConsole(fixtureReport),
  'console strict': renderConsole(fixtureReport, { ...plainStyle, policy: { strict: true, provisional: true } }),
} as const;

describe.each(Object.entries(outputs))('%s', (name, output) => {
  test('is the same text as before', async () => {
    await expect(output).toMatchFileSnapshot(`snapshots/${name.replaceAll(/[^a-z0-9]+/g, '-')}.txt`);
  });

  test('holds nothing that acts on its reader', () => {
    expect(output).not.toMatch(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff\u00a0\u00ad\u200b-\u200d\u2060]/,
    );
    expect(output).not.toMatch(/\p{Cs}/u);
    expect(output).not.toMatch(/^\s*::/m);
    expect(output.includes('##vso[') && name.startsWith('console')).toBe(false);
  });
});

test('the console uses escapes only for colour, and only when asked to', () => {
  const colored = renderConsole(fixtureReport, { ...plainStyle, width: 80, color: true });
  expect(colored.replaceAll(/\u001b\[\d+m/g, '')).toBe(renderConsole(fixtureReport, { ...plainStyle, width: 80 }));
  expect(colored).toContain('\u001b[31m');
});

test.each([40, 60, 80, 120, 200])('at %i columns every line fits, commands to copy excepted', (width) => {
  const lines = renderConsole(fixtureReport, { ...withSource, width }).split('\n');
  const tooLong = lines.filter((line) => displayWidth(line) > width && !/^\s*replay /.test(line));
  expect(tooLong).toEqual([]);
});

test('JSON gives back the very report', () => {
  expect(JSON.parse(renderJson(fixtureReport, { verbose: true }))).toEqual(JSON.parse(JSON.stringify(fixtureReport)));
  expect(renderJson(fixtureReport)).not.toMatch(/<|\]\]>/);
});

test('JSON spells what nobody would see', () => {
  const seed = 'a\u00adb\u200bc\u202ed\u{e0041}e';
  const text = renderJson({ ...fixtureReport, seed });
  expect(text).toContain('"a\\u00adb\\u200bc\\u202ed\\udb40\\udc41e"');
  expect((JSON.parse(text) as { seed: string }).seed).toBe(seed);
});

test('JSON is the same text however the data was put together', () => {
  const turned = JSON.parse(JSON.stringify(fixtureReport), (_, value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).reverse())
      : value,
  );
  expect(renderJson(turned)).toBe(renderJson(fixtureReport));
});

const hasXmllint = spawnSync('xmllint', ['--version']).status === 0;

const junit = renderJunit(fixtureReport);

describe('junit', () => {
  test('holds no markup of the target', () => {
    expect(junit).not.toContain('<script');
    expect(junit).not.toContain(']]>');
    expect(hostileText).toContain('<script>');
  });

  test('counts what it lists', () => {
    const suites = [...junit.matchAll(/<testsuite name[^>]*?tests="(\d+)" failures="(\d+)" errors="(\d+)"/g)];
    const sum = (index: number) => suites.reduce((total, match) => total + Number(match[index]), 0);
    expect(sum(1)).toBe(junit.match(/<testcase /g)?.length);
    expect(sum(2)).toBe(junit.match(/<failure /g)?.length);
    expect(sum(3)).toBe(junit.match(/<error /g)?.length);
    expect(sum(2)).toBe(4);
  });

  test('strict and provisional turn warnings into failures', () => {
    const strict = renderJunit(fixtureReport, { strict: true, provisional: true });
    expect(strict.match(/<failure /g)).toHaveLength(6);
  });

  test.skipIf(!hasXmllint)('is valid against the schema that Jenkins uses', () => {
    const folder = mkdtempSync(join(tmpdir(), 'conformance-junit-'));
    try {
      const file = join(folder, 'report.xml');
      writeFileSync(file, junit);
      const schema = fileURLToPath(new URL('../tests/support/junit-jenkins.xsd', import.meta.url));
      const { status, stderr } = spawnSync('xmllint', ['--noout', '--schema', schema, file], { encoding: 'utf8' });
      expect(stderr).toContain('validates');
      expect(status).toBe(0);
      const names = spawnSync('xmllint', ['--xpath', '//testcase[failure]/@name', file], { encoding: 'utf8' });
      expect(names.stdout).toContain('fails[quoted/star] DAB-IFM-003');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
