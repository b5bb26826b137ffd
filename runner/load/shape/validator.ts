import { join } from 'node:path';
import type { ErrorObject } from 'ajv';

/** Files whose shape is that of a JSON Schema in spec/schema/, and nothing else says it. */
export const shapeKinds = ['target', 'baseline', 'report', 'described'] as const;
export type ShapeKind = (typeof shapeKinds)[number];

/** Says whether a value has the shape; if not, `errors` holds all that is wrong with it. */
export interface Validator {
  (value: unknown): boolean;
  errors?: null | readonly ErrorObject[];
}

/** Where the build puts the compiled validator of a kind. */
export function validatorPath(root: string, kind: ShapeKind): string {
  return join(root, 'dist', 'validators', `${kind}.js`);
}
