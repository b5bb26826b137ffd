import { decodeUtf8, type HeaderField, headerLines, headerValue } from '../../core/http.ts';
import type { Json } from '../../core/json.ts';
import { parsePointer, valueAt } from '../../core/json-pointer.ts';
import { JsonSyntaxError, parseJson } from '../../core/parse-json.ts';
import type { ProtocolSpec } from '../../core/protocol-spec.ts';
import { resolveReference } from './resolve-reference.ts';
import type { Root } from './scope.ts';
import { namedRoot } from './scope.ts';

/** A body read as JSON: a value, no bytes at all, or why it cannot be read. */
type JsonReading =
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'empty' }
  | { readonly kind: 'unreadable'; readonly why: string };

/** One answer (or one answer of a batch), with the readings facts and tokens ask for. */
export interface Answer {
  readonly method: string;
  /** Absolute URL of the request. */
  readonly url: string;
  /** Path of the request below the base URL, raw, without query. */
  readonly path: string;
  readonly status: number;
  readonly headers: readonly HeaderField[];
  readonly body: Uint8Array;
  /** Index of the exchange in the scenario's record. */
  readonly exchange: number;
  /** The request told the target how to call itself (X-Forwarded-Host and its like): then its links say what they say. */
  readonly toldItsName?: boolean;
  json(): JsonReading;
  text(): string;
}

/** Adds the readings; each is done once, when first asked for. */
export function createAnswer(data: Omit<Answer, 'json' | 'text'>): Answer {
  let text: string | undefined;
  let json: JsonReading | undefined;
  const readText = (): string => {
    text ??= decodeUtf8(data.body);
    return text;
  };
  const { method, url, path, status, headers, body, exchange } = data;
  return {
    method,
    url,
    path,
    status,
    headers,
    body,
    exchange,
    ...(data.toldItsName ? { toldItsName: true } : {}),
    text: readText,
    json: () => {
      json ??= readJson(data.body, readText);
      return json;
    },
  };
}

function readJson(body: Uint8Array, text: () => string): JsonReading {
  if (body.length === 0) return { kind: 'empty' };
  try {
    // A byte order mark is not JSON, but every client skips it (RFC 8259 §8.1).
    return { kind: 'value', value: parseJson(text().replace(/^\ufeff/, '')) };
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return { kind: 'unreadable', why: `not JSON: ${error.message} at offset ${error.offset}` };
  }
}

/** The JSON value of the body, or undefined when there is none. */
export function jsonOf(answer: Answer): Json | undefined {
  const reading = answer.json();
  return reading.kind === 'value' ? reading.value : undefined;
}

/** The version in an answer: the first of the protocol's places that is there. */
export function versionOf(answer: Answer, spec: ProtocolSpec): Json | undefined {
  for (const place of spec.version) {
    if ('header' in place) {
      const value = headerValue(answer.headers, place.header);
      if (value !== undefined) return value;
    } else {
      const value = valueAt(jsonOf(answer), parsePointer(place.body) ?? []);
      if (value !== undefined && value !== null) return value;
    }
  }
  return undefined;
}

/** What $(step.…) and $(answer.…) offer of every answer. */
export function answerRoot(answer: Answer, spec: ProtocolSpec): Root {
  return namedRoot((name) => {
    switch (name) {
      case 'status':
        return answer.status;
      case 'version':
        return versionOf(answer, spec);
      case 'location': {
        const location = headerLines(answer.headers, spec.location)[0];
        return location === undefined || location === '' ? undefined : resolveReference(location, answer.url);
      }
      case 'body':
        return jsonOf(answer);
      case 'text':
        return answer.text();
      case 'path':
        return answer.path;
      default:
        return undefined;
    }
  });
}
