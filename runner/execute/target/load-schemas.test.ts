import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { InputError } from '../../../core/errors.ts';
import { numberFromText } from '../../../core/exact-number.ts';
import type { Matcher, SuiteSet } from '../../../core/suite.ts';
import { MissingValue } from '../../values/missing-value.ts';
import { loadSchemas } from './load-schemas.ts';

const root = mkdtempSync(join(tmpdir(), 'conformance-schemas-'));
const write = (name: string, text: string): void =>
  writeFileSync(join(root, 'spec/toy/schemas', `${name}.schema.json`), text);

beforeAll(() => {
  mkdirSync(join(root, 'spec/toy/schemas'), { recursive: true });
  write('note', '{ "type": "object", "required": ["text"], "properties": { "size": { "type": "integer" } } }');
  write('typo', '{ "type": "objekt" }');
  write('slow', '{ "properties": { "a": { "pattern": "^(a|a)*b$" }, "c": { "pattern": "^(?!x)y*z*$" } } }');
  write('endless', '{ "pattern": "(?=(a+)+b)" }');
  write('torn', '{ "type": ');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Suites of which one entry has this matcher. */
function suitesWith(body: Matcher): SuiteSet {
  const step = { kind: 'request', expect: [{ facts: { body } }] };
  const suite = { scenarios: [{ given: [], steps: [step] }] };
  return { protocol: 'toy', suites: [suite], fixtures: {}, invariants: [] } as unknown as SuiteSet;
}

it('finds the schemas that suites name, also deep inside, and says what does not fit', async () => {
  const inner: Matcher = { kind: 'schema', schema: 'note' };
  const check = await loadSchemas(
    suitesWith({ kind: 'shape', places: [['/value', { kind: 'each', matcher: inner }]] }),
    root,
  );
  expect(check?.('note', { text: 'a', size: numberFromText('12345678901234567890') })).toEqual([]);
  expect(check?.('note', { size: 'big' })).toEqual(["/ must have required property 'text'", '/size must be integer']);
  expect(check?.('other', {})).toBeUndefined();
});

it('loads nothing where no schema is named', async () => {
  expect(await loadSchemas(suitesWith({ kind: 'present' }), root)).toBeUndefined();
});

it.each(['typo', 'torn', 'gone', 'endless'])('tells of a schema that is none: %s', async (schema) => {
  const error: unknown = await loadSchemas(suitesWith({ kind: 'schema', schema }), root).catch(
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InputError);
  const [fault] = (error as InputError).diagnostics;
  expect(fault?.message).toMatch(/^this is no JSON Schema: ./);
  expect(fault?.location.file).toBe(`spec/toy/schemas/${schema}.schema.json`);
});

it('has an answer for every pattern, or says that it has none', async () => {
  const check = await loadSchemas(suitesWith({ kind: 'schema', schema: 'slow' }), root);
  expect(check?.('slow', { a: 'aaab' })).toEqual([]);
  expect(check?.('slow', { a: 'a'.repeat(50_000) })).toEqual(['/a must match pattern "^(a|a)*b$"']);
  expect(() => check?.('slow', { c: 'y'.repeat(50_000) })).toThrow(MissingValue);
});
