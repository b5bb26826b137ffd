import { numberFromText } from './exact-number.ts';
import type { Json } from './json.ts';

/** Thrown by {@link parseJson}: what is wrong and at which offset (UTF-16 units from 0). */
export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** What {@link parseJson} may be told. */
export interface ParseJsonOptions {
  /** How deep arrays and objects may nest; deeper is an error. */
  readonly maxDepth?: number;
  /** "error" refuses a doubled member name; by default the last one counts, as everywhere in the wild. */
  readonly duplicates?: 'last' | 'error';
  /** Told where each member begins (its name) and each item: the object or list, the name or place in it, the offset. */
  readonly placed?: (within: object, at: string | number, offset: number) => void;
}

type Frame = { readonly list: Json[] } | { readonly object: Record<string, Json>; name: string };

const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};
const words: readonly (readonly [string, Json])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

/**
 * Reads JSON (RFC 8259) without recursion, so that no depth overflows the stack, and without losing digits.
 * @throws {JsonSyntaxError} on anything that is not one JSON value.
 */
export function parseJson(text: string, { maxDepth = 512, duplicates = 'last', placed }: ParseJsonOptions = {}): Json {
  let at = 0;
  const stack: Frame[] = [];
  const fail = (message: string): never => {
    throw new JsonSyntaxError(message, at);
  };
  const blanks = (): void => {
    for (
      let code = text.charCodeAt(at);
      code === 32 || code === 10 || code === 13 || code === 9;
      code = text.charCodeAt(at)
    )
      at++;
  };
  const string = (): string => {
    at++;
    let out = '';
    for (;;) {
      const start = at;
      let code = text.charCodeAt(at);
      // Anything but a quote, a backslash and control characters; NaN, at the end, stops it too.
      while (code !== 0x22 && code !== 0x5c && code >= 0x20) code = text.charCodeAt(++at);
      out += text.slice(start, at);
      const next = text[at];
      if (next === '"') {
        at++;
        return out;
      }
      if (next !== '\\') return fail(next === undefined ? 'unterminated string' : 'control character in a string');
      const kind = text[at + 1] ?? '';
      if (kind === 'u') {
        const hex = text.slice(at + 2, at + 6);
        if (!/^[0-9a-fA-F]{4}$/.test(hex)) return fail('bad \\u escape');
        out += String.fromCharCode(Number.parseInt(hex, 16));
        at += 6;
      } else {
        out += escapes[kind] ?? fail('bad escape');
        at += 2;
      }
    }
  };
  const memberName = (object: Record<string, Json>): string => {
    blanks();
    if (text[at] !== '"') return fail('expected a member name in quotes');
    const start = at;
    const name = string();
    if (duplicates === 'error' && name in object) {
      at = start;
      return fail(`member "${name}" is doubled`);
    }
    blanks();
    if (text[at] !== ':') return fail('expected ":"');
    at++;
    placed?.(object, name, start);
    return name;
  };
  const deepen = (frame: Frame): void => {
    if (stack.length >= maxDepth) fail(`nested deeper than ${maxDepth}`);
    stack.push(frame);
  };

  for (;;) {
    blanks();
    if (placed) {
      const inside = stack.at(-1);
      if (inside && 'list' in inside) placed(inside.list, inside.list.length, at);
    }
    let value: Json;
    const char = text[at];
    if (char === '{') {
      at++;
      blanks();
      const object: Record<string, Json> = Object.create(null);
      if (text[at] === '}') {
        at++;
        if (stack.length >= maxDepth) fail(`nested deeper than ${maxDepth}`);
        value = object;
      } else {
        deepen({ object, name: memberName(object) });
        continue;
      }
    } else if (char === '[') {
      at++;
      blanks();
      const list: Json[] = [];
      if (text[at] === ']') {
        at++;
        if (stack.length >= maxDepth) fail(`nested deeper than ${maxDepth}`);
        value = list;
      } else {
        deepen({ list });
        continue;
      }
    } else if (char === '"') {
      value = string();
    } else {
      const word = words.find(([name]) => text.startsWith(name, at));
      if (word) {
        at += word[0].length;
        value = word[1];
      } else {
        numberPattern.lastIndex = at;
        const number = numberPattern.exec(text)?.[0];
        if (number === undefined)
          return fail(char === undefined ? 'unexpected end' : `unexpected ${JSON.stringify(char)}`);
        at += number.length;
        value = numberFromText(number);
      }
    }
    // The value is complete: hand it to what encloses it, and close all that it completes.
    for (;;) {
      const frame = stack.at(-1);
      blanks();
      if (frame === undefined) {
        if (at < text.length) fail('text after the value');
        return value;
      }
      if ('list' in frame) {
        frame.list.push(value);
        if (text[at] === ',') {
          at++;
          break;
        }
        if (text[at] !== ']') fail('expected "," or "]"');
        value = frame.list;
      } else {
        frame.object[frame.name] = value;
        if (text[at] === ',') {
          at++;
          frame.name = memberName(frame.object);
          break;
        }
        if (text[at] !== '}') fail('expected "," or "}"');
        value = frame.object;
      }
      at++;
      stack.pop();
    }
  }
}
