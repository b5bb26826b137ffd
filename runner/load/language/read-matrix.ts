import type { Json } from '../../../core/json.ts';
import type { MatrixCase } from '../../../core/suite.ts';
import type { Token } from '../../../core/template.ts';
import { describe, member } from '../input/read-map.ts';
import { checkId } from '../input/read-scalar.ts';
import type { Range, YamlMap, YamlNode } from '../input/yaml-node.ts';
import type { LanguageContext } from './context.ts';
import { readEditions, readNeeds } from './read-entry.ts';
import { plainValue, readValue } from './read-template.ts';
import type { DefinedName } from './scope.ts';

/** A matrix, read: the cases, and the names that every one of them gives. */
export interface Matrix {
  readonly cases: Readonly<Record<string, MatrixCase>>;
  readonly names: ReadonlyMap<string, DefinedName>;
  /** Tokens inside the values, by name. */
  readonly deferred: ReadonlyMap<string, readonly Token[]>;
}

/** Reads `matrix`: all cases give the same names, so that no step runs into a hole. */
export function readMatrix(context: LanguageContext, node: YamlNode): Matrix {
  const { file } = context;
  if (node.kind !== 'map' || node.entries.length === 0) {
    file.fault(
      node,
      node.kind === 'map' ? 'the matrix has no case' : `matrix must be a map of cases, not ${describe(node)}`,
    );
    return { cases: {}, names: new Map(), deferred: new Map() };
  }
  const cases: Record<string, MatrixCase> = {};
  const deferred = new Map<string, Token[]>();
  const given = new Map<string, { readonly range: Range; readonly values: Json[] }>();
  for (const { key, keyRange, value } of node.entries) {
    checkId(file, keyRange, key, 'the case');
    if (value.kind !== 'map') file.fault(value, `the case "${key}" must be a map, not ${describe(value)}`);
    else cases[key] = readCase(context, value, given, deferred);
  }
  const count = Object.keys(cases).length;
  const names = new Map<string, DefinedName>();
  for (const [name, { range, values }] of given) {
    const without = node.entries.filter(
      ({ value }) => value.kind === 'map' && !value.entries.some(({ key }) => key === name),
    );
    if (without.length > 0 && values.length < count) {
      const cases = without.map(({ key }) => `"${key}"`).join(', ');
      file.fault(range, `the case value "${name}" is missing in ${cases}`, 'every case gives the same names');
    }
    const [only] = values;
    names.set(name, { range, used: false, ...(values.length === 1 && only !== undefined ? { value: only } : {}) });
  }
  return { cases, names, deferred };
}

function readCase(
  context: LanguageContext,
  map: YamlMap,
  given: Map<string, { readonly range: Range; readonly values: Json[] }>,
  deferred: Map<string, Token[]>,
): MatrixCase {
  const values: Record<string, Json> = {};
  let editions: YamlNode | undefined;
  let needs: YamlNode | undefined;
  for (const { key, keyRange, value } of map.entries) {
    if (key === 'editions') editions = value;
    else if (key === 'needs') needs = value;
    else {
      checkId(context.file, keyRange, key, 'the case value');
      const tokens = deferred.get(key) ?? [];
      deferred.set(key, tokens);
      values[key] = readValue({ ...context, defer: (token) => tokens.push(token) }, value);
      const known = given.get(key);
      if (known) known.values.push(plainValue(value));
      else given.set(key, { range: keyRange, values: [plainValue(value)] });
    }
  }
  return { values, ...member('editions', readEditions(context, editions)), needs: readNeeds(context, needs) };
}
