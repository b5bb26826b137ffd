import { expect, test } from 'vitest';
import { ExactNumber } from '../../core/exact-number.ts';
import type { Json } from '../../core/json.ts';
import { loadProtocol } from './load-protocol.ts';
import { whyNoBinding } from './why-no-binding.ts';

const { spec: dab } = await loadProtocol('dab');
const { spec: dialogporten } = await loadProtocol('dialogporten');

test.each<[string, Json]>([
  ['api', '/rest'],
  ['api', ''],
  ['api', '/a$$(b'],
  ['book.path', '$(bind.api)/$(bind.book.segment|percent)'],
  ['book.publisher-one', new ExactNumber('12')],
  ['book.publisher-one', 'a-name'],
  ['of-no-protocol', 1],
])('%s may be %j', (name, value) => {
  expect(whyNoBinding(dab, name, value)).toBeUndefined();
});

test.each<[string, Json, string]>([
  ['api', 5, 'api must be of the type string, as dab has it, not number'],
  ['book.publisher-one', { a: 1 }, 'book.publisher-one must be of the type number, as dab has it, not object'],
  ['api', '$(bind.apii)/x', '$(bind.apii) is no binding'],
  ['api', '$(let.x)', '$(let.x) is no binding'],
  ['api', '$(bind', 'token without'],
])('%s may not be %j', (name, value, why) => {
  expect(whyNoBinding(dab, name, value)).toContain(why);
});

test('texts are looked at in all depths', () => {
  expect(whyNoBinding(dialogporten, 'content', { title: { value: ['$(bind.langage)'] } })).toBe(
    '$(bind.langage) is no binding',
  );
  expect(whyNoBinding(dialogporten, 'content', { title: { value: ['$(bind.language)'] } })).toBeUndefined();
});
