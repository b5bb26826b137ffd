import { isHarmlessHeader, isSensitiveHeader } from '../../../core/header-secrecy.ts';
import { type HeaderField, headerLines } from '../../../core/http.ts';
import type { ExchangeRecord, MessageRecord } from '../../../core/report.ts';
import type { TargetPlan } from '../../options.ts';
import { identityPlaceholder, type Redact, secretPlaceholder } from './redact/redact.ts';
import type { RawExchange } from './round.ts';

/** How much of a body is kept. */
const longestBody = 64 * 1024;

/** Names of header fields, in lower case, that users gave and that may carry credentials: their values are never shown. */
export function givenHeaders({ headers, identities }: Pick<TargetPlan, 'headers' | 'identities'>): ReadonlySet<string> {
  const given = [headers, ...Object.values(identities)].flat();
  return new Set(given.flatMap(([name]) => (isHarmlessHeader(name) ? [] : [name.toLowerCase()])));
}

/**
 * An exchange as the report shows it: secrets replaced, bodies left out or cut.
 * @param given names of fields whose values are hidden in requests, whatever they are.
 */
export function exchangeRecord(
  raw: RawExchange,
  redact: Redact,
  keepBodies: boolean,
  given: ReadonlySet<string> = new Set(),
): ExchangeRecord {
  const { step, role, request, response, fault, identity } = raw;
  const lines = response === undefined ? [] : headerLines(response.headers, 'conformance-rule');
  const rules = lines.length === 0 ? lines : lines.flatMap((line) => line.split(/\s*,\s*/));
  return {
    step,
    role,
    request: {
      method: request.method,
      url: redact(raw.url),
      ...message(request.headers, request.body, redact, keepBodies, { given, identity }),
    },
    ...(response === undefined
      ? {}
      : { response: { status: response.status, ...message(response.headers, response.body, redact, keepBodies) } }),
    ...(fault === undefined ? {} : { fault: redact(fault) }),
    startedMs: Math.round(raw.startedMs * 1000) / 1000,
    durationMs: Math.round(raw.durationMs * 1000) / 1000,
    ...(rules.length === 0 ? {} : { governedBy: rules.map(redact) }),
  };
}

function message(
  headers: readonly HeaderField[],
  body: Uint8Array,
  redact: Redact,
  keepBody: boolean,
  sent?: Sent,
): MessageRecord {
  return {
    headers: headers.map((field) => withoutSecrets(field, redact, sent)),
    bodyBytes: body.length,
    ...(keepBody && body.length > 0 ? bodyText(body, redact) : {}),
  };
}

/** What is known of a request beside its bytes. */
interface Sent {
  readonly given: ReadonlySet<string>;
  readonly identity: string | undefined;
}

function withoutSecrets(field: HeaderField, redact: Redact, sent: Sent | undefined): HeaderField {
  const identity = sent?.identity;
  const [name, value] = field;
  const text = redact(value);
  if (text !== value) return [name, text];
  if (value === '' || !(isSensitiveHeader(name) || sent?.given.has(name.toLowerCase()))) return field;
  return [name, identity === undefined || identity === 'nobody' ? secretPlaceholder : identityPlaceholder(identity)];
}

/** The body as text, else as base64. Secrets go before it is cut, so that no half of one is left. */
function bodyText(body: Uint8Array, redact: Redact): Pick<MessageRecord, 'body' | 'bodyEncoding' | 'truncated'> {
  let text: string;
  try {
    text = redact(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
  } catch {
    const bytes = Buffer.from(redact(Buffer.from(body).toString('latin1')), 'latin1');
    const cut = bytes.length > longestBody;
    return {
      body: bytes.subarray(0, longestBody).toString('base64'),
      bodyEncoding: 'base64',
      ...(cut ? { truncated: true } : {}),
    };
  }
  if (Buffer.byteLength(text) <= longestBody) return { body: text };
  return {
    body: Buffer.from(text)
      .subarray(0, longestBody)
      .toString('utf8')
      .replace(/\ufffd+$/, ''),
    truncated: true,
  };
}
