import { isJsonArray, isJsonNumber, isJsonObject, type Json } from '../../core/json.ts';
import { formatPointer, parsePointer, valueAt } from '../../core/json-pointer.ts';
import { parseJson } from '../../core/parse-json.ts';
import type { ExchangeRecord } from '../../core/report.ts';
import type { MadeValue, ScenarioTrace, ValueSource } from '../../core/scenario-trace.ts';
import { textOf } from '../../runner/values/convert.ts';
import { resolveReference } from '../../runner/values/resolve-reference.ts';

/** A value that each run of the script has anew, in a variable of the shell. */
export interface Variable {
  readonly name: string;
  /** What it was. */
  readonly text: string;
  readonly origin: Origin;
}

/** Where a variable gets its value. */
type Origin =
  | { readonly kind: 'made'; readonly made: MadeValue }
  | { readonly kind: 'header'; readonly exchange: number; readonly header: string }
  /** A header that leads somewhere, as an absolute URL on the target. */
  | { readonly kind: 'link'; readonly exchange: number; readonly header: string }
  | { readonly kind: 'body'; readonly exchange: number; readonly place: string };

/** The variables of a script, and which of them each request may hold. */
export interface Variables {
  readonly all: readonly Variable[];
  /** By the index of an exchange. */
  readonly of: readonly (readonly Variable[])[];
  /** Values of requests that no answer shows where the script could find them: they stay as they were. */
  readonly lost: readonly string[];
}

/** So long a text is not in a request by chance. */
const telling = 8;

/** No API hides what it gives deeper in its answers. */
const deepest = 100;

/** Makes a variable of all that requests hold of earlier answers, and of what the run made. */
export function findVariables({ result, sources, made }: ScenarioTrace): Variables {
  const { exchanges } = result;
  const all = new Map<string, Variable>();
  const lost = new Set<string>();
  const names = new Map<string, number>();
  const add = (origin: Origin, text: string): Variable => {
    // What was made is the same wherever it is read, and however often that is noted.
    const key = JSON.stringify([origin.kind === 'made' ? origin.made.kind : origin, text]);
    const known = all.get(key);
    if (known !== undefined) return known;
    const word = wordFor(origin);
    const count = (names.get(word) ?? 0) + 1;
    names.set(word, count);
    const variable = { name: count === 1 ? word : `${word}_${count}`, text, origin };
    all.set(key, variable);
    return variable;
  };
  const of = exchanges.map((exchange, index) => {
    const whole = textOfRequest(exchange);
    const own = (sources[index] ?? []).flatMap((source): Variable[] => {
      if (source.from === 'made') {
        const one = made[source.index];
        return one === undefined ? [] : [add({ kind: 'made', made: one }, one.text)];
      }
      return textsIn(source).flatMap((text) => {
        const origin = originOf(exchanges[source.exchange], source, text);
        if (origin === undefined && text.length >= telling && whole.includes(text)) lost.add(text);
        return origin === undefined ? [] : [add(origin, text)];
      });
    });
    // What came about otherwise (a path that is read back from a request) holds them, too, where there is no doubt which.
    const others = [...all.values()].filter(({ text, origin }) => {
      if (text.length < telling || own.some((one) => one.text === text)) return false;
      if (origin.kind !== 'made' && origin.exchange >= index) return false;
      // Of several that were the same, the one that was made is what the others came from.
      const same = [...all.values()].filter((one) => one.text === text);
      const made = same.filter((one) => one.origin.kind === 'made');
      return same.length === 1 || (made.length === 1 && origin.kind === 'made');
    });
    return [...new Set([...own, ...others])];
  });
  for (const { exchange: at, mismatches } of result.assertions) {
    for (const text of mismatches.flatMap(({ expected }) => textsOf(expected))) addExpected(text, at);
  }
  const known = new Set([...all.values()].map(({ text }) => text));
  return { all: [...all.values()], of, lost: [...lost].filter((text) => !known.has(text)) };

  /** What is expected may be what an earlier answer gave, though no request holds it. */
  function addExpected(text: string, at: number | undefined): void {
    if ([...all.values()].some((one) => one.text === text)) return;
    for (const [index, exchange] of exchanges.slice(0, at).entries()) {
      // What was sent first is the suite's own.
      if (textOfRequest(exchange).includes(text)) return;
      const origin = originOf(exchange, { from: 'answer', exchange: index, texts: [text] }, text);
      if (origin !== undefined) return void add(origin, text);
    }
  }
}

/** The texts in what a mismatch says was expected, such as no suite would write. */
function textsOf(expected: string): readonly string[] {
  return [...expected.matchAll(/"(?:[^"\\]|\\.)*"/g)].flatMap(([json]) => {
    const text = jsonIn(json);
    return typeof text === 'string' && text.length >= telling ? [text] : [];
  });
}

/** Of a value that was read as a whole, short members say nothing: they are in a request because a suite wrote them. */
function textsIn({ texts }: Extract<ValueSource, { from: 'answer' }>): readonly string[] {
  return texts.length === 1 ? texts : texts.filter((text) => text.length >= 4);
}

function textOfRequest({ request }: ExchangeRecord): string {
  return [request.url, ...request.headers.map(([, value]) => value), request.body ?? ''].join('\n');
}

function wordFor(origin: Origin): string {
  if (origin.kind === 'made') return { text: 'NAME', integer: 'NUMBER', uuid: 'UUID', time: 'TIME' }[origin.made.kind];
  const from =
    origin.kind === 'body'
      ? (parsePointer(origin.place)?.findLast((name) => !/^\d+$/.test(name)) ?? '')
      : origin.header;
  const word = from
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .toUpperCase()
    .slice(0, 30);
  return `${word === '' || /^\d/.test(word) ? 'VALUE' : word}_OF_${origin.exchange + 1}`;
}

/** Where in an answer a value stands. */
function originOf(
  exchange: ExchangeRecord | undefined,
  { exchange: index, place }: Extract<ValueSource, { from: 'answer' }>,
  text: string,
): Origin | undefined {
  if (exchange?.response === undefined) return undefined;
  const { request, response } = exchange;
  if (place === undefined) {
    for (const [header, value] of response.headers) {
      const leads =
        /^[a-z][a-z0-9+.-]*:\/\//i.test(text) && value !== '' && resolveReference(value, request.url) === text;
      if (leads) return { kind: 'link', exchange: index, header: header.toLowerCase() };
      if (value === text) return { kind: 'header', exchange: index, header: header.toLowerCase() };
    }
  }
  if (response.bodyEncoding !== undefined || response.body === undefined || response.truncated) return undefined;
  const body = jsonIn(response.body);
  const segments = place === undefined ? undefined : parsePointer(place);
  const start = segments === undefined ? body : valueAt(body, segments);
  const path = start === undefined ? undefined : pathTo(start, text);
  return path === undefined
    ? undefined
    : { kind: 'body', exchange: index, place: formatPointer([...(segments ?? []), ...path]) };
}

function jsonIn(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** The way to the first text or number that reads so. */
function pathTo(value: Json, text: string, depth = 0): readonly string[] | undefined {
  if (depth > deepest) return undefined;
  if (typeof value === 'string' || isJsonNumber(value)) return textOf(value) === text ? [] : undefined;
  const members = isJsonArray(value)
    ? value.map((item, index) => [String(index), item] as const)
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  for (const [name, member] of members) {
    const path = pathTo(member as Json, text, depth + 1);
    if (path !== undefined) return [name, ...path];
  }
  return undefined;
}
