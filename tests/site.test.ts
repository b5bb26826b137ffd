import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collectSite } from '../cli/site/collect-site.ts';
import { readResults } from '../cli/site/read-results.ts';
import { renderSite } from '../reporters/site/render-site.tsx';
import type { SiteData } from '../reporters/site/site-data.ts';
import { rulePage } from '../reporters/view/rule-page.ts';
import { loadProtocol } from '../runner/load/load-protocol.ts';
import { findChromium, startChromium } from './support/chromium.ts';
import { hostileText } from './support/fixture-report.ts';
import { runInside } from './support/run-inside.ts';

/* The catalogue as a site: some rules of one protocol with all that is shown of them, and hostile texts wherever a text may stand. */
const root = new URL('..', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'conformance-site-'));
const executable = findChromium();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const chosen = ['DAB-IFM-003', 'DAB-ENV-004', 'DAB-CON-001', 'DAB-CLI-001', 'DAB-RTE-009'];
let site: SiteData;
let files: ReadonlyMap<string, string>;

beforeAll(async () => {
  const { spec, suites } = await loadProtocol('dab');
  const rules = spec.rules.filter(({ id }) => chosen.includes(id));
  const results = readResults([new URL('results', root).pathname]);
  const tool = { name: 'update-conformance', version: '0.0.0' };
  site = await collectSite(
    { catalogues: [{ spec: { ...spec, rules }, suites }], results, mostBugs: 2 },
    { tool, cwd: folder },
  );
  files = new Map(renderSite(site));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});

