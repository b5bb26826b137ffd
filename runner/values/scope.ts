import { isJsonArray, isJsonObject, type Json } from '../../core/json.ts';
import { MissingValue } from './missing-value.ts';

/**
 * Reads what a token names after its root, seen from the scope in which the token stands. Throws {@link MissingValue}
 * when there is a reason to give.
 */
export type Root = (path: readonly string[], from: Scope) => Json | undefined;

/** Everything tokens may name at some moment: roots by name, "bind", "case", step and fixture ids. */
export interface Scope {
  readonly roots: ReadonlyMap<string, Root>;
  /** Roots of what encloses this scope. */
  readonly parent?: Scope;
}

/** A scope inside another one. */
export function innerScope(parent: Scope | undefined, roots: Iterable<readonly [string, Root]>): Scope {
  return { roots: new Map(roots), ...(parent === undefined ? {} : { parent }) };
}

/** The value a token names. @throws {MissingValue} when there is none. */
export function readScope(scope: Scope, root: string, path: readonly string[]): Json {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const read = at.roots.get(root);
    if (read === undefined) continue;
    const value = read(path, scope);
    if (value === undefined) throw new MissingValue(`$(${[root, ...path].join('.')}) has no value`);
    return value;
  }
  throw new MissingValue(`$(${[root, ...path].join('.')}) names nothing that was run`);
}

/**
 * A root over named values: the longest dotted name counts, what is left of the path leads into its JSON.
 * A value may be a function, called when it is first read.
 */
export function namedRoot(values: (name: string, from: Scope) => Json | undefined): Root {
  return (path, from) => {
    for (let length = path.length; length > 0; length--) {
      const value = values(path.slice(0, length).join('.'), from);
      if (value !== undefined) return descend(value, path.slice(length));
    }
    return undefined;
  };
}

/** Values computed when first asked for, once. A value that asks for itself is missing. */
export function lazyValues(compute: (name: string) => Json | undefined): (name: string) => Json | undefined {
  const known = new Map<string, Json | undefined>();
  const underWay = new Set<string>();
  return (name) => {
    if (known.has(name)) return known.get(name);
    if (underWay.has(name)) throw new MissingValue(`${name} is defined by itself`);
    underWay.add(name);
    try {
      const value = compute(name);
      known.set(name, value);
      return value;
    } finally {
      underWay.delete(name);
    }
  };
}

function descend(value: Json, path: readonly string[]): Json | undefined {
  let at: Json | undefined = value;
  for (const name of path) {
    if (isJsonArray(at)) at = at[Number(name)];
    else if (isJsonObject(at) && Object.hasOwn(at, name)) at = at[name];
    else return undefined;
  }
  return at;
}
