import type { ExchangeRecord, MessageRecord } from '../../core/report.ts';
import { renderCurl } from '../curl/render-curl.ts';
import { chop } from '../text/fit.ts';
import { neutralizeBlock } from '../text/neutralize.ts';
import { paint, type Style } from './style.ts';

/** Lines of a body that are shown unless the output is verbose. */
const bodyLines = 20;
/** Characters of one body line that are shown unless the output is verbose. */
const lineLength = 600;

/** Request and response as they went over the wire, and a line to send the request again. */
export function renderExchange(exchange: ExchangeRecord, style: Style): string[] {
  const { request, response, fault, durationMs } = exchange;
  const lines = [
    ...prefixed('>', [`${request.method} ${request.url}`, ...headerLines(request), ...body(request, style)], style),
    ...(response
      ? prefixed('<', [`${response.status}`, ...headerLines(response), ...body(response, style)], style)
      : prefixed('<', [`no answer: ${fault ?? 'unknown'}`], style)),
    ...(response !== undefined && fault !== undefined ? prefixed('!', [fault], style) : []),
  ];
  return [
    paint(style, 'muted', `exchange (${exchange.step}, ${Math.round(durationMs)} ms)`),
    ...lines,
    // Never wrapped: a broken line would not be a command any more.
    `${paint(style, 'muted', 'replay')} ${renderCurl(request)}`,
  ];
}

function headerLines({ headers }: MessageRecord): string[] {
  return headers.map(([name, value]) => `${name}: ${value}`);
}

function body({ body: text, bodyBytes, bodyEncoding, truncated }: MessageRecord, style: Style): string[] {
  if (bodyBytes === 0) return [];
  if (text === undefined) return ['', `(${bodyBytes} bytes, left out)`];
  const all = text.split(/\r?\n/);
  const shown = style.verbose ? all : all.slice(0, bodyLines).map(shorten);
  const notes = [
    ...(bodyEncoding === 'base64' ? ['base64'] : []),
    ...(truncated || shown.length < all.length ? [`${bodyBytes} bytes in all`] : []),
  ];
  return ['', ...shown, ...(notes.length > 0 ? [`(${notes.join(', ')})`] : [])];
}

function shorten(line: string): string {
  return line.length > lineLength ? `${line.slice(0, lineLength)}… (${line.length} characters)` : line;
}

/** Every line gets a mark in front, so that no CI system takes a line of the target for a command. */
function prefixed(mark: string, texts: readonly string[], style: Style): string[] {
  const columns = Math.max(16, style.width - 2);
  return texts
    .flatMap(neutralizeBlock)
    .flatMap((line) => chop(line, columns))
    .map((line) => `${paint(style, 'muted', mark)} ${line}`.trimEnd());
}
