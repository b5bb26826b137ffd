/** @jsxImportSource preact */
import type { VNode } from 'preact';
import type { ExchangeRecord, Mismatch } from '../../core/report.ts';
import { clip } from '../html/words.ts';
import { type MarkedLine, markExchange } from '../view/marked-exchange.ts';

const limits = { body: 1_500 };
const mostLines = 60;
const longestLine = 500;
/** Headers that say nothing about a rule. */
const incidental: ReadonlySet<string> = new Set([
  'date',
  'conformance-rule',
  'connection',
  'keep-alive',
  'content-length',
]);

/** A request or an answer; what differs is marked as what must be, or as what is. */
export function Message({
  title,
  lines,
  kind,
}: {
  readonly title: string;
  readonly lines: readonly MarkedLine[];
  readonly kind: 'must' | 'is';
}): VNode {
  return (
    <figure>
      <figcaption>{title}</figcaption>
      <pre tabIndex={0} role="group" aria-label={title}>
        <code>
          {lines.slice(0, mostLines).map((pieces, index) => (
            <span key={index}>
              {pieces.map(({ text, marked }, place) =>
                marked ? (
                  <mark key={place} class={kind}>
                    {clip(text, longestLine)}
                  </mark>
                ) : (
                  clip(text, longestLine)
                ),
              )}
              {'\n'}
            </span>
          ))}
          {lines.length > mostLines ? `(${lines.length - mostLines} lines more)` : ''}
        </code>
      </pre>
    </figure>
  );
}

/** The lines of an exchange, what these mismatches are about marked. */
export function linesOf(
  exchange: ExchangeRecord,
  mismatches: readonly Mismatch[],
): { readonly request: readonly MarkedLine[]; readonly answer: readonly MarkedLine[] } {
  const { response } = exchange;
  const shown = {
    ...exchange,
    ...(response === undefined
      ? {}
      : {
          response: {
            ...response,
            headers: response.headers.filter(([name]) => !incidental.has(name.toLowerCase())),
          },
        }),
  };
  const marked = markExchange(shown, mismatches, limits);
  return { request: marked.request, answer: marked.response ?? [[{ text: marked.fault ?? 'no answer' }]] };
}
