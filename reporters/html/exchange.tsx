/** @jsxImportSource preact */
import type { VNode } from 'preact';
import type { ExchangeRecord, Mismatch } from '../../core/report.ts';
import { renderCurl } from '../curl/render-curl.ts';
import { type MarkedLine, markExchange } from '../view/marked-exchange.ts';

const limits = { body: 2_000 };
const longestLine = 600;
const mostLines = 80;

/** Request and answer beside each other, what differs marked, and a command that sends the request again. */
export function Exchange({
  exchange,
  mismatches,
}: {
  readonly exchange: ExchangeRecord;
  readonly mismatches: readonly Mismatch[];
}): VNode {
  const { request, response, fault } = markExchange(exchange, mismatches, limits);
  return (
    <details class="exchange" open>
      <summary>
        Exchange {exchange.step}: {exchange.request.method},{' '}
        {response === undefined ? 'no answer' : exchange.response?.status}, {Math.round(exchange.durationMs)} ms
      </summary>
      <div class="sides">
        <Side title="Request" lines={request} />
        {response === undefined ? null : <Side title="Answer" lines={response} />}
        {fault === undefined ? null : <p class="fault">{response === undefined ? `No answer: ${fault}` : fault}</p>}
      </div>
      <details>
        <summary>curl</summary>
        <pre tabIndex={0} role="group" aria-label="Command">
          <code>{cut(renderCurl(exchange.request), 4_000)}</code>
        </pre>
      </details>
    </details>
  );
}

/** What of an exchange takes room. */
export function exchangeTexts(exchange: ExchangeRecord): readonly string[] {
  const { request, response } = markExchange(exchange, [], limits);
  const lines = [...request, ...(response ?? [])].slice(0, 2 * mostLines);
  return [...lines.map((pieces) => pieces.map(({ text }) => text).join('')), cut(renderCurl(exchange.request), 4_000)];
}

function Side({ title, lines }: { readonly title: string; readonly lines: readonly MarkedLine[] }): VNode {
  return (
    <figure>
      <figcaption>{title}</figcaption>
      <pre tabIndex={0} role="group" aria-label={title}>
        <code>
          {lines.slice(0, mostLines).map((pieces, place) => (
            <Line key={place} pieces={pieces} />
          ))}
          {lines.length > mostLines ? `(${lines.length - mostLines} lines more)` : ''}
        </code>
      </pre>
    </figure>
  );
}

function Line({ pieces }: { readonly pieces: MarkedLine }): VNode {
  return (
    <>
      {pieces.map(({ text, marked }, place) =>
        marked ? (
          <mark key={place} class="is">
            {shown(text)}
          </mark>
        ) : (
          shown(text)
        ),
      )}
      {'\n'}
    </>
  );
}

function shown(text: string): string {
  return cut(text.replaceAll('\t', '    '), longestLine);
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}… (${text.length} characters)` : text;
}
