import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReferenceServer, type ReferenceServer } from '../mock-server/index.ts';
import { findChromium, startChromium } from './support/chromium.ts';

/*
 * The script of the vendor's page on updating a fragment ("Update with concurrency tracking"), in a real browser, from a page of another
 * origin. Two slips of the page are mended: it compares with "nul", and never sends its first request. The host is this server's.
 */
const script = (host: string, token: string): string => `
var token = '${token}';
var categoryId = '7777780d-71a0-df11-708c-000c2968299e';
var xhr = new XMLHttpRequest();
xhr.open('GET', '${host}/m42Services/api/data/fragments/SPSScCategoryClassBase/' + categoryId, true);
xhr.setRequestHeader('Authorization', 'Bearer ' + token);
xhr.setRequestHeader('Content-Type', 'application/json');
xhr.onreadystatechange = function() {
  if (this.readyState == 4 && this.status == 200 && this.responseText!==null) {
    var categoryFragment = JSON.parse(this.responseText);
    var svchttp = new XMLHttpRequest();
    svchttp.open('PUT', '${host}/m42Services/api/data/fragments/SPSScCategoryClassBase/', true);
    svchttp.setRequestHeader('Authorization', 'Bearer ' + token);
    svchttp.setRequestHeader('Content-Type', 'application/json');
    svchttp.send(JSON.stringify({
      "ID": categoryId,
      "TimeStamp": categoryFragment.TimeStamp,
      "DefaultSubject": "Facility Management Subject",
    }));
  }
};
xhr.send();`;

const executable = findChromium();

// `.ci/run` installs Chromium and says so; elsewhere a machine without it skips these tests.
describe.skipIf(!executable && !process.env['CONFORMANCE_CHROMIUM'])(
  executable ? "the page's script in Chromium" : "the page's script (skipped: Chromium is not installed)",
  () => {
    let server: ReferenceServer;
    let site: Server;
    let browser: Browser;
    let page: Page;
    beforeAll(async () => {
      if (!executable) throw new Error('Chromium is not installed (Debian: apt-get install chromium)');
      server = await createReferenceServer({ protocols: ['matrix42'], root: 'matrix42' });
      site = createServer((_, response) =>
        response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>'),
      );
      await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
      browser = await startChromium(executable);
      page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
    }, 60_000);
    afterAll(async () => {
      await browser?.close();
      site?.close();
      await server?.stop();
    });

    const fragments = (): string => `${server.url}/m42Services/api/data/fragments/SPSScCategoryClassBase`;
    const headers = { Authorization: 'Bearer m42-caller', 'Content-Type': 'application/json' };
    const read = async (): Promise<Record<string, unknown>> =>
      (await (await fetch(`${fragments()}/7777780d-71a0-df11-708c-000c2968299e`, { headers })).json()) as Record<
        string,
        unknown
      >;
    const updated = () =>
      page.waitForResponse(
        (response) => response.request().method() === 'PUT' && response.url().startsWith(server.url),
      );

    test('reads the TimeStamp and updates by it', async () => {
      const before = await read();
      const answer = updated();
      await page.evaluate(script(server.url, 'm42-caller'));
      expect((await answer).status()).toBe(204);
      const after = await read();
      expect(after['DefaultSubject']).toBe('Facility Management Subject');
      expect(after['TimeStamp']).not.toBe(before['TimeStamp']);
    });

    test('is refused when somebody else was faster', async () => {
      await page.route(`${fragments()}/`, async (route) => {
        if (route.request().method() === 'PUT') {
          const body = JSON.stringify({ ID: '7777780d-71a0-df11-708c-000c2968299e', DefaultSubject: 'Theirs' });
          await fetch(fragments(), { method: 'PUT', headers, body });
        }
        await route.continue();
      });
      const answer = updated();
      await page.evaluate(script(server.url, 'm42-caller'));
      expect((await answer).status()).toBe(500);
      expect((await read())['DefaultSubject']).toBe('Theirs');
    });
  },
);
