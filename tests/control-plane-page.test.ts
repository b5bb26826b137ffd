import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { explainForServer } from '../cli/serve/explain-for-server.ts';
import { controlPrefix } from '../mock-server/hapi/control-plane.ts';
import { controlRoutes } from '../mock-server/hapi/control-routes.ts';
import { createReferenceServer, protocolIds, type ReferenceServer } from '../mock-server/index.ts';

/*
 * docs/control-plane.md is one story: its requests are sent in order to a fresh server, and each is answered as the page shows.
 */
const page = readFileSync(new URL('../docs/control-plane.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/^```http\n(.*?)^```/gms)].map(([, text = '']) => text);

interface Example {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly status: number;
  /** What is shown of the answer's body; undefined: it has none. */
  readonly shown: unknown;
}

/** Head and body of a block. */
function halves(block: string): readonly [head: readonly string[], body: string | undefined] {
  const [head = '', ...body] = block.trimEnd().split('\n\n');
  return [head.split('\n'), body.length > 0 ? body.join('\n\n') : undefined];
}

const examples = Array.from({ length: Math.floor(blocks.length / 2) }, (_, index): Example => {
  const [[line = '', ...fields], body] = halves(blocks[2 * index] ?? '');
  const [[status], shown] = halves(blocks[2 * index + 1] ?? '');
  const [method = '', target = ''] = line.split(' ');
  return {
    method,
    target,
    headers: Object.fromEntries(fields.map((field) => field.split(': '))),
    body,
    status: Number(status),
    shown: shown === undefined ? undefined : JSON.parse(shown),
  };
});

/** The actual value with "…" where the page has it. */
function asShown(actual: unknown, shown: unknown): unknown {
  if (shown === '…' && actual !== undefined) return shown;
  if (Array.isArray(actual) && Array.isArray(shown)) return actual.map((item, index) => asShown(item, shown[index]));
  if (typeof actual !== 'object' || actual === null || typeof shown !== 'object' || shown === null) return actual;
  return Object.fromEntries(
    Object.entries(actual).map(([name, member]) => [name, asShown(member, (shown as Record<string, unknown>)[name])]),
  );
}

let server: ReferenceServer;
beforeAll(async () => {
  server = await createReferenceServer({ explain: explainForServer(protocolIds, { cwd: '.', cache: undefined }) });
});
afterAll(() => server.stop());

test.each(examples)('$method $target is answered $status', async ({ method, target, headers, body, status, shown }) => {
  const answer = await fetch(`${server.url}${target}`, {
    method,
    headers: body === undefined ? headers : { ...headers, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body }),
  });
  const text = await answer.text();
  expect(answer.status).toBe(status);
  expect(text === '' ? undefined : asShown(JSON.parse(text), shown)).toEqual(shown);
});

test('every route has an example that works', () => {
  const routes = controlRoutes({
    pool: { get: never, list: () => [], drop: () => false },
    desk: { service: never, translate: never },
    protocols: [],
    root: undefined,
  });
  const worked = examples.filter(({ status }) => status < 300);
  const without = routes.filter(({ method, path }) => {
    const pattern = new RegExp(`^${controlPrefix}${path.replaceAll(/\{\w+\}/g, '[^/]+')}(\\?|$)`);
    return !worked.some((example) => example.method === method && pattern.test(example.target));
  });
  expect(without.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  expect(routes.length).toBeGreaterThan(10);
});

function never(): never {
  throw new Error('no route is called here');
}
