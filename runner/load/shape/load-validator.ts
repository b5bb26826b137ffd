import { pathToFileURL } from 'node:url';
import { loaderVersion } from '../compiled-catalogue.ts';
import { packageRoot } from '../package-root.ts';
import { type ShapeKind, type Validator, validatorPath } from './validator.ts';

const loaded = new Map<ShapeKind, Promise<Validator>>();

/** The validator of a kind: the compiled one of the build, or made of the schema when this runs from its sources. */
export function loadValidator(kind: ShapeKind): Promise<Validator> {
  const validator = loaded.get(kind) ?? load(kind);
  loaded.set(kind, validator);
  return validator;
}

async function load(kind: ShapeKind): Promise<Validator> {
  if (loaderVersion() === undefined) {
    const { compileValidator } = await import('./compile-validators.ts');
    return compileValidator(kind);
  }
  const { default: compiled } = (await import(pathToFileURL(validatorPath(packageRoot(), kind)).href)) as {
    readonly default: Validator;
  };
  return compiled;
}
