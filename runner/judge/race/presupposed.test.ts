import { expect, it } from 'vitest';
import type { HeaderField } from '../../../core/http.ts';
import { presupposed } from './presupposed.ts';

it.each<[HeaderField[], ReturnType<typeof presupposed>]>([
  [[['if-match', '*']], 'present'],
  [[['If-Match', ' * ']], 'present'],
  [[['If-None-Match', '*']], 'absent'],
  [[['If-Match', '"1"']], undefined],
  [[['If-None-Match', '"*"']], undefined],
  [[], undefined],
])('a request with %j presupposes %s', (headers, expected) => {
  expect(presupposed({ headers })).toBe(expected);
});
