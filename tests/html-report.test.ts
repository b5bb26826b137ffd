import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderHtml } from '../reporters/html/render-html.tsx';
import { defaultPolicy } from '../reporters/policy.ts';
import { bigReport } from './support/big-report.ts';
import { findChromium, startChromium } from './support/chromium.ts';
import { fixtureReport } from './support/fixture-report.ts';

/* The HTML report in a real browser, opened from disk, with a hostile report and with one of 700 rules that all fail. */
const folder = mkdtempSync(join(tmpdir(), 'conformance-html-'));
const executable = findChromium();

const pages = {
  hostile: renderHtml(fixtureReport, { policy: defaultPolicy, site: 'https://rules.example/site' }),
  big: renderHtml(bigReport({ rules: 700, failing: 1, body: 64 * 1024 }), { policy: defaultPolicy }),
} as const;
for (const [name, text] of Object.entries(pages)) writeFileSync(join(folder, `${name}.html`), text);

test.each(Object.entries(pages))('the %s page has 3 MB at most, and asks for nothing', (_, text) => {
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(3_000_000);
  expect(text).toContain(`default-src 'none'`);
  expect(text).not.toMatch(/<(?:img|link|iframe|object|embed|base)\b|@import|url\(/i);
});

describe.skipIf(!executable && !process.env['CONFORMANCE_CHROMIUM'])(
  executable ? 'in Chromium' : 'in Chromium (skipped: it is not installed)',
  () => {
    let browser: Browser;
    beforeAll(async () => {
      if (!executable) throw new Error('Chromium is not installed (Debian: apt-get install chromium)');
      browser = await startChromium(executable);
    });
    afterAll(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    async function open(name: keyof typeof pages, options: Parameters<Browser['newPage']>[0] = {}) {
      // Tools of a test may look into the page; scripts of a page still run by its own policy (see the test of it).
      const page = await browser.newPage({ bypassCSP: true, ...options });
      const faults: string[] = [];
      const asked: string[] = [];
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
      page.on('request', (request) => asked.push(request.url()));
      await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
      return { page, faults, asked };
    }

    const visible = (page: Page): Promise<readonly string[]> =>
      page.$$eval('tr[data-rule]', (rows) =>
        rows
          .filter((row) => !(row as unknown as { hidden: boolean }).hidden)
          .map((row) => row.getAttribute('data-rule') ?? ''),
      );

    test('its policy lets its own script and style work, and nothing is fetched', async () => {
      const { page, faults, asked } = await open('hostile', { bypassCSP: false });
      expect(await page.isVisible('#filters')).toBe(true);
      expect(await page.$eval('h1', (head) => getComputedStyle(head).color)).not.toBe('rgb(0, 0, 0)');
      expect(faults).toEqual([]);
      expect(asked).toHaveLength(1);
      await page.close();
    });

    test.each(['light', 'dark'] as const)('axe finds nothing in it, %s', async (colorScheme) => {
      for (const width of [360, 1280]) {
        const { page } = await open('hostile', { colorScheme, viewport: { width, height: 900 } });
        await page.evaluate(axe.source);
        const found = (await page.evaluate('axe.run()')) as {
          readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
        };
        expect(found.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
        await page.close();
      }
    });

    test('what a target sent is text in it', async () => {
      const { page } = await open('hostile');
      expect(await page.$$eval('script', (scripts) => scripts.length)).toBe(1);
      expect(await page.textContent('body')).toContain('<script>alert(1)</script>');
      await page.close();
    });

    test('it searches and filters', async () => {
      const { page } = await open('hostile');
      const all = await visible(page);
      await page.keyboard.press('/');
      await page.keyboard.type('dab-ifm');
      await expect.poll(() => visible(page)).toEqual(all.filter((rule) => rule.startsWith('DAB-IFM')));
      expect(await page.textContent('#count')).toBe(`3 of ${all.length} rules`);
      expect(await page.isVisible('[id="rule-0-DAB-IFM-003"]')).toBe(true);
      await page.keyboard.press('Escape');
      expect(await visible(page)).toEqual(all);
      await page.selectOption('#by-outcome', 'warning');
      expect(await visible(page)).toEqual(['DAB-ERR-001', 'DAB-INF-001', 'DAB-NEW-001']);
      await page.fill('#search', 'nothing is like this');
      await page.locator('#nothing').waitFor({ state: 'visible' });
      await page.close();
    });

    test('what differs is marked where it stands, and a race is drawn', async () => {
      const { page } = await open('hostile');
      const marked = await page.$$eval('pre mark', (found) => found.map((mark) => mark.textContent));
      expect(marked).toContain('201');
      expect(await page.$$eval('.timeline rect', (bars) => bars.length)).toBe(4);
      await page.close();
    });

    test('no width makes the page wider than the screen', async () => {
      const { page } = await open('hostile');
      for (const width of [360, 768, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await page.evaluate('document.documentElement.scrollWidth'), `${width}`).toBeLessThanOrEqual(width);
      }
      await page.close();
    });

    test('700 failing rules are searched within a second of opening', async () => {
      const page = await browser.newPage();
      await page.goto(pathToFileURL(join(folder, 'big.html')).href);
      const ready = (await page.evaluate('performance.getEntriesByType("navigation")[0].domInteractive')) as number;
      expect(ready).toBeLessThan(1_000);
      expect(await visible(page)).toHaveLength(700);
      await page.close();
    });
  },
);
