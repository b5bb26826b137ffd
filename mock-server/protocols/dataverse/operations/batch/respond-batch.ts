import { decodeUtf8, type HttpResponse, utf8 } from '../../../../../core/http.ts';
import type { WebApiCall } from '../../request/web-api-call.ts';
import { batchShown } from '../../seams.ts';
import type { AnsweredItem, AnsweredPart } from './answered-item.ts';

/** What clients read behind a status (RFC 9110 §15). */
const phrases: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  304: 'Not Modified',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  412: 'Precondition Failed',
  500: 'Internal Server Error',
  501: 'Not Implemented',
};

/** The answer to a batch: its parts in their order, as multipart/mixed, with the boundaries that clients look for. */
export function respondBatch({ world }: WebApiCall, status: number, items: readonly AnsweredItem[]): HttpResponse {
  const boundary = `batchresponse_${world.uuid(4)}`;
  const alone = world.variant('failure-without-its-change-set');
  const texts = world.through(batchShown, items).map((item) => {
    const [first, ...others] = item.parts;
    const fails = first !== undefined && first.response.status >= 400;
    if (item.kind === 'part' || (alone && fails && others.length === 0)) return item.parts.map(spell).join('');
    const inner = `changesetresponse_${world.uuid(4)}`;
    return `Content-Type: multipart/mixed; boundary=${inner}\r\n\r\n${multipart(item.parts.map(spell), inner)}`;
  });
  return {
    status,
    headers: [['Content-Type', `multipart/mixed; boundary=${boundary}`]],
    body: utf8(multipart(texts, boundary)),
  };
}

function multipart(texts: readonly string[], boundary: string): string {
  return `${texts.map((text) => `--${boundary}\r\n${text}\r\n`).join('')}--${boundary}--\r\n`;
}

/** A response as application/http (RFC 9112 §10.2), with the Content-ID of its request. */
function spell({ contentId, response: { status, headers, body } }: AnsweredPart): string {
  const id = contentId === undefined ? '' : `Content-ID: ${contentId}\r\n`;
  const fields = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const head = `HTTP/1.1 ${status} ${phrases[status] ?? 'Answer'}\r\n${fields}\r\n`;
  return `Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n${id}\r\n${head}${decodeUtf8(body)}`;
}
