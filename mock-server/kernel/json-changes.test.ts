import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isJsonObject, type Json } from '../../core/json.ts';
import { jsonEquals } from '../../core/json-equals.ts';
import { parseJson } from '../../core/parse-json.ts';
import { stringifyJson } from '../../core/stringify-json.ts';
import { addMembers, reorderMembers, respellNumbers } from './json-changes.ts';
import { createSeededRandom } from './seeded-random.ts';

const anyJson = fc.json({ maxDepth: 4 }).map((text) => parseJson(text));

test('reordered members are the same value', () => {
  fc.assert(
    fc.property(anyJson, fc.string(), (json, seed) => jsonEquals(json, reorderMembers(json, createSeededRandom(seed)))),
  );
  const shuffled = reorderMembers(parseJson('{"a":1,"b":2,"c":3,"d":4}'), createSeededRandom('x'));
  expect(stringifyJson(shuffled)).not.toBe('{"a":1,"b":2,"c":3,"d":4}');
});

test('respelled numbers are the same value in other characters', () => {
  fc.assert(fc.property(anyJson, (json) => jsonEquals(json, parseJson(stringifyJson(respellNumbers(json))))));
  expect(stringifyJson(respellNumbers(parseJson('{"a":1,"b":["1",-2.5,9007199254740993,1e3,true]}')))).toBe(
    '{"a":1.0,"b":["1",-2.50,9007199254740993.0,1e3,true]}',
  );
});

test('extra members come to the outermost object and to items of lists, not into maps', () => {
  const json = parseJson('{"errors":{"Name":["required"]},"value":[{"id":1,"keys":{"a":1}}]}');
  const changed = addMembers(json) as Record<string, Json>;
  expect(Object.keys(changed)).toEqual(['errors', 'value', 'conformanceExtra']);
  expect(Object.keys(changed['errors'] as object)).toEqual(['Name']);
  const [item] = changed['value'] as readonly Json[];
  expect(isJsonObject(item) && Object.keys(item)).toEqual(['id', 'keys', 'conformanceExtra']);
  expect(stringifyJson(addMembers(parseJson('[[{"a":1}],5]')))).toBe(
    '[[{"a":1,"conformanceExtra":"not part of any rule"}],5]',
  );
});
