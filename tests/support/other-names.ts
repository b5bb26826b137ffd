import { decodeUtf8, type HttpRequest, type HttpResponse, utf8 } from '../../core/http.ts';
import type { Json } from '../../core/json.ts';
import type { ProtocolSpec } from '../../core/protocol-spec.ts';
import type { Between } from '../../proof/prove/create-trials.ts';

/** A target that calls everything by another name: the binding values to judge it with, and the proxy that makes it so. */
export interface OtherNames {
  readonly bindings: Readonly<Record<string, Json>>;
  readonly between: Between;
}

const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;
const path = /^(\$\(bind\.[a-z0-9.-]+\))?((?:\/[^/$]+)+)$/;
const qualified = /^((?:[A-Z][A-Za-z]*\.)+)([a-z0-9_]+)$/;
const lookupValue = /^_([a-z0-9_]+)_value$/;
const urn = /^urn:altinn:resource:[a-z0-9-]+$/;

/**
 * Gives every binding that is a name or a path another value, the same for the same word, and translates between these
 * and the names the reference server knows, word by word, in all of a message.
 */
export function otherNames({ bindings }: ProtocolSpec): OtherNames {
  const renamed = new Map<string, string>();
  const rename = (word: string): string => {
    const other = renamed.get(word) ?? `${word.replaceAll(/[^A-Za-z0-9]/g, '')}Zq${renamed.size}`;
    renamed.set(word, other);
    return other;
  };
  const values: Record<string, Json> = {};
  for (const [id, { value }] of Object.entries(bindings)) {
    const template: unknown = value;
    if (typeof template !== 'string') continue;
    const [, base = '', below = ''] = path.exec(template) ?? [];
    const [, column] = lookupValue.exec(template) ?? [];
    // It is called as the column that it shows.
    if (column !== undefined) {
      values[id] = `_${rename(column)}_value`;
      renamed.set(template, `_${rename(column)}_value`);
    } else if (below !== '') values[id] = `${base}${below.replaceAll(/[^/]+/g, rename)}`;
    else if (identifier.test(template)) values[id] = rename(template);
    else if (qualified.test(template)) values[id] = template.replace(/[^.]+$/, rename);
    else if (urn.test(template)) values[id] = template.replace(/[^:]+$/, rename);
  }
  const toServer = translator(new Map([...renamed].flatMap(([word, other]) => spellings(word, other))));
  const toClient = translator(renamed);
  return {
    bindings: values,
    between: (answer) => async (request) =>
      translateResponse(await answer(translateRequest(request, toServer)), toClient),
  };
}

type Translate = (text: string) => string;

/** What a word is called in all letter cases that it may come in: its own, and none but capitals or small letters. */
function spellings(word: string, other: string): readonly (readonly [string, string])[] {
  return [
    [other.toUpperCase(), word.toUpperCase()],
    [other.toLowerCase(), word.toLowerCase()],
    [other, word],
  ];
}

function translator(words: ReadonlyMap<string, string>): Translate {
  const escaped = [...words.keys()]
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  // A word may begin right after an escaped character: %20 in a target, \u003C in a body.
  const pattern = new RegExp(
    `(?:(?<=\\\\u[0-9A-F]{4}|%[0-9A-F]{2})|(?<![A-Za-z0-9_]))(?:${escaped.join('|')})(?![A-Za-z0-9_])`,
    'g',
  );
  return (text) => text.replaceAll(pattern, (word) => words.get(word) ?? word);
}

function translateRequest(request: HttpRequest, translate: Translate): HttpRequest {
  return {
    method: request.method,
    target: translate(request.target),
    headers: request.headers.map(([name, value]) => [name, translate(value)] as const),
    body: translateBody(request.body, translate),
  };
}

function translateResponse(response: HttpResponse, translate: Translate): HttpResponse {
  return {
    status: response.status,
    headers: response.headers.map(
      ([name, value]) => [name, /^content-type$/i.test(name) ? value : translate(value)] as const,
    ),
    body: translateBody(response.body, translate),
  };
}

function translateBody(body: Uint8Array, translate: Translate): Uint8Array {
  const text = decodeUtf8(body);
  const translated = translate(text);
  return translated === text ? body : utf8(translated);
}
