import { expect, test } from 'vitest';
import { callText } from './call-text.ts';

test.each([
  ['http://127.0.0.1:5000/dab/api/Books/id/500?x=1', '/dab/api/Books/id/*'],
  ['https://x/api/data/accounts(3f2504e0-4f89-11d3-9a0c-0305e82c3301)/name#f', '/api/data/accounts(*)/name'],
  ["/accounts(number='a b')/contacts(1)", '/accounts(*)/contacts(*)'],
  ['http://x', ''],
])('calls of the same kind are the same text: %s', (url, path) => {
  expect(callText('PUT', url, 404)).toBe(`PUT ${path} 404`);
});
