import { expect, test } from 'vitest';
import type { Json } from '../../core/json.ts';
import { isRefused, type Refused, refusedWith } from './refused.ts';

const tell = (value: Json | Refused<string>): string => (isRefused(value) ? value.refused : 'carried out');

test('a refusal is told from results, also from what a client sends under its name', () => {
  expect(tell(refusedWith('not there'))).toBe('not there');
  for (const result of [null, 'refused', [], { refused: 'by the client' }]) expect(tell(result)).toBe('carried out');
});
