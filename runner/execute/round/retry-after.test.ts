import { expect, test } from 'vitest';
import type { Outcome } from '../../../core/client.ts';
import { retryAfterMs } from './retry-after.ts';

const now = Date.parse('2026-11-30T20:00:00Z');
const answered = (status: number, value?: string): Outcome => ({
  kind: 'answer',
  response: { status, headers: value === undefined ? [] : [['Retry-After', value]], body: new Uint8Array(0) },
  startedMs: 0,
  endedMs: 1,
});
const lost: Outcome = { kind: 'fault', fault: { code: 'reset', message: 'gone' }, startedMs: 0, endedMs: 1 };

test.each([
  ['a 429 of a write', answered(429, '2'), 'POST', 2000],
  ['a 429 of a read', answered(429, '0'), 'GET', 0],
  ['a 503 of a read', answered(503, '1'), 'GET', 1000],
  ['a 503 of a write, of which some may have been done', answered(503, '1'), 'PATCH', undefined],
  ['a date', answered(429, 'Mon, 30 Nov 2026 20:00:05 GMT'), 'PUT', 5000],
  ['a date that is over', answered(429, 'Mon, 30 Nov 2026 19:00:00 GMT'), 'PUT', 0],
  ['a date in the form of RFC 850', answered(429, 'Monday, 30-Nov-26 20:00:05 GMT'), 'PUT', 5000],
  ['a date as C writes it, which is in UTC', answered(429, 'Mon Nov 30 20:00:05 2026'), 'PUT', 5000],
  ['a year of two digits that is over', answered(429, 'Sunday, 06-Nov-94 08:49:37 GMT'), 'PUT', 0],
  ['a day that there is not', answered(429, 'Mon, 32 Nov 2026 20:00:05 GMT'), 'PUT', undefined],
  ['no Retry-After', answered(429), 'GET', undefined],
  ['one that cannot be read', answered(429, 'soon'), 'GET', undefined],
  ['one that is too long', answered(429, '61'), 'GET', undefined],
  ['another status', answered(502, '1'), 'GET', undefined],
  ['a write without an answer', lost, 'PUT', undefined],
])('%s', (_, outcome, method, expected) => {
  expect(retryAfterMs(outcome, method, { times: 0, waitedMs: 0 }, now)).toBe(expected);
});

test('the time for all waits is bounded', () => {
  expect(retryAfterMs(answered(429, '60'), 'GET', { times: 9, waitedMs: 899_000 }, now)).toBeUndefined();
});
