import { decodeUtf8, type HttpRequest, type HttpResponse } from '../../core/http.ts';
import type { ExchangeRecord, MessageRecord } from '../../core/report.ts';
import { loadRecordings } from '../../proof/replay/load-recordings.ts';
import type { SiteRecording } from '../../reporters/site/site-data.ts';

/** So many recorded exchanges of a product stand on a page. */
const mostExchanges = 8;

/** What real systems answered, by the rule under which it is filed; empty where the package carries no recordings. */
export function collectRecordings(
  protocol: string,
  rules: ReadonlySet<string>,
): ReadonlyMap<string, readonly SiteRecording[]> {
  const found = new Map<string, SiteRecording[]>();
  for (const { recording, stories } of loadRecordings(protocol).loaded) {
    const byRule = new Map<string, ExchangeRecord[]>();
    for (const { id, exchanges } of stories) {
      const rule = [...rules].find((one) => id === one || id.startsWith(`${one}/`));
      if (rule === undefined) continue;
      const records = exchanges.map((exchange) => record(exchange.id, exchange.request, exchange.response));
      byRule.set(rule, [...(byRule.get(rule) ?? []), ...records]);
    }
    const { product, recorded } = recording;
    for (const [rule, exchanges] of byRule)
      found.set(rule, [
        ...(found.get(rule) ?? []),
        { product, recorded, exchanges: exchanges.slice(0, mostExchanges) },
      ]);
  }
  return found;
}

function record(step: string, request: HttpRequest, response: HttpResponse): ExchangeRecord {
  const { method, target, headers, body } = request;
  return {
    step,
    role: 'step',
    request: { method, url: target, ...message(headers, body) },
    response: { status: response.status, ...message(response.headers, response.body) },
    startedMs: 0,
    durationMs: 0,
  };
}

function message(headers: MessageRecord['headers'], body: Uint8Array): MessageRecord {
  return { headers, bodyBytes: body.length, ...(body.length === 0 ? {} : { body: decodeUtf8(body) }) };
}
