import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { protocolIds } from '../mock-server/index.ts';
import { cliPath, quietEnv, runCli, runCommand } from './support/run-node.ts';
import { startChild } from './support/start-child.ts';

/* `serve` as a client developer uses it: started, read, asked, ended. */
const folder = mkdtempSync(join(tmpdir(), 'conformance-serve-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Serving {
  readonly url: string;
  /** All that was printed so far. */
  said(): string;
  /** Waits until it has said this. */
  until(text: string): Promise<void>;
  /** Ends it by SIGTERM; gives the exit code. */
  end(): Promise<number | null>;
}

async function serve(...args: readonly string[]): Promise<Serving> {
  const child = startChild(process.execPath, [cliPath, 'serve', '--port', '0', ...args], {
    cwd: folder,
    env: { ...process.env, ...quietEnv, OWN_TOKEN: 'from-the-environment' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      text += chunk;
      for (const look of waiting) look();
    });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const until = (wanted: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (!text.includes(wanted)) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
      void ended.then(() => reject(new Error(`it ended: ${text}`)));
    });
  const last = protocolIds.findLast((id) => args.includes(id)) ?? protocolIds.at(-1);
  await until('Listening on');
  await until(`/${last}/`);
  return {
    url: /Listening on (\S+)/.exec(text)?.[1] ?? '',
    said: () => text,
    until,
    end: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** The curl lines it printed, each run as it stands; their statuses. */
async function runPrinted(serving: Serving): Promise<number[]> {
  const lines = serving.said().match(/^ {2}curl .*$/gm) ?? [];
  const runs = lines.map((line) =>
    runCommand('sh', ['-c', line], { env: { OWN_TOKEN: 'from-the-environment' } }).then(({ stdout }) =>
      Number(/^HTTP\/1\.1 (\d+)/.exec(stdout)?.[1]),
    ),
  );
  return Promise.all(runs);
}

const account = '/dataverse/api/data/v9.2/accounts(00000000-0000-0000-0000-000000000001)';
const bearer = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });

test.skipIf(process.platform === 'win32')(
  'every line that is printed works, and the rules behind answers can be asked for',
  async () => {
    const serving = await serve('--no-rules', '--clock', '2030-02-03T04:05:06Z', '--ids', 'monday');
    expect(await runPrinted(serving)).toEqual([200, 204, 204, 204]);
    for (const id of protocolIds) expect(serving.said()).toMatch(new RegExp(`${id}\n.*\n {2}credentials: `));
    const written = await fetch(`${serving.url}/dab/api/Books/id/4711`, { method: 'PUT', body: '{}' });
    expect([written.status >= 400, written.headers.get('conformance-rule')]).toEqual([true, null]);
    const odd = await fetch(`${serving.url}/dataverse/api/data/v9.2/accounts?$apply=x`, bearer('mine'));
    expect(odd.headers.get('conformance-unmodelled')).toBe('$apply');
    const clock = (await (await fetch(`${serving.url}/_conformance/clock?protocol=dab`)).json()) as {
      services: { now: string }[];
    };
    expect(clock.services[0]?.now).toMatch(/^2030-02-03T04:0/);
    const explained = await fetch(`${serving.url}/_conformance/explain/dab-ifm-001`);
    expect(await explained.json()).toMatchObject({ id: 'DAB-IFM-001', level: 'MUST' });
    expect((await fetch(`${serving.url}/_conformance/explain/DAB-IFM-999`)).status).toBe(404);
    expect(await serving.end()).toBe(0);
  },
);

test('any token is exchanged for one that works, and is not one itself', async () => {
  const serving = await serve('matrix42', '--edition', 'current', '--latency', '1ms-3ms');
  const asked = (path: string, token: string, method = 'GET') =>
    fetch(`${serving.url}/m42Services/api/${path}`, { method, ...bearer(token) });
  const list = 'data/fragments/SPSScCategoryClassBase';
  expect((await asked(list, 'my-own')).status).toBe(406);
  const given = await asked('ApiToken/GenerateAccessTokenFromApiToken/', 'my-own', 'POST');
  const { RawToken } = (await given.json()) as { RawToken: string };
  expect((await asked(list, RawToken)).status).toBe(200);
  expect((await asked(list, `${RawToken}0`)).status).toBe(401);
});

test('rows stay in a file from one start to the next', async () => {
  const first = await serve('dataverse', '--state', 'rows.json');
  const patched = await fetch(`${first.url}${account}`, {
    method: 'PATCH',
    headers: { ...bearer('any').headers, 'Content-Type': 'application/json' },
    body: '{"name":"Kept"}',
  });
  expect(patched.status).toBe(204);
  expect(await first.end()).toBe(0);
  const second = await serve('dataverse', '--state', 'rows.json');
  expect(await (await fetch(`${second.url}${account}`, bearer('any'))).json()).toMatchObject({ name: 'Kept' });
  await second.end();
  writeFileSync(join(folder, 'rows.json'), '{"services":[{}]}');
  const faulty = await runCli(['serve', 'dataverse', '--port', '0', '--state', 'rows.json'], { cwd: folder });
  expect([faulty.code, faulty.stderr]).toEqual([
    2,
    expect.stringContaining('--state rows.json cannot be read: this is no state'),
  ]);
  expect(readFileSync(join(folder, 'rows.json'), 'utf8')).toBe('{"services":[{}]}');
});

test.skipIf(process.platform === 'win32')(
  'users of a file are the only ones, and the file is read anew when it changes',
  async () => {
    const users = (reader: string): string =>
      `dataverse:\n  - { token: env:OWN_TOKEN, as: caller }\n  - { token: ${reader}, as: reader }\n` +
      `dab:\n  - { token: dora, roles: [readonly] }\n`;
    writeFileSync(join(folder, 'users.yaml'), users('rob'));
    const serving = await serve('dab', 'dataverse', '--root', 'dab', '--users', 'users.yaml', '--watch');
    expect(await runPrinted(serving)).toEqual([200, 204]);
    const status = async (token: string, init: RequestInit = {}): Promise<number> =>
      (await fetch(`${serving.url}${account}`, { ...init, ...bearer(token) })).status;
    expect([await status('rob'), await status('rob', { method: 'DELETE' })]).toEqual([200, 403]);
    expect(await status('anybody')).toBe(401);
    const book = async (...headers: [string, string][]): Promise<number> =>
      (await fetch(`${serving.url}/api/Books/id/2`, { method: 'DELETE', headers })).status;
    expect(await book(['Authorization', 'Bearer dora'], ['X-MS-API-ROLE', 'readonly'])).toBe(403);
    expect(await book(['Authorization', 'Bearer dora'], ['X-MS-API-ROLE', 'updpol'])).toBe(403);
    expect(await book(['Authorization', 'Bearer nobody'])).toBe(401);

    writeFileSync(join(folder, 'users.yaml'), users('rita'));
    await serving.until('Read anew, the rows are as before.');
    expect([await status('rita'), await status('rob')]).toEqual([200, 401]);
    const kept = await fetch(`${serving.url}${account}`, bearer('rita'));
    expect(await kept.json()).toMatchObject({ name: 'Updated Sample Account' });
    writeFileSync(join(folder, 'users.yaml'), 'dataverse:\n  - { token: x, as: owner }\n');
    await serving.until('Served is what was read before.');
    expect(serving.said()).toContain(
      'users.yaml:2:5: error: dataverse has no identity "owner"; it has: caller, reader',
    );
    expect(await status('rita')).toBe(200);
  },
);

test.skipIf(process.platform === 'win32')('it ends with whoever started it', async () => {
  const file = join(folder, 'port');
  const shell = startChild(
    'sh',
    ['-c', `"$0" "$1" serve dab --port 0 --exit-with-parent > "${file}" & wait`, process.execPath, cliPath],
    {
      env: { ...process.env, ...quietEnv },
      stdio: 'ignore',
    },
  );
  let url: string | undefined;
  while (url === undefined) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    url = existsSync(file) ? /Listening on (\S+)/.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
  }
  const health = async (): Promise<boolean> =>
    fetch(`${url}/_conformance/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  expect(await health()).toBe(true);
  shell.kill('SIGKILL');
  while (await health()) await new Promise((resolve) => setTimeout(resolve, 50));
});

test('what makes no sense is refused before anything listens', async () => {
  const refused = async (...args: readonly string[]): Promise<string> => {
    const { code, stderr } = await runCli(['serve', ...args], { cwd: folder });
    return `${code} ${stderr}`;
  };
  const all = await Promise.all([
    refused('--latency', '2s-1s'),
    refused('--clock', 'tomorrow'),
    refused('dab', '--root', 'dataverse'),
    refused('--edition', 'dataverse=v1'),
    refused('--watch'),
  ]);
  expect(all).toEqual([
    expect.stringContaining('2 error: --latency takes a duration like 200ms'),
    expect.stringContaining('2 error: --clock takes an instant'),
    expect.stringContaining('2 error: --root dataverse is not served'),
    expect.stringContaining('2 error: there is no edition "dataverse=v1"'),
    expect.stringContaining('2 error: --watch has no file to watch'),
  ]);
});
