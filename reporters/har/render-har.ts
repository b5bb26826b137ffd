import type { ExchangeRecord, MessageRecord, Report, ScenarioResult } from '../../core/report.ts';
import { inertJson } from '../text/inert-json.ts';
import { neutralizeLine } from '../text/neutralize.ts';

/** What a HAR file is told beside the report. */
export interface HarOptions {
  /** Exchanges of what passed, too. */
  readonly verbose: boolean;
}

/**
 * Exchanges as HTTP Archive 1.2: a page for each scenario that did not pass, an entry for each of its requests. When a scenario began is not
 * known: its times count from the begin of the run.
 */
export function renderHar(report: Report, { verbose }: HarOptions): string {
  const { startedAt, tool } = report;
  const scenarios = report.targets
    .flatMap(({ scenarios: all }) => all)
    .filter(({ verdict, exchanges }) => exchanges.length > 0 && (verbose || verdict !== 'pass'));
  const log = {
    version: '1.2',
    creator: { name: tool.name, version: tool.version },
    pages: scenarios.map(({ id, title, verdict }) => ({
      startedDateTime: startedAt,
      id,
      title: neutralizeLine(`${id}: ${title}`),
      pageTimings: {},
      comment: verdict,
    })),
    entries: scenarios.flatMap((scenario) => scenario.exchanges.map((_, index) => entry(scenario, index, startedAt))),
  };
  return `${inertJson({ log })}\n`;
}

function entry({ id, exchanges, assertions }: ScenarioResult, index: number, startedAt: string) {
  const exchange = exchanges[index] as ExchangeRecord;
  const { request, response, step, role, startedMs, durationMs, fault } = exchange;
  const failed = assertions.filter((one) => one.exchange === index && one.verdict === 'fail').map(({ rule }) => rule);
  const notes = [
    `${role} ${step}`,
    ...(fault === undefined ? [] : [fault]),
    ...new Set(failed.map((rule) => `fails ${rule}`)),
  ];
  return {
    pageref: id,
    startedDateTime: new Date(Date.parse(startedAt) + startedMs).toISOString(),
    time: durationMs,
    request: {
      method: request.method,
      url: request.url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: headersOf(request),
      queryString: queryOf(request.url),
      headersSize: -1,
      bodySize: request.bodyBytes,
      ...(request.body === undefined
        ? {}
        : {
            postData: {
              mimeType: typeOf(request),
              text: request.body,
              ...(request.bodyEncoding === 'base64' ? { comment: 'base64' } : {}),
            },
          }),
    },
    response: {
      // As browsers write it: no answer came.
      status: response?.status ?? 0,
      statusText: '',
      httpVersion: response === undefined ? '' : 'HTTP/1.1',
      cookies: [],
      headers: response === undefined ? [] : headersOf(response),
      content: {
        size: response?.bodyBytes ?? 0,
        mimeType: response === undefined ? 'x-unknown' : typeOf(response),
        ...(response?.body === undefined ? {} : { text: response.body }),
        ...(response?.bodyEncoding === undefined ? {} : { encoding: response.bodyEncoding }),
        ...(response?.truncated ? { comment: 'the body is cut' } : {}),
      },
      redirectURL: '',
      headersSize: -1,
      bodySize: response?.bodyBytes ?? -1,
    },
    cache: {},
    timings: { send: 0, wait: durationMs, receive: 0 },
    comment: neutralizeLine(notes.join(', ')),
  };
}

function headersOf({ headers }: MessageRecord) {
  return headers.map(([name, value]) => ({ name, value }));
}

function typeOf({ headers }: MessageRecord): string {
  return headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? 'application/octet-stream';
}

function queryOf(url: string) {
  const query = URL.canParse(url) ? [...new URL(url).searchParams] : [];
  return query.map(([name, value]) => ({ name, value }));
}
