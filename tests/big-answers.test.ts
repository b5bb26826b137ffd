import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Report } from '../core/report.ts';
import { formats } from '../reporters/formats.ts';
import { cliPath, runCommand } from './support/run-node.ts';
import { serveHandler } from './support/serve-handler.ts';

/* Answers without measure, written in every format: nothing crashes, and 300 MB are enough. */
const folder = mkdtempSync(join(tmpdir(), 'conformance-big-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const mostMegabytes = 300;
const chunk = Buffer.alloc(1024 * 1024, '{"a":"<x>"},');

/** Sends so many MB, as fast as they are taken. */
function pour(response: ServerResponse, megabytes: number): void {
  let left = megabytes;
  const more = (): void => {
    while (left-- > 0) {
      if (!response.write(chunk)) {
        response.once('drain', more);
        return;
      }
    }
    response.end();
  };
  more();
}

const deep = `{"value":${'['.repeat(30_000)}${']'.repeat(30_000)}}`;
const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '100 MB': (response) => pour(response, 100),
  'without end': (response) => pour(response, Number.POSITIVE_INFINITY),
  '30,000 deep': (response) => response.end(deep),
};

describe.each(Object.entries(answers))('an answer of %s', (name, answer) => {
  test('is judged and reported in every format', async () => {
    const url = await serveHandler((request, response) => {
      request.resume();
      const status = request.url?.includes('dead') ? 404 : 200;
      response.writeHead(status, { 'content-type': 'application/json', etag: '"1"' });
      response.on('error', () => undefined);
      answer(response);
    });
    const out = (format: string): string => join(folder, `${name.replaceAll(/\W/g, '-')}.${format}`);
    const peak = `process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS + '\\n'))`;
    const { code, stderr } = await runCommand(process.execPath, [
      '--import',
      `data:text/javascript,${encodeURIComponent(peak)}`,
      cliPath,
      'run',
      ...['--target', url, '--protocol', 'dab', '--suite', 'dab/bodies', '--quick', '--timeout', '2s'],
      ...Object.keys(formats).flatMap((format) => ['--reporter', `${format}=${out(format)}`]),
    ]);
    expect([1, 3], stderr).toContain(code);
    const [, kilobytes] = /peak (\d+)/.exec(stderr) ?? [];
    expect(Number(kilobytes) / 1024).toBeLessThan(mostMegabytes);
    const report = JSON.parse(readFileSync(out('json'), 'utf8')) as Report;
    expect(report.exitCode).toBe(code);
    for (const format of Object.keys(formats)) expect(statSync(out(format)).size, format).toBeGreaterThan(50);
    expect(statSync(out('html')).size).toBeLessThan(3_000_000);
  });
});
