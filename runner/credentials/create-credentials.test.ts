import { expect, test } from 'vitest';
import { createCredentials } from './create-credentials.ts';
import type { TokenAnswer, TokenGround, TokenSource } from './token-source.ts';

const source = (apiToken: string): TokenSource => ({ kind: 'matrix42', url: 'https://m42.test/x', apiToken });

/** A ground that answers as told, and a clock that is moved by hand. */
function ground(answers: (TokenAnswer | (() => TokenAnswer))[]) {
  const sent: string[] = [];
  const remembered: string[] = [];
  let time = 0;
  const made: TokenGround = {
    remember: (secret) => void remembered.push(secret),
    send: async (url, { headers }) => {
      sent.push(`${url} ${headers.find(([name]) => name === 'Authorization')?.[1]}`);
      const next = answers.shift();
      if (next === undefined) throw new Error('nothing more is answered');
      return typeof next === 'function' ? next() : next;
    },
  };
  return { made, sent, remembered, now: () => time, advance: (ms: number) => (time += ms) };
}

const token = (RawToken: string, LifeTime?: string): TokenAnswer => ({
  status: 200,
  headers: [],
  text: JSON.stringify({ RawToken, LifeTime }),
});
const identity = (apiToken: string, fields: readonly (readonly [string, string])[] = []) => ({
  source: source(apiToken),
  title: 'token exchange',
  fields,
});

test('is fetched once for all who want it at the same time, and for identities that get theirs in the same way', async () => {
  const { made, sent, now } = ground([token('one', '01:00:00')]);
  const { credentials, fields } = createCredentials(
    { caller: identity('a'), reader: identity('a', [['X-MS-API-ROLE', 'reader']]) },
    made,
    now,
  );
  expect(fields['caller']).toEqual([]);
  await Promise.all([
    credentials.ready(['caller']),
    credentials.ready(['caller', 'reader']),
    credentials.ready(['reader']),
  ]);
  expect(sent).toEqual(['https://m42.test/x Bearer a']);
  expect(fields['caller']).toEqual([['Authorization', 'Bearer one']]);
  expect(fields['reader']).toEqual([
    ['Authorization', 'Bearer one'],
    ['X-MS-API-ROLE', 'reader'],
  ]);
  expect(credentials.ready(['caller', 'reader', 'nobody'])).toBeUndefined();
});

test('only what is wanted is fetched', async () => {
  const { made, sent, now } = ground([token('one')]);
  const { credentials } = createCredentials({ caller: identity('a'), reader: identity('b') }, made, now);
  await credentials.ready(['reader']);
  expect(sent).toEqual(['https://m42.test/x Bearer b']);
  expect(credentials.toldOf('caller')).toBe('token exchange');
});

test.each([
  ['a minute before it ends', '01:00:00', 59 * 60_000],
  ['in the last fifth of a short time', '00:01:00', 48_000],
] as const)('is renewed %s, in the same list, and both are secrets', async (_, lifetime, due) => {
  const { made, remembered, now, advance } = ground([token('one', lifetime), token('two', lifetime)]);
  const { credentials, fields } = createCredentials({ caller: identity('a') }, made, now);
  await credentials.ready(['caller']);
  const list = fields['caller'];
  advance(due - 1);
  expect(credentials.ready(['caller'])).toBeUndefined();
  advance(1);
  await credentials.ready(['caller']);
  expect(list).toEqual([['Authorization', 'Bearer two']]);
  expect(remembered).toEqual(['a', 'one', 'a', 'two']);
});

test('one that cannot be renewed is used as long as it is good; then it is a fault, and is tried again', async () => {
  const refused: TokenAnswer = { status: 200, headers: [], text: 'null' };
  const { made, now, advance } = ground([token('one', '00:10:00'), refused, refused, token('two', '00:10:00')]);
  const { credentials, fields } = createCredentials({ caller: identity('a') }, made, now);
  await credentials.ready(['caller']);
  advance(9.5 * 60_000);
  await credentials.ready(['caller']);
  expect([credentials.faultOf('caller'), fields['caller']]).toEqual([undefined, [['Authorization', 'Bearer one']]]);
  advance(60_000);
  await credentials.ready(['caller']);
  expect(credentials.faultOf('caller')).toContain('the API token is not taken');
  expect(credentials.ready(['caller'])).toBeUndefined();
  advance(10_000);
  await credentials.ready(['caller']);
  expect([credentials.faultOf('caller'), fields['caller']]).toEqual([undefined, [['Authorization', 'Bearer two']]]);
});

test('a throttle is asked again, a refusal is not', async () => {
  const busy: TokenAnswer = { status: 503, headers: [], text: '' };
  const patient = ground([busy, { ...busy, status: 429 }, token('one')]);
  const one = createCredentials({ caller: identity('a') }, patient.made, patient.now);
  await one.credentials.ready(['caller']);
  expect([patient.sent.length, one.credentials.faultOf('caller')]).toEqual([3, undefined]);
  const refused = ground([{ status: 401, headers: [], text: '{}' }]);
  const other = createCredentials({ caller: identity('a') }, refused.made, refused.now);
  await other.credentials.ready(['caller']);
  expect([refused.sent.length, other.credentials.faultOf('caller')]).toEqual([
    1,
    expect.stringContaining('answered 401: the API token is not taken'),
  ]);
});
