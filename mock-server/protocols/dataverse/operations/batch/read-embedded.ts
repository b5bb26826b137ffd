import { type HttpRequest, splitTarget, utf8 } from '../../../../../core/http.ts';
import { readFields } from '../../../../../core/read-fields.ts';
import type { Refusal } from '../../refusal.ts';
import { batchInvalid } from '../../refusals.ts';
import type { WebApiCall } from '../../request/web-api-call.ts';

/** Reads an application/http request (RFC 9112 §10.2); undefined: it is none. */
export function readEmbedded(call: WebApiCall, text: string): HttpRequest | Refusal | undefined {
  // Empty lines before a request are passed over (RFC 9112 §2.2); behind a head without a body one is enough.
  const whole = text.replace(/^(?:\r\n)+/, '');
  const blank = whole.indexOf('\r\n\r\n');
  const [first = '', ...lines] = (blank < 0 ? whole.replace(/\r\n$/, '') : whole.slice(0, blank)).split('\r\n');
  const [, method, url] = /^([A-Z]+) (\S+) HTTP\/1\.[01]$/.exec(first) ?? [];
  const headers = readFields(lines);
  if (method === undefined || url === undefined || !headers) return undefined;
  const target = targetOf(call, url);
  if (/\/\$batch$/.test(splitTarget(target).path) && call.world.keeps('DV-BAT-012'))
    return batchInvalid('A batch holds no batch.');
  // What stands before the next boundary belongs to it; clients put more empty lines there.
  const body = blank < 0 ? '' : whole.slice(blank + 4);
  return { method, target, headers, body: utf8(/^\s*$/.test(body) ? '' : body) };
}

/** The target of a URL that is absolute, begins with a slash, or is relative to the batch. References stay as they are. */
function targetOf({ request, world }: WebApiCall, url: string): string {
  if (/^\/?\$\w+(?:[/?]|$)/.test(url) && !/^\/?\$(?:batch|metadata)\b/.test(url)) return url;
  const path = url.replace(/^https?:\/\/[^/?#]*/i, '');
  if (!path.startsWith('/')) return `${splitTarget(request.target).path.replace(/[^/]*$/, '')}${path}`;
  const mount = world.baseUrl.replace(/^https?:\/\/[^/?#]*/i, '');
  return mount !== '' && path.startsWith(`${mount}/`) ? path.slice(mount.length) : path;
}
