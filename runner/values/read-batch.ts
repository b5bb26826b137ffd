import { headerValue } from '../../core/http.ts';
import { parseMediaType } from '../../core/media-type.ts';
import type { Answer } from './answer.ts';
import { createAnswer } from './answer.ts';
import type { BatchLayout } from './batch-layout.ts';
import { readFields, readResponseHead } from './read-response-head.ts';

/** The answers in a batch's answer, by id, in the order they came; or why they cannot be read. */
export type BatchReading =
  | { readonly kind: 'parts'; readonly parts: readonly (readonly [id: string, answer: Answer])[] }
  | { readonly kind: 'unreadable'; readonly why: string };

const unreadable = (why: string): BatchReading => ({ kind: 'unreadable', why });

/** Splits a multipart/mixed answer as the request was laid out. A set answered once is known by the set's id. */
export function readBatch(answer: Answer, layout: readonly BatchLayout[]): BatchReading {
  const items = splitMultipart(headerValue(answer.headers, 'content-type') ?? '', latin1(answer.body));
  if (items === undefined) return unreadable('the answer is not multipart/mixed');
  const parts: (readonly [string, Answer])[] = [];
  for (const [index, item] of items.entries()) {
    const expected = layout[index];
    if (expected === undefined) return unreadable(`${items.length} answers to ${layout.length} requests`);
    const nested = expected.set === undefined ? undefined : splitMultipart(item.type, item.body);
    if (nested === undefined) {
      const inner = innerAnswer(item.body, answer);
      if (inner === undefined) return unreadable(`the answer to "${expected.id}" is not an HTTP response`);
      parts.push([expected.id, inner]);
      continue;
    }
    for (const [place, { body, contentId }] of nested.entries()) {
      const inner = innerAnswer(body, answer);
      const id = contentId ?? expected.set?.[place] ?? `${expected.id}-${place + 1}`;
      if (inner === undefined) return unreadable(`the answer to "${id}" is not an HTTP response`);
      parts.push([id, inner]);
    }
  }
  return { kind: 'parts', parts };
}

interface Item {
  readonly type: string;
  readonly contentId: string | undefined;
  readonly body: string;
}

/** The parts between the boundaries (RFC 2046 §5.1), bytes as Latin-1 text; undefined when it is no multipart. */
function splitMultipart(contentType: string, text: string): readonly Item[] | undefined {
  const media = parseMediaType(contentType);
  const boundary = media?.parameters['boundary'];
  if (media?.essence !== 'multipart/mixed' || boundary === undefined) return undefined;
  const delimiter = new RegExp(
    `(?:^|\\r?\\n)--${boundary.replaceAll(/[^A-Za-z0-9]/g, '\\$&')}(--)?[ \\t]*(?:\\r?\\n|$)`,
  );
  const pieces = text.split(delimiter);
  const items: Item[] = [];
  for (let i = 2; i < pieces.length && pieces[i - 1] === undefined; i += 2) {
    const [head = '', ...rest] = (pieces[i] ?? '').split(/\r?\n\r?\n/);
    const fields = readFields(head.split(/\r?\n/).filter((line) => line !== '')) ?? [];
    const body = (pieces[i] ?? '').slice(head.length).replace(/^\r?\n\r?\n/, '');
    if (rest.length === 0) return undefined;
    items.push({ type: headerValue(fields, 'content-type') ?? '', contentId: headerValue(fields, 'content-id'), body });
  }
  return items;
}

function innerAnswer(text: string, outer: Answer): Answer | undefined {
  const end = /\r?\n\r?\n/.exec(text);
  const head = readResponseHead(end ? text.slice(0, end.index) : text.trimEnd());
  if (head === undefined) return undefined;
  const rest = end ? text.slice(end.index + end[0].length) : '';
  const length = headerValue(head.headers, 'content-length');
  const body =
    length !== undefined && /^\d+$/.test(length) ? rest.slice(0, Number(length)) : rest.replace(/\r?\n$/, '');
  const { method, url, path, exchange } = outer;
  return createAnswer({ ...head, body: Buffer.from(body, 'latin1'), method, url, path, exchange });
}

/** One character per byte, so that positions in the text are positions in the bytes. */
function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
