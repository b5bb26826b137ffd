import { decodeUtf8, type HttpRequest, headerValue } from '../../../../../core/http.ts';
import { parseMediaType } from '../../../../../core/media-type.ts';
import { type MultipartItem, splitMultipart } from '../../../../../core/multipart.ts';
import { isRefused } from '../../../../kernel/refused.ts';
import type { Refusal } from '../../refusal.ts';
import { batchInvalid, batchUnreadable, notModelled } from '../../refusals.ts';
import type { WebApiCall } from '../../request/web-api-call.ts';
import { readEmbedded } from './read-embedded.ts';

/** A request of a batch. */
export interface BatchPart {
  readonly kind: 'part';
  readonly contentId: string | undefined;
  readonly request: HttpRequest;
}

/** Requests that are done wholly or not at all. */
interface ChangeSet {
  readonly kind: 'change-set';
  readonly parts: readonly BatchPart[];
}

export type BatchItem = BatchPart | ChangeSet;

/** Requests that one batch may have. */
const most = 1000;

/** A batch as JSON came with OData 4.01; Dataverse speaks 4.0, and its pages show multipart alone. */
const asJson = '$batch application/json';

/** Reads a multipart batch whole before any of it is carried out (OData §11.7.7). */
export function readBatch(call: WebApiCall): readonly BatchItem[] | Refusal {
  const { request, world } = call;
  const type = headerValue(request.headers, 'content-type') ?? '';
  if (parseMediaType(type)?.essence === 'application/json') {
    world.unmodelled(asJson);
    return notModelled(asJson);
  }
  const text = decodeUtf8(request.body);
  // Who writes bare line feeds has to be told: RFC 2046 knows no such boundary.
  const bare = /^\r?\n|[^\r]\n--/.test(text) && !world.keeps('DV-BAT-009');
  const parts = multipartOf(type, bare ? text.replaceAll(/\r?\n/g, '\r\n') : text);
  if (!parts) return batchUnreadable();
  const items: BatchItem[] = [];
  for (const part of parts) {
    const item = readItem(call, part);
    if (isRefused(item)) return item;
    items.push(item);
  }
  const count = items.reduce((sum, item) => sum + (item.kind === 'part' ? 1 : item.parts.length), 0);
  if (count > most && world.keeps('DV-BAT-008'))
    return batchInvalid(`The batch has ${count} requests; it may have ${most}.`);
  return items;
}

function readItem(call: WebApiCall, item: MultipartItem): BatchItem | Refusal {
  const type = headerValue(item.headers ?? [], 'content-type') ?? '';
  if (parseMediaType(type)?.essence !== 'multipart/mixed') return readPart(call, item);
  const inner = multipartOf(type, item.body);
  if (!inner) return batchUnreadable();
  const parts: BatchPart[] = [];
  for (const one of inner) {
    const part = readPart(call, one);
    if (isRefused(part)) return part;
    const barred = checkInSet(call, part);
    if (barred) return barred;
    parts.push(part);
  }
  return { kind: 'change-set', parts };
}

/** Why a change set cannot hold this request. */
function checkInSet({ world }: WebApiCall, { contentId, request }: BatchPart): Refusal | undefined {
  if (request.method === 'GET' && world.keeps('DV-BAT-007'))
    return batchInvalid('A change set holds no GET: only requests that change something.');
  if (contentId === undefined && world.keeps('DV-BAT-010'))
    return batchInvalid('A request of a change set has no Content-ID.');
  return undefined;
}

function readPart(call: WebApiCall, { headers, body }: MultipartItem): BatchPart | Refusal {
  const type = parseMediaType(headerValue(headers ?? [], 'content-type') ?? '')?.essence;
  const request = type === 'application/http' ? readEmbedded(call, body) : undefined;
  if (!request) return batchUnreadable();
  if (isRefused(request)) return request;
  // Microsoft's own JavaScript sample has it among the header fields of the request.
  const inside = headerValue(request.headers, 'content-id');
  const contentId =
    headerValue(headers ?? [], 'content-id') ??
    (inside !== undefined && call.world.keeps('DV-BAT-014') ? inside : undefined);
  return { kind: 'part', contentId, request };
}

/** The parts of a multipart/mixed text, which has CRLF at the ends of its lines and is complete. */
function multipartOf(type: string, text: string): readonly MultipartItem[] | undefined {
  const media = parseMediaType(type);
  const boundary = media?.parameters['boundary'] ?? '';
  if (media?.essence !== 'multipart/mixed' || boundary === '') return undefined;
  const read = splitMultipart(text, boundary, 'crlf');
  return read?.closed && read.items.length > 0 ? read.items : undefined;
}
