import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { packageRoot } from '../package-root.ts';
import { compileValidator, compileValidators } from './compile-validators.ts';
import { shapeKinds, type Validator, validatorPath } from './validator.ts';

const values: readonly unknown[] = [
  {},
  'text',
  { protocol: 'dab', url: 'http://a' },
  { protocol: '', url: 5, features: { a: 'maybe' }, headers: { 'a b': [1] }, volatile: ['x'], more: 1 },
  { targets: [] },
  { 'known-failures': [{ rule: 'A', reason: 'b' }] },
  { 'known-failures': [{ rule: '𝒳', expires: 'soon', more: 1 }] },
  { schemaVersion: 3, targets: [{}] },
  { protocol: 'a', descriptions: [{ get: ['/a'], format: 'json' }], subjects: { b: { names: {}, columns: { c: 5 } } } },
  { protocol: 'a', descriptions: [{ get: ['/a'], format: 'json' }], subjects: {} },
];

it('what the build writes stands alone and says the same as ajv', async () => {
  const root = mkdtempSync(join(tmpdir(), 'conformance-validators-'));
  try {
    cpSync(join(packageRoot(), 'spec', 'schema'), join(root, 'spec', 'schema'), { recursive: true });
    await compileValidators(root);
    for (const kind of shapeKinds) {
      const { default: compiled } = (await import(pathToFileURL(validatorPath(root, kind)).href)) as {
        readonly default: Validator;
      };
      const direct = await compileValidator(kind);
      const verdicts = values.map((value) => {
        expect(compiled(value)).toBe(direct(value));
        expect(compiled.errors).toEqual(direct.errors);
        return direct.errors === null;
      });
      expect(verdicts).toContain(false);
      if (kind !== 'report') expect(verdicts).toContain(true);
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
