import { isJsonArray, isJsonObject, type Json } from '../../core/json.ts';
import { parseJson } from '../../core/parse-json.ts';
import type { ExchangeRecord, Mismatch, ScenarioResult } from '../../core/report.ts';
import { stringifyJson } from '../../core/stringify-json.ts';
import { maskServerMade } from '../../proof/replay/server-made.ts';
import { neutralizeLine } from '../../reporters/text/neutralize.ts';

/** A line of two answers beside each other. */
interface SideLine {
  readonly target: string;
  readonly reference: string;
  /** "=": the same but for what a server makes up, "≠": they differ, "<" and ">": only one has it. */
  readonly mark: '=' | '≠' | '<' | '>';
}

/** Two answers to one request of a scenario. */
export interface SidePair {
  readonly step: string;
  readonly role: ExchangeRecord['role'];
  readonly request: string;
  /** What failed of the answer. */
  readonly failed: readonly Mismatch[];
  readonly lines: readonly SideLine[];
}

/** Headers that say when and over which connection an answer came, not what it says. */
const incidental: ReadonlySet<string> = new Set([
  'date',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'server',
  'conformance-rule',
  'vary',
]);
/** So long a body is compared line by line. */
const longestBody = 20_000;
const mostLines = 400;

/** The answers of two servers to one scenario, request by request. Requests pair up by step and role, in their order. Pure. */
export function compareSides(target: ScenarioResult, reference: ScenarioResult): readonly SidePair[] {
  const left = new Map<string, ExchangeRecord[]>();
  for (const exchange of reference.exchanges) {
    const key = keyOf(exchange);
    left.set(key, [...(left.get(key) ?? []), exchange]);
  }
  return target.exchanges.flatMap((exchange, index) => {
    if (exchange.role === 'probe') return [];
    const other = left.get(keyOf(exchange))?.shift();
    const failed = target.assertions
      .filter((one) => one.exchange === index && one.verdict === 'fail')
      .flatMap(({ mismatches }) => mismatches);
    const { step, role, request } = exchange;
    return [
      {
        step,
        role,
        request: `${request.method} ${request.url}`,
        failed,
        lines: besides(linesOf(exchange), linesOf(other)),
      },
    ];
  });
}

function keyOf({ step, role }: ExchangeRecord): string {
  return `${role} ${step}`;
}

/** An answer in lines: status, headers by name, body with a line for each member. */
function linesOf(exchange: ExchangeRecord | undefined): readonly string[] {
  if (exchange === undefined) return ['(not sent)'];
  const { response, fault } = exchange;
  if (response === undefined) return [`(no answer: ${fault ?? 'unknown'})`];
  const headers = response.headers
    .filter(([name]) => !incidental.has(name.toLowerCase()))
    .map(([name, value]) => `${name.toLowerCase()}: ${value}`)
    .toSorted();
  const body = response.body ?? '';
  if (body === '') return [String(response.status), ...headers];
  if (response.bodyEncoding !== undefined || body.length > longestBody)
    return [String(response.status), ...headers, '', `(${response.bodyBytes} bytes)`];
  const lines = bodyLines(body);
  const more = lines.length > mostLines ? [`(${lines.length - mostLines} lines more)`] : [];
  return [String(response.status), ...headers, '', ...lines.slice(0, mostLines), ...more];
}

function bodyLines(body: string): readonly string[] {
  try {
    return jsonLines(parseJson(body), '', 0);
  } catch {
    return body.split(/\r?\n/);
  }
}

/** Members in the order of their names, so that the order in which they came is no difference. */
function jsonLines(value: Json, lead: string, depth: number): readonly string[] {
  const indent = '  '.repeat(depth);
  const isEmpty =
    (isJsonArray(value) && value.length === 0) || (isJsonObject(value) && Object.keys(value).length === 0);
  if (isEmpty || depth > 40 || !(isJsonArray(value) || isJsonObject(value)))
    return [`${indent}${lead}${stringifyJson(value)}`];
  const [open, close] = isJsonArray(value) ? ['[', ']'] : ['{', '}'];
  const inner = isJsonArray(value)
    ? value.flatMap((item) => jsonLines(item, '', depth + 1))
    : Object.keys(value)
        .toSorted()
        .flatMap((name) => jsonLines(value[name] as Json, `${stringifyJson(name)}: `, depth + 1));
  return [`${indent}${lead}${open}`, ...inner, `${indent}${close}`];
}

/** Lines beside each other: those that are alike pair up, what is between them stands side by side. */
function besides(target: readonly string[], reference: readonly string[]): readonly SideLine[] {
  const out: SideLine[] = [];
  let [i, j] = [0, 0];
  const flush = (toI: number, toJ: number): void => {
    while (i < toI || j < toJ) {
      const [one, two] = [i < toI ? target[i++] : undefined, j < toJ ? reference[j++] : undefined];
      out.push({
        target: one ?? '',
        reference: two ?? '',
        mark: one === undefined ? '>' : two === undefined ? '<' : '≠',
      });
    }
  };
  for (const [atI, atJ] of alike(target.map(blurred), reference.map(blurred))) {
    flush(atI, atJ);
    out.push({ target: target[i++] ?? '', reference: reference[j++] ?? '', mark: '=' });
  }
  flush(target.length, reference.length);
  return out;
}

/** What differs from run to run: ids, instants, versions, numbers of rows, and where the server is. */
function blurred(line: string): string {
  return maskServerMade(line)
    .replaceAll(/https?:\/\/[^/"\s]+/g, '<origin>')
    .replaceAll(/conf[0-9a-z]{8,}/g, '<name>')
    .replaceAll(/(?:W\/)?\\?"\d+\\?"/g, '<tag>')
    .replaceAll(/\b\d{4,}\b/g, '<number>')
    .replaceAll(/"[A-Za-z0-9+/]{11}="/g, '<version>');
}

/** Indexes of the longest common sequence of lines. */
function alike(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const longest: number[][] = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number): number => longest[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      (longest[i] as number[])[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

const width = 62;

/** The pairs as text in two columns. */
export function renderSides(pairs: readonly SidePair[]): string {
  return pairs
    .flatMap(({ step, role, request, failed, lines }, index) => [
      `${index + 1}. ${neutralizeLine(request)}`,
      `   ${role === 'step' ? '' : `${role}, `}step ${neutralizeLine(step)}`,
      ...failed.map(
        ({ fact, expected, actual }) => `   FAILS ${neutralizeLine(`${fact}: expected ${expected}, was ${actual}`)}`,
      ),
      '',
      ...lines.flatMap(sideBySide),
      '',
    ])
    .join('\n');
}

function sideBySide({ target, reference, mark }: SideLine): readonly string[] {
  const [a, b] = [wrapped(target), wrapped(reference)];
  return Array.from({ length: Math.max(a.length, b.length, 1) }, (_, row) =>
    `${(a[row] ?? '').padEnd(width)} ${row === 0 ? (mark === '=' ? ' ' : mark) : ' '} ${b[row] ?? ''}`.trimEnd(),
  );
}

function wrapped(line: string): readonly string[] {
  return neutralizeLine(line).match(new RegExp(`.{1,${width}}`, 'gu')) ?? [''];
}
