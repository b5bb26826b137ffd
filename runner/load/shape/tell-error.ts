import type { ErrorObject } from 'ajv';
import { describe } from '../input/read-map.ts';
import { suggest } from '../input/suggest.ts';
import type { TextFile } from '../input/text-file.ts';
import type { YamlNode } from '../input/yaml-node.ts';

/** A fault in words. */
export interface Told {
  readonly message: string;
  readonly hint?: string | undefined;
}

/** What schemas say about themselves for people. */
interface Words {
  /** "a month": what a value that fits is. */
  readonly title?: string;
  /** "A target.": what an object is. */
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, unknown>>;
  /** Values are secrets, and never quoted. */
  readonly secret?: boolean;
  /** Names that may be meant where a map stands in the place of a text. */
  readonly near?: readonly string[];
}

const types: Readonly<Record<string, string>> = {
  string: 'a text',
  object: 'a map',
  array: 'a list',
  boolean: 'true or false',
  number: 'a number',
  integer: 'a whole number',
  null: 'null',
};

/**
 * Says in the words of this tool what a JSON Schema finds wrong; undefined: another error says it already.
 * @param name what the value is called: the last name of its place.
 */
export function tellError(error: ErrorObject, name: string, node: YamlNode, file: TextFile): Told | undefined {
  const schema = (error.parentSchema ?? {}) as Words;
  const written = (): string => JSON.stringify(node.kind === 'scalar' ? node.value : describe(node));
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(error.params['additionalProperty']);
      return {
        message: `unknown key "${key}" in ${whatOf(schema, name)}`,
        hint: suggest(key, Object.keys(schema.properties ?? {})),
      };
    }
    case 'required':
      return { message: `${whatOf(schema, name)} needs the key "${error.params['missingProperty']}"` };
    case 'type': {
      const wanted = [error.params['type'] as string | readonly string[]].flat();
      const isText = wanted.includes('string') && node.kind === 'scalar' && node.value !== null && !schema.secret;
      const quoted = isText ? `quote it: "${file.text.slice(node.start, node.end)}"` : undefined;
      return {
        message: `${name} must be ${wanted.map((type) => types[type] ?? type).join(' or ')}, not ${describe(node)}`,
        hint: schema.near !== undefined && node.kind === 'map' ? suggest(name, schema.near) : quoted,
      };
    }
    case 'enum':
    case 'const': {
      const known = ((Array.isArray(error.schema) ? error.schema : [error.schema]) as readonly unknown[]).map(String);
      const hint = node.kind === 'scalar' ? suggest(String(node.value), known) : undefined;
      return { message: `${written()} is not ${schema.title ?? `a value of ${name}`}`, hint };
    }
    case 'pattern': {
      const [example] = schema.examples ?? [];
      const text = error.propertyName ?? (node.kind === 'scalar' ? node.value : '');
      // An empty text is told by its length.
      if (text === '') return undefined;
      if (schema.secret)
        return {
          message: `${name} is not ${schema.title}`,
          hint: 'a secret stands in the environment, never in the file',
        };
      const hint = example === undefined ? undefined : `write it as ${String(example)}`;
      return { message: `${JSON.stringify(text)} is not ${schema.title ?? `a value of ${name}`}`, hint };
    }
    case 'minLength':
      return { message: `${name} is empty` };
    case 'minItems':
      return {
        message: `${name} needs at least ${error.params['limit']} ${error.params['limit'] === 1 ? 'item' : 'items'}`,
      };
    case 'if':
    case 'propertyNames':
    case 'anyOf':
    case 'oneOf':
      return undefined;
    default:
      return { message: `${name} ${error.message ?? `does not fit (${error.keyword})`}` };
  }
}

/** "A target." as "a target". */
function whatOf({ description }: Words, name: string): string {
  const [first] = (description ?? '').split(/[.:]/);
  return first ? `${first.charAt(0).toLowerCase()}${first.slice(1)}` : name;
}