describe('a site', () => {
  test('has a page for each rule where reports link to, a list, and a table of products', () => {
    const links = chosen.map((rule) => rulePage('', 'dab', rule)?.slice(1));
    expect([...files.keys()].toSorted()).toEqual(['dab.html', 'index.html', 'style.css', ...links].toSorted());
  });

  test('shows what a conforming server answers beside what a bug does', () => {
    const rule = site.protocols[0]?.rules.find(({ id }) => id === 'DAB-IFM-003');
    const [bug] = rule?.bugs ?? [];
    expect(bug?.seen?.sound?.response?.status).toBe(404);
    expect(bug?.seen?.broken.response?.status).toBe(201);
    const page = files.get('dab/DAB-IFM-003.html');
    expect(page).toContain('<mark class="must">404</mark>');
    expect(page).toContain('<mark class="is">201</mark>');
    expect(page).toContain('more known bug');
  });

  test('shows an answer that a rule of all answers fails', () => {
    const rule = site.protocols[0]?.rules.find(({ id }) => id === 'DAB-ENV-004');
    expect(rule?.bugs[0]?.seen?.mismatches.map(({ fact }) => fact)).toContain('headers/content-type');
  });

  test('shows what real systems answered, and who does it', () => {
    const page = files.get('dab/DAB-IFM-003.html');
    expect(page).toContain('recorded 20');
    expect(page).toMatch(/PostgreSQL 15, kit, development/);
    expect(files.get('dab.html')).toContain('MariaDB');
    expect(files.get('dab/DAB-RTE-009.html')).toContain('outcome fail');
  });

  test('links lead to files that are there', () => {
    for (const [path, text] of files) {
      for (const [, href = ''] of text.matchAll(/href="(?!https?:)([^"#]+)/g)) {
        const target = new URL(href, `http://x/${path}`).pathname.slice(1);
        // Related rules that were not chosen here.
        if (!/^dab\/DAB-/.test(target)) expect(files.has(target), `${path}: ${href}`).toBe(true);
      }
    }
  });

  test('shows hostile texts as what they are', () => {
    const [protocol] = site.protocols;
    const [rule] = protocol?.rules ?? [];
    if (protocol === undefined || rule === undefined) throw new Error('there is no rule');
    const hostile = {
      ...rule,
      statement: hostileText,
      sources: [{ title: hostileText, url: 'javascript:alert(1)', where: hostileText }],
      bugs: rule.bugs.map((bug) => ({ ...bug, title: hostileText })),
      scenarios: [{ id: hostileText, title: hostileText, place: hostileText, says: [[hostileText]] }],
    };
    const all = [...renderSite({ ...site, protocols: [{ ...protocol, title: hostileText, rules: [hostile] }] })]
      .map(([, text]) => text)
      .join('');
    expect(all).not.toMatch(/[\u001b\u009b\u202e\u0000\u2028]|<script>alert|javascript:/);
    expect(all).toContain('&lt;script>alert(1)');
  });

  test.skipIf(!executable)(
    'works from disk in Chromium: search by keyboard, narrow and wide, light and dark, and axe finds nothing',
    async () => {
      const browser: Browser = await startChromium(executable as string);
      try {
        const open = async (path: string, options: Parameters<Browser['newPage']>[0]) => {
          const page = await browser.newPage(options);
          await page.goto(pathToFileURL(join(folder, path)).href);
          return page;
        };
        const list = await open('index.html', {});
        const faults: string[] = [];
        list.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
        await list.reload();
        await list.keyboard.press('/');
        await list.keyboard.type('star-put-inserts');
        await list.getByText('1 of 5 rules', { exact: true }).waitFor();
        await list.keyboard.press('Escape');
        await list.getByText('5 rules', { exact: true }).waitFor();
        expect(await list.$eval('h1', (head) => getComputedStyle(head).fontSize)).toBe('30.4px');
        expect(faults).toEqual([]);
        for (const path of ['index.html', 'dab.html', 'dab/DAB-IFM-003.html']) {
          for (const [colorScheme, width] of [
            ['light', 360],
            ['dark', 800],
            ['light', 1280],
          ] as const) {
            const page = await open(path, { colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
            expect(
              await page.evaluate('document.documentElement.scrollWidth'),
              `${path} at ${width}`,
            ).toBeLessThanOrEqual(width);
            await page.evaluate(axe.source);
            const { violations } = (await page.evaluate('axe.run({ preload: false })')) as {
              readonly violations: readonly {
                readonly id: string;
                readonly nodes: readonly { readonly html: string }[];
              }[];
            };
            expect(violations.map(({ id, nodes }) => [path, width, id, nodes[0]?.html])).toEqual([]);
            await page.close();
          }
        }
      } finally {
        await browser.close();
      }
    },
    120_000,
  );
});

describe('the command', () => {
  test('refuses folders that hold something else, and results that are none, and writes nothing there', async () => {
    const full = join(folder, 'full');
    mkdirSync(full);
    writeFileSync(join(full, 'thesis.json'), '{"schemaVersion":"no"}');
    const refused = await runInside(['site', '--out', full]);
    expect(refused.stderr).toContain('is not empty, and holds no site');
    expect(refused.code).toBe(2);
    expect(readdirSync(full)).toEqual(['thesis.json']);
    const out = join(folder, 'out');
    for (const [path, why] of [
      [join(full, 'thesis.json'), 'holds neither results nor the JSON report of a run'],
      [join(folder, 'nowhere'), 'there is no file or folder'],
      [join(folder, 'style.css'), 'cannot be read'],
    ] as const) {
      const { code, stderr } = await runInside(['site', '--out', out, '--protocol', 'dab', '--results', path]);
      expect(stderr).toContain(why);
      expect(code).toBe(2);
    }
  });

  test('writes a protocol of the user’s own, with the report of a run, twice into the same folder', async () => {
    const own = new URL('docs/notes-protocol', root).pathname;
    const report = join(folder, 'report.json');
    writeFileSync(
      report,
      JSON.stringify({
        schemaVersion: 2,
        startedAt: '2026-12-01T00:00:00Z',
        tool: { name: 't', version: '1' },
        targets: [
          {
            protocol: 'notes',
            url: 'http://x',
            edition: 'current',
            verdict: 'partial',
            rules: [{ rule: 'NOTE-001', verdict: 'pass' }],
          },
        ],
      }),
    );
    const out = join(folder, 'own');
    for (const _ of [1, 2]) {
      const { code, stdout, stderr } = await runInside(['site', '--out', out, '--protocol', own, '--results', report]);
      expect(stderr).toBe('');
      expect(stdout).toMatch(/^\d+ files, /);
      expect(code).toBe(0);
    }
    const page = readFileSync(
      join(out, readdirSync(out).find((name) => !name.includes('.')) ?? '', 'NOTE-001.html'),
      'utf8',
    );
    expect(page).toContain('2026-12-01');
  });

  test('explain tells the page of a rule', async () => {
    const { stdout } = await runInside(['explain', 'DAB-IFM-003', '--site', 'https://rules.example/x/']);
    expect(stdout).toContain('page https://rules.example/x/dab/DAB-IFM-003.html');
  });
});
