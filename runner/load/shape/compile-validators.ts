import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from '../../write-file-atomically.ts';
import { packageRoot } from '../package-root.ts';
import { type ShapeKind, shapeKinds, type Validator, validatorPath } from './validator.ts';

/**
 * `verbose` puts the schema beside each error, from which messages take their words. Lengths are those of JavaScript, and
 * formats are left to the code, so that what is compiled stands alone; ajv complains of that, and is silenced.
 */
const options = {
  allErrors: true,
  verbose: true,
  strict: false,
  unicode: false,
  validateFormats: false,
  logger: false,
} as const;

/** Compiles the schema of a kind here and now: when this runs from its sources. */
export async function compileValidator(kind: ShapeKind): Promise<Validator> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  return new Ajv2020(options).compile(await readSchema(packageRoot(), kind));
}

/**
 * Part of the build: the validators as modules in dist/validators/, so that no command has to load ajv to read a file.
 * @param root folder with spec/schema/ and dist/.
 */
export async function compileValidators(root: string): Promise<void> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const { default: standalone } = await import('ajv/dist/standalone/index.js');
  const ajv = new Ajv2020({ ...options, code: { source: true, esm: true } });
  await mkdir(join(root, 'dist', 'validators'), { recursive: true });
  for (const kind of shapeKinds) {
    const code = standalone.default(ajv, ajv.compile(await readSchema(root, kind)));
    if (/\brequire\(/.test(code)) throw new Error(`the validator of ${kind} does not stand alone`);
    await writeFileAtomically(validatorPath(root, kind), code);
  }
}

async function readSchema(root: string, kind: ShapeKind): Promise<object> {
  return JSON.parse(await readFile(join(root, 'spec', 'schema', `${kind}.schema.json`), 'utf8')) as object;
}
