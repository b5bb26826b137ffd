import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../core/report.ts';
import { createReferenceServer, loadCore, type ReferenceServer } from '../mock-server/index.ts';
import { type Between, putBetween } from './support/put-between.ts';
import { runInside } from './support/run-inside.ts';
import { cliPath } from './support/run-node.ts';
import { startChild } from './support/start-child.ts';

/*
 * What lies between client and API, before the reference server and with the built command line: a lawful gateway conforms, or
 * leaves the run undetermined with its cause named. It never fails a rule.
 */
const folder = mkdtempSync(join(tmpdir(), 'conformance-edges-'));
const protocols = ['dab', 'dataverse', 'dialogporten', 'matrix42'];
let server: ReferenceServer;
const identities: Record<string, readonly string[]> = {};
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  server = await createReferenceServer({ protocols });
  for (const protocol of protocols) {
    const { credentials } = await loadCore(protocol);
    identities[protocol] = Object.entries(credentials).flatMap(([id, fields]) =>
      fields.flatMap(([name, value]) => ['--identity', `${id}=${name}: ${value}`]),
    );
  }
});
afterAll(async () => {
  await Promise.all(closing.map((close) => close()));
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function judge(protocol: string, between: Between, ...args: readonly string[]) {
  const { url, close } = await putBetween(server.url, between);
  closing.push(close);
  const target = ['--target', `${url}/${protocol}`, '--protocol', protocol, ...(identities[protocol] ?? [])];
  const finished = await runInside(['run', ...target, '--reporter', 'json=out.json', ...args], { cwd: folder });
  const report = JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')) as Report;
  return { ...finished, url, target: report.targets[0] };
}

describe('a gateway before which TLS ends, so that links name another scheme, host and port', () => {
  const renames: Between = () => ({
    rewrite: (name, value) =>
      name === 'location' || name === 'odata-entityid'
        ? value.replace(/^http:\/\/[^/]+/, 'https://api.test:8443')
        : value,
  });
  test.each([
    ['dab', ['--suite', 'rows', 'upsert']],
    ['dataverse', ['--suite', 'representation', 'upsert', 'navigation', 'deep-insert', 'batch', 'lists']],
  ] as const)(
    '%s: links are judged by their paths, followed on the target, and rows are cleaned up',
    async (protocol, selection) => {
      const { code, stdout, url, target } = await judge(protocol, renames, ...selection);
      expect(stdout).toContain(`links name https://api.test:8443, the target is called ${url}`);
      expect(target?.scenarios.filter(({ verdict }) => verdict === 'error')).toEqual([]);
      expect(target?.leftovers).toEqual([]);
      expect(code).toBe(0);
    },
  );
});

test.each([
  ['dab', ['--suite', 'rows', 'if-match']],
  ['dataverse', ['--suite', 'conditional', 'update']],
  ['dialogporten', ['--suite', 'patch']],
  ['matrix42', ['--suite', 'update', 'races']],
] as const)('%s: who asks for patience with a 429 is waited for, and it is told', async (protocol, selection) => {
  let count = 0;
  const throttles: Between = () =>
    ++count % 20 === 0 ? { status: 429, body: 'slowly', headers: [['retry-after', '0']] } : undefined;
  const { code, stdout, target } = await judge(protocol, throttles, ...selection);
  expect(target?.notes?.[0]).toMatch(/^told \d+ times to wait \(Retry-After\), waited 0 s in all, and asked again$/);
  expect(stdout).toContain('On the way');
  expect(code).toBe(0);
});

describe('a throttle that meets the probes', () => {
  const first = (status: number, headers: readonly (readonly [string, string])[], many: number): Between => {
    let count = 0;
    return () => (++count <= many ? { status, headers, body: 'slowly' } : undefined);
  };
  test('is waited for: no part is unclear for that', async () => {
    const between = first(429, [['Retry-After', '0']], 4);
    const { code, target } = await judge('matrix42', between, '--rule', 'M42-TS-003');
    expect(target?.features.filter(({ probed }) => probed === 'unclear')).toEqual([]);
    expect(code).toBe(0);
  });
  test('is named as the cause when it does not let go', async () => {
    const { code, stdout } = await judge('matrix42', first(503, [], 100), '--rule', 'M42-TS-003');
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('every probe was answered 503, so the API was not heard');
    expect(code).toBe(3);
  });
});

test('what a gateway may have let through is named as left behind', async () => {
  let count = 0;
  const between: Between = ({ method }) =>
    method === 'POST' && ++count % 4 === 0
      ? { bytes: () => 'HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n' }
      : undefined;
  const { code, target } = await judge('matrix42', between, '--suite', 'timestamp');
  expect(target?.leftovers.join(' ')).toMatch(/matrix42\/timestamp\/\S+, step \S+: DELETE /);
  expect(code).toBe(3);
});

test('a next page may be named by a relative link', async () => {
  const relative: Between = ({ url }) =>
    url?.includes('$count=true')
      ? {
          bytes: (_, head, body) => {
            const text = body.toString().replaceAll(/https?:\/\/127\.0\.0\.1:\d+/g, '');
            return `${head.replace(/content-length: \d+/i, `Content-Length: ${text.length}`)}\r\n\r\n${text}`;
          },
        }
      : undefined;
  const { code } = await judge('dataverse', relative, '--scenario', 'lists/paged');
  expect(code).toBe(0);
});

describe.each([502, 503, 504])('a %i of a gateway in between', (status) => {
  test.each(['dab', 'matrix42'])('leaves %s undetermined, and fails no rule', async (protocol) => {
    let count = 0;
    const fails: Between = () =>
      ++count % 25 === 0 ? { status, body: '<html>Bad</html>', headers: [['content-type', 'text/html']] } : undefined;
    const { code, target } = await judge(protocol, fails, '--suite', 'races', protocol === 'dab' ? 'rows' : 'update');
    expect(target?.rules.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
    expect(JSON.stringify(target?.rules)).toContain(`answered ${status}: the request was kept from the API`);
    expect(code).toBe(3);
  });
});

describe('an answer that HTTP/1.1 does not allow', () => {
  /** Says that the connection ends with this answer: else the next request would be sent on it. */
  const closing = (head: string): string => `${head.replace(/\r\nconnection: [^\r]*/gi, '')}\r\nConnection: close`;
  /** Every so many answers are spoilt; the others go through. */
  const spoilt = (every: number, bytes: (head: string, body: Buffer) => string | Buffer): Between => {
    let count = 0;
    return () =>
      ++count % every === 0
        ? { bytes: (_, head, body) => (body.length === 0 ? `${closing(head)}\r\n\r\n` : bytes(head, body)) }
        : undefined;
  };

  test('a body behind a 204 fails the rules that speak of it; what stands elsewhere is judged', async () => {
    const between: Between = (request) =>
      request.method === 'DELETE'
        ? {
            bytes: (status, head, body) =>
              status === 204 ? `${head}\r\n\r\ngone` : Buffer.concat([Buffer.from(`${head}\r\n\r\n`), body]),
          }
        : undefined;
    const { code, stdout, target } = await judge('dab', between, '--suite', 'rows');
    expect(target?.rules.filter(({ verdict }) => verdict === 'fail').map(({ rule }) => rule)).toContain('DAB-DEL-001');
    expect(target?.scenarios.filter(({ verdict }) => verdict === 'pass').length).toBeGreaterThan(5);
    expect(stdout).toContain('gone');
    expect(code).toBe(1);
  });

  test.each([
    [
      'the length twice',
      (head: string, body: Buffer) =>
        Buffer.concat([Buffer.from(`${head}\r\nContent-Length: ${body.length}\r\n\r\n`), body]),
      'it has Content-Length more than once',
    ],
    [
      'a character that no field may have',
      (head: string) => `${head}\r\nX-Trace: a\x01b\r\n\r\n`,
      'the field X-Trace has a character that no field may have: "HTTP/1.1 ',
    ],
    [
      'less than its length',
      (head: string) => `${head.replace(/content-length: \d+/i, 'Content-Length: 999')}\r\n\r\nabc`,
      '3 of the 999 bytes of its body came',
    ],
    [
      'more than its length',
      (head: string, body: Buffer) => Buffer.concat([Buffer.from(`${head}\r\n\r\n`), body, Buffer.from('and more')]),
      'stand behind',
    ],
  ] as const)(
    '%s: the scenarios that met it are in error with the bytes, all others are judged',
    async (_, bytes, told) => {
      // Of suites that ask for no coding: its fault would be another one.
      const { code, stdout, target } = await judge('matrix42', spoilt(15, bytes), '--suite', 'update', 'attributes');
      const errors = target?.scenarios.filter(({ verdict }) => verdict === 'error') ?? [];
      expect(target?.rules.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
      expect(errors.length).toBeGreaterThan(0);
      expect(errors.map(({ id, reason }) => [id, reason]).filter(([, reason]) => !reason?.includes(told))).toEqual([]);
      expect(target?.scenarios.some(({ verdict }) => verdict === 'pass')).toBe(true);
      expect(stdout).toContain(told);
      expect(code).toBe(3);
    },
  );
});

test.skipIf(process.platform === 'win32')('SIGHUP cleans up like Ctrl-C: no row is left', async () => {
  const rows = async (): Promise<number> => {
    const response = await fetch(`${server.url}/dab/api/Books?$first=100000`);
    return ((await response.json()) as { readonly value: readonly unknown[] }).value.length;
  };
  const before = await rows();
  const { url, close } = await putBetween(server.url, () => ({ delayMs: 60 }));
  closing.push(close);
  const target = ['--target', `${url}/dab`, '--protocol', 'dab', ...(identities['dab'] ?? [])];
  const child = startChild(process.execPath, [cliPath, 'run', ...target], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const made = async (): Promise<void> => {
    while ((await rows()) === before && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 20));
  };
  await made();
  child.kill('SIGHUP');
  expect(await ended).toBe(130);
  expect(await rows()).toBe(before);
});

describe('a connection that is reset in a race', () => {
  test.each(['dataverse', 'matrix42'])('%s: leaves its round open, and fails no rule', async (protocol) => {
    let count = 0;
    // Requests of a race are the ones that close their connection.
    const resets: Between = ({ headers }) =>
      headers.connection === 'close' && ++count % 7 === 0
        ? { hangsUp: count % 2 === 0 ? 'before' : 'behind' }
        : undefined;
    const { code, target } = await judge(protocol, resets, '--suite', 'races');
    expect(target?.rules.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
    expect(JSON.stringify(target)).toMatch(/\d+ of \d+ without an answer/);
    expect(code).toBe(3);
  });
});

describe('a gateway that compresses for who takes it', () => {
  const takesGzip = (request: { readonly headers: NodeJS.Dict<string | string[]> }): boolean =>
    request.headers['accept-encoding'] === 'gzip';
  const selection = ['--scenario', 'read-compressed'];

  test.each(protocols)('%s: conforms when tags stay as they are', async (protocol) => {
    const { code } = await judge(
      protocol,
      (request) => (takesGzip(request) ? { gzip: true } : undefined),
      ...selection,
    );
    expect(code).toBe(0);
  });
  test.each([
    ['drops', { without: ['etag'] }, 'DP-GET-001'],
    ['marks', { rewrite: (name, value) => (name === 'etag' ? `${value}-gzip` : value) }, 'DP-GET-001'],
  ] as const satisfies readonly (readonly [string, ReturnType<Between>, string])[])(
    'fails when it %s the tag then',
    async (_, change, rule) => {
      const { code, target } = await judge(
        'dialogporten',
        (request) => (takesGzip(request) ? change : undefined),
        ...selection,
      );
      expect(target?.rules.find(({ verdict }) => verdict === 'fail')?.rule).toBe(rule);
      expect(code).toBe(1);
    },
  );
});

describe('content codings', () => {
  const rule = ['--rule', 'M42-TS-003'];
  const bomb = gzipSync(Buffer.alloc(32 * 1024 * 1024, 0x20));

  test('what comes back compressed is decoded, whoever asked for it', async () => {
    const { code } = await judge('matrix42', () => ({ gzip: true }), ...rule, '-H', 'Accept-Encoding: gzip');
    expect(code).toBe(0);
  });
  test('what this program cannot decode could not be judged, and is told', async () => {
    const { code, stdout } = await judge('matrix42', (request) =>
      request.method === 'GET' ? { status: 200, body: 'x', headers: [['content-encoding', 'compress']] } : undefined,
    );
    expect(stdout).toContain('the answer is in the coding compress, which cannot be decoded here');
    expect(code).toBe(3);
  });
  test('a bomb ends in a clear error', async () => {
    const { code, stdout } = await judge('matrix42', () => ({
      status: 200,
      body: bomb,
      headers: [['content-encoding', 'gzip']],
    }));
    expect(stdout).toContain("the answer's body is larger than 12582912 bytes");
    expect(code).toBe(3);
  });
});
