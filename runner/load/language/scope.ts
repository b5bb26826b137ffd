import { isJsonArray, isJsonObject, type Json } from '../../../core/json.ts';
import type { Token } from '../../../core/template.ts';
import { suggest } from '../input/suggest.ts';
import type { Range } from '../input/yaml-node.ts';

/** Why a token may not stand where it stands. */
export interface Complaint {
  readonly message: string;
  readonly hint?: string | undefined;
}

/** Judges what a token names after its root; undefined: fine. */
export type Root = (path: readonly string[], token: Token) => Complaint | undefined;

/** The roots that tokens may have at some place, by name. */
export type Scope = ReadonlyMap<string, Root>;

/** A name somebody defined; `used` is set when a token reads it. */
export interface DefinedName {
  readonly range: Range;
  /** The value as written, if it is known before a run. */
  readonly value?: Json;
  used: boolean;
}

/** A scope with further roots. */
export function extend(scope: Scope, ...roots: readonly (readonly [string, Root])[]): Scope {
  return new Map([...scope, ...roots]);
}

/** Where the roots are known that not every place has. */
const homes: Readonly<Record<string, string>> = {
  client: 'only the requests and `leaves` of a race know `client`',
  item: 'only the item of the maker `list` knows `item`',
  answer: 'only facts know `answer`',
  with: 'only a fixture knows `with`',
  case: 'the scenario has no matrix',
  form: 'only a scenario with `forms` knows `form`',
  let: 'nothing is made here',
};

/** Judges a token in a scope. */
export function checkToken(scope: Scope, token: Token): Complaint | undefined {
  const root = scope.get(token.root);
  if (root) return root(token.path, token);
  const elsewhere = homes[token.root];
  if (elsewhere !== undefined) return { message: `${token.text} cannot stand here: ${elsewhere}` };
  return {
    message: `unknown token ${token.text}: nothing here is called "${token.root}"`,
    hint: suggest(token.root, scope.keys()),
  };
}

/** A root with a closed list of names; those in `open` may be followed by a path into their JSON. */
export function fixedRoot(names: readonly string[], open: readonly string[] = []): Root {
  return (path, token) => {
    const [name = '', ...rest] = path;
    if (names.includes(name) && (rest.length === 0 || open.includes(name))) return undefined;
    const bad = names.includes(name) ? path.join('.') : name;
    return { message: `unknown token ${token.text}: ${token.root} has no "${bad}"`, hint: suggest(bad, names) };
  };
}

/** A root that cannot be used here, and why. */
export function closedRoot(message: (token: Token) => string, hint?: string): Root {
  return (_path, token) => ({ message: message(token), hint });
}

/** A root over defined names: the longest dotted name counts, the rest of the path leads into its value. */
export function namedRoot(names: ReadonlyMap<string, DefinedName>, what: string): Root {
  return (path, token) => {
    for (let length = path.length; length > 0; length--) {
      const name = names.get(path.slice(0, length).join('.'));
      if (!name) continue;
      name.used = true;
      if (leadsSomewhere(name.value, path.slice(length))) return undefined;
      return { message: `unknown token ${token.text}: the ${what} has no "${path.slice(length).join('.')}" in it` };
    }
    const asked = path.join('.');
    if (asked === '') return { message: `${token.text} names no ${what}`, hint: `write $(${token.root}.name)` };
    return { message: `unknown ${what} "${asked}" in ${token.text}`, hint: suggest(asked, names.keys()) };
  };
}

/** Can this path lead to something? What only a run knows (a token's value) may hold anything. */
function leadsSomewhere(value: Json | undefined, path: readonly string[]): boolean {
  const [name, ...rest] = path;
  if (name === undefined || value === undefined) return true;
  if (typeof value === 'string') return value.includes('$(');
  if (isJsonArray(value))
    return /^\d+$/.test(name) && value[Number(name)] !== undefined && leadsSomewhere(value[Number(name)], rest);
  if (!isJsonObject(value)) return false;
  if (Object.hasOwn(value, name)) return leadsSomewhere(value[name], rest);
  return Object.keys(value).some((key) => key.includes('$('));
}
