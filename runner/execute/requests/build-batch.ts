import { decodeUtf8, type HeaderField, type HttpRequest, utf8 } from '../../../core/http.ts';
import type { BatchPart, BodyTemplate, ChangeSet, RequestTemplate } from '../../../core/suite.ts';
import type { BatchLayout } from '../../values/batch-layout.ts';

/** Builds the inner request of a part; `contentId` is what a change set's part is known by. */
export type BuildPart = (
  template: RequestTemplate,
  contentId: string | undefined,
) => { request: HttpRequest; url: string };

/** A multipart/mixed body of requests (OData 4.01 Part 1 §11.7.7), with the layout that its answer will have. */
export function buildBatch(
  parts: Extract<BodyTemplate, { kind: 'batch' }>['parts'],
  boundary: string,
  build: BuildPart,
): { readonly body: Uint8Array; readonly contentType: string; readonly layout: readonly BatchLayout[] } {
  const layout: BatchLayout[] = [];
  const texts: string[] = [];
  for (const part of parts) {
    if (part.kind === 'part') {
      for (const id of copyIds(part)) {
        texts.push(embed(part, undefined, build));
        layout.push({ id });
      }
    } else {
      // Whoever reads the batch compares the beginnings of lines (RFC 2046 §5.1.1): no boundary may begin with the other one.
      texts.push(changeSet(part, `${part.id}-${boundary}`, build));
      layout.push({ id: part.id, set: part.parts.flatMap(copyIds) });
    }
  }
  return { body: utf8(multipart(texts, boundary)), contentType: `multipart/mixed; boundary=${boundary}`, layout };
}

function changeSet(set: ChangeSet, boundary: string, build: BuildPart): string {
  const texts = set.parts.flatMap((part) => copyIds(part).map((id) => embed(part, id, build)));
  return `Content-Type: multipart/mixed; boundary=${boundary}\r\n\r\n${multipart(texts, boundary)}`;
}

function multipart(texts: readonly string[], boundary: string): string {
  return `${texts.map((text) => `--${boundary}\r\n${text}\r\n`).join('')}--${boundary}--\r\n`;
}

/** A part's id; several copies are told apart by a number. */
function copyIds({ id, copies }: BatchPart): string[] {
  return copies === 1 ? [id] : Array.from({ length: copies }, (_, index) => `${id}-${index + 1}`);
}

function embed(part: BatchPart, contentId: string | undefined, build: BuildPart): string {
  const { request, url } = build(part.request, contentId);
  const known = contentId !== undefined && !part.request.without.includes('content-id');
  const outer: HeaderField[] = [
    ['Content-Type', 'application/http'],
    ['Content-Transfer-Encoding', 'binary'],
    ...(known ? ([['Content-ID', contentId]] as const) : []),
  ];
  const inner = `${request.method} ${url} HTTP/1.1\r\n${lines(request.headers)}\r\n${decodeUtf8(request.body)}`;
  return `${lines(outer)}\r\n${inner}`;
}

function lines(headers: readonly HeaderField[]): string {
  return headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
}
