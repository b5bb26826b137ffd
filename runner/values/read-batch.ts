import { headerValue } from '../../core/http.ts';
import { parseMediaType } from '../../core/media-type.ts';
import { splitMultipart } from '../../core/multipart.ts';
import type { Answer } from './answer.ts';
import { createAnswer } from './answer.ts';
import type { BatchLayout } from './batch-layout.ts';
import { readResponseHead } from './read-response-head.ts';

/** The answers in a batch's answer, by id, in the order they came; or why they cannot be read. */
export type BatchReading =
  | { readonly kind: 'parts'; readonly parts: readonly (readonly [id: string, answer: Answer])[] }
  | { readonly kind: 'unreadable'; readonly why: string };

const unreadable = (why: string): BatchReading => ({ kind: 'unreadable', why });

/** Splits a multipart/mixed answer as the request was laid out. A set answered once is known by the set's id. */
export function readBatch(answer: Answer, layout: readonly BatchLayout[]): BatchReading {
  const items = partsOf(headerValue(answer.headers, 'content-type') ?? '', latin1(answer.body));
  if (items === undefined) return unreadable('the answer is not multipart/mixed');
  const parts: (readonly [string, Answer])[] = [];
  for (const [index, item] of items.entries()) {
    const expected = layout[index];
    if (expected === undefined) return unreadable(`${items.length} answers to ${layout.length} requests`);
    const nested = expected.set === undefined ? undefined : partsOf(item.type, item.body);
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

/**
 * The answer to the part that a batch is about; where its change set was answered once, that is the answer to it. The whole
 * answer where there is none: the batch itself was refused.
 */
export function answerAbout(whole: Answer, layout: readonly BatchLayout[], part: string): Answer {
  const reading = readBatch(whole, layout);
  if (reading.kind === 'unreadable') return whole;
  const set = layout.find((item) => item.set?.includes(part));
  const ofSet = reading.parts.filter(([id]) => id === set?.id || set?.set?.includes(id));
  const [, own] = reading.parts.find(([id]) => id === part) ?? (ofSet.length === 1 ? ofSet[0] : undefined) ?? [];
  return own ?? whole;
}

interface Item {
  readonly type: string;
  readonly contentId: string | undefined;
  readonly body: string;
}

/** The parts between the boundaries, bytes as Latin-1 text; undefined when it is no multipart. */
function partsOf(contentType: string, text: string): readonly Item[] | undefined {
  const media = parseMediaType(contentType);
  const boundary = media?.parameters['boundary'];
  if (media?.essence !== 'multipart/mixed' || boundary === undefined) return undefined;
  return splitMultipart(text, boundary)?.items.map(({ headers = [], body }) => ({
    type: headerValue(headers, 'content-type') ?? '',
    contentId: headerValue(headers, 'content-id'),
    body,
  }));
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
