import { parsePointer } from '../../core/json-pointer.ts';
import type { ExchangeRecord, MessageRecord, Mismatch } from '../../core/report.ts';
import { findInJson, type Span } from './find-in-json.ts';

/** A piece of a line; marked: this is what differs from what must be. */
interface Piece {
  readonly text: string;
  readonly marked?: true;
}

/** One line of a message, in pieces. Texts are as they came: whoever shows them neutralizes them. */
export type MarkedLine = readonly Piece[];

/** An exchange in lines, with what differs marked in the answer. */
export interface MarkedExchange {
  readonly request: readonly MarkedLine[];
  /** Undefined: no answer came. */
  readonly response?: readonly MarkedLine[];
  /** Why there is no answer, or what of its framing HTTP does not allow. */
  readonly fault?: string;
}

/** How much of a message is shown. */
export interface ExchangeLimits {
  /** Characters of a body. */
  readonly body: number;
}

/** Request and answer as they went over the wire, the places of these mismatches marked in the answer. Pure. */
export function markExchange(
  { request, response, fault }: ExchangeRecord,
  mismatches: readonly Mismatch[],
  limits: ExchangeLimits,
): MarkedExchange {
  const facts = new Set(mismatches.map(({ fact }) => fact.replace(/^either \S+: /, '')));
  return {
    request: [
      [{ text: `${request.method} ${request.url}` }],
      ...headers(request, new Set()),
      ...body(request, [], limits),
    ],
    ...(response === undefined
      ? {}
      : {
          response: [
            [piece(String(response.status), facts.has('status'))],
            ...headers(response, facts),
            ...body(response, places(facts), limits),
          ],
        }),
    ...(fault === undefined ? {} : { fault }),
  };
}

function piece(text: string, marked: boolean): Piece {
  return marked ? { text, marked } : { text };
}

function headers({ headers: fields }: MessageRecord, facts: ReadonlySet<string>): MarkedLine[] {
  const wrong = new Set([...facts].flatMap((fact) => /^headers\/([^/]+)$/.exec(fact)?.[1]?.toLowerCase() ?? []));
  return fields.map(([name, value]) =>
    wrong.has(name.toLowerCase()) ? [{ text: `${name}: ` }, piece(value, true)] : [{ text: `${name}: ${value}` }],
  );
}

/** Places in a body that facts name: "body/error/code" is /error/code. */
function places(facts: ReadonlySet<string>): string[][] {
  return [...facts].flatMap((fact) => {
    const pointer = /^body(\/.*)?$/s.exec(fact);
    const segments = pointer === null ? undefined : parsePointer(pointer[1] ?? '');
    return segments === undefined ? [] : [segments];
  });
}

function body(message: MessageRecord, marked: readonly (readonly string[])[], limits: ExchangeLimits): MarkedLine[] {
  const { body: text, bodyBytes, bodyEncoding, truncated } = message;
  if (bodyBytes === 0) return [];
  if (text === undefined) return [[{ text: '' }], [{ text: `(${bodyBytes} bytes, left out)` }]];
  const cut = text.length > limits.body;
  const shown = cut ? text.slice(0, limits.body) : text;
  const spans = bodyEncoding === 'base64' ? [] : marked.flatMap((segments) => spanOf(text, segments));
  const notes = [
    ...(bodyEncoding === 'base64' ? ['base64'] : []),
    ...(truncated || cut ? [`${bodyBytes} bytes in all`] : []),
  ];
  return [
    [{ text: '' }],
    ...linesOf(shown, spans),
    ...(notes.length === 0 ? [] : [[{ text: `(${notes.join(', ')})` }]]),
  ];
}

/** What is not there cannot be marked: then the nearest thing above it that is there is not what differs either. */
function spanOf(text: string, segments: readonly string[]): Span[] {
  const span = findInJson(text, segments);
  return span === undefined || segments.length === 0 ? [] : [span];
}

/** The text in lines, cut into pieces where a span begins or ends. */
function linesOf(text: string, spans: readonly Span[]): MarkedLine[] {
  const lines: Piece[][] = [[]];
  const add = (part: string, marked: boolean): void => {
    for (const [index, line] of part.split(/\r?\n/).entries()) {
      if (index > 0) lines.push([]);
      if (line !== '') lines.at(-1)?.push(piece(line, marked));
    }
  };
  let at = 0;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (start < at || start >= text.length) continue;
    add(text.slice(at, start), false);
    add(text.slice(start, end), true);
    at = Math.min(end, text.length);
  }
  add(text.slice(at), false);
  return lines.map((line) => (line.length === 0 ? [{ text: '' }] : line));
}
