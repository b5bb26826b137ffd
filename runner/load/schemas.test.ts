import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../core/source-location.ts';
import { matcherSchema } from '../matchers/matcher-schema.ts';
import { protocolFiles } from './find-files.ts';
import { type InputFile, parseInput } from './input/input-file.ts';
import { suiteFileKind } from './language/parse-suites.ts';
import { methods } from './language/read-call.ts';
import { factKeys } from './language/read-facts.ts';
import { requestKeys } from './language/read-request.ts';
import { plainValue } from './language/read-template.ts';
import { listProtocols } from './list-protocols.ts';
import { packageRoot } from './package-root.ts';
import { toyFiles } from './testing/toy-files.ts';

interface Schema {
  readonly $defs?: Readonly<Record<string, { readonly properties?: Readonly<Record<string, unknown>> }>>;
}

const root = packageRoot();
const folder = join(root, 'spec', 'schema');
const names = readdirSync(folder).filter((name) => name !== 'report.schema.json');
const schemas = new Map(names.map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8')) as Schema]));
const ajv = new Ajv2020({
  allErrors: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
  allowUnionTypes: true,
});
for (const [name, schema] of schemas) ajv.addSchema(schema, name);

const validator = (kind: string): ValidateFunction => {
  const validate = ajv.getSchema(`${kind}.schema.json`);
  if (!validate) throw new Error(`no schema of ${kind}`);
  return validate;
};

/** What the schema of its kind says about a file. */
async function complaints(input: InputFile, isSuite: boolean): Promise<readonly string[]> {
  const diagnostics: Diagnostic[] = [];
  const parsed = await parseInput(input, diagnostics);
  if (!parsed) return diagnostics.map(({ message }) => message);
  const validate = validator(isSuite ? suiteFileKind(parsed) : input.path.replace('.yaml', ''));
  // The schemas know plain numbers only.
  validate(
    JSON.parse(
      JSON.stringify(plainValue(parsed.root), (_, value) => (value?.constructor?.name === 'ExactNumber' ? 1 : value)),
    ),
  );
  return (validate.errors ?? []).map(({ instancePath, message }) => `${input.name}${instancePath} ${message}`);
}

describe('the JSON Schemas for editors', () => {
  it('accept what the loader accepts: all files of the package and of the toy protocol', async () => {
    const files = [toyFiles(), ...(await listProtocols(root)).map((id) => protocolFiles(root, id))];
    for (const { spec, suites } of files) {
      for (const input of spec) expect(await complaints(input, false)).toEqual([]);
      for (const input of suites) expect(await complaints(input, true)).toEqual([]);
    }
  });

  it.each([
    ['an unknown key', 'suite: toy/topic\ntitle: t\nscenario: []\n'],
    ['an unknown matcher', toySuite('status: 200, body: { contians: a }')],
    ['a status that is none', toySuite('status: 999')],
    ['a header under the wrong key', toySuite('status: 200, header: { a: b }')],
  ])('refuse %s', async (_, text) => {
    const input = { name: 'x', path: 'x.yaml', content: { bytes: new TextEncoder().encode(text) } };
    expect(await complaints(input, true)).not.toEqual([]);
  });

  it('know the same keys as the loader', () => {
    const definitions = schemas.get('language.schema.json')?.$defs ?? {};
    const keys = (name: string): readonly string[] => Object.keys(definitions[name]?.properties ?? {}).sort();
    expect(keys('request')).toEqual([...requestKeys, ...methods].sort());
    expect(keys('entry')).toEqual([...factKeys, 'rule', 'because', 'level', 'editions', 'needs', 'for'].sort());
  });

  it('are generated from the matchers where they are about them: `npm run schema`', () => {
    expect(schemas.get('language.schema.json')?.$defs?.['matcher']).toEqual(matcherSchema());
  });

  it('are closed, and every property says what it is', () => {
    const open: string[] = [];
    const visit = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const { properties, additionalProperties } = node as Record<string, unknown>;
      if (properties && additionalProperties === undefined) open.push(path);
      for (const [key, member] of Object.entries((properties ?? {}) as Record<string, Record<string, unknown>>)) {
        if (member['description'] === undefined && member['$ref'] === undefined) open.push(`${path}/${key}`);
      }
      for (const [key, member] of Object.entries(node)) visit(member, `${path}/${key}`);
    };
    for (const [name, schema] of schemas) visit(schema, name);
    expect(open).toEqual([]);
  });
});

function toySuite(facts: string): string {
  return `suite: toy/topic\ntitle: t\nscenarios: [{ id: a, title: t, steps: [{ id: a, request: GET /y, expect: [{ rule: TOY-001, ${facts} }] }] }]\n`;
}
