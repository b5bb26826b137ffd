import { isJsonNumber } from '../../core/json.ts';
import { parseJson } from '../../core/parse-json.ts';
import type { AssertionResult, ExchangeRecord, Mismatch, ScenarioResult } from '../../core/report.ts';
import { neutralizeLine } from '../../reporters/text/neutralize.ts';
import { textOf } from '../../runner/values/convert.ts';
import { posixQuote } from './posix-quote.ts';
import type { Wording } from './render-request.ts';
import { splitText } from './split-text.ts';

/** Lines of the script that look at what failed, and say of each difference whether it is still there. */
export function renderChecks(result: ScenarioResult, wording: Wording): readonly string[] {
  const failed = result.assertions.filter(({ verdict }) => verdict === 'fail');
  return [
    `printf '\\nWhat failed:\\n'`,
    ...failed.flatMap((assertion) => [
      `printf '%s\\n' ${quoted(`${assertion.rule} ${assertion.level}, step ${assertion.step}`)}`,
      ...assertion.mismatches.flatMap((mismatch) => checkLines(mismatch, assertion, result, wording)),
      ...(assertion.mismatches.length === 0 ? [`unclear ${quoted(assertion.reason ?? 'no difference is named')}`] : []),
    ]),
  ];
}

function checkLines(
  mismatch: Mismatch,
  assertion: AssertionResult,
  result: ScenarioResult,
  wording: Wording,
): readonly string[] {
  const { fact, expected, actual } = mismatch;
  const told = quoted(`${fact}: expected ${short(expected)}, was ${short(actual)}`);
  const holds = conditionOf(mismatch, assertion, result, wording);
  if (holds === undefined) return [`unclear ${told}`];
  const { sent, condition } = holds;
  const statuses = sent.map((index) => `$(status ${index + 1})`).join(' ');
  return [
    `case "${statuses}" in *000*) unclear ${told} ;; *) if ${condition}; then gone ${told}; else still ${told}; fi ;; esac`,
  ];
}

interface Condition {
  /** Indexes of the exchanges whose answers it looks at. */
  readonly sent: readonly number[];
  /** A command that succeeds when what is expected holds. */
  readonly condition: string;
}

/** What must hold, as a command; undefined: it takes more than a script to see it. */
function conditionOf(
  { fact, expected, actual }: Mismatch,
  { exchange, step }: AssertionResult,
  { exchanges }: ScenarioResult,
  wording: Wording,
): Condition | undefined {
  const effect = /^(?:effect )?([A-Z]+ \S+) (status|\/\S*)$/.exec(fact);
  if (fact.startsWith('effect ') && effect)
    return effectCondition(effect[1] ?? '', effect[2] ?? '', expected, step, exchanges);
  if (exchange === undefined) return undefined;
  const number = exchange + 1;
  if (fact === 'status') {
    const names = expected.split(' or ');
    if (!names.every((name) => /^\d(?:\d\d|xx)$/.test(name))) return undefined;
    return {
      sent: [exchange],
      condition: `is_status ${number} ${names.map((name) => `'${name.replace('xx', '??')}'`).join(' ')}`,
    };
  }
  const header = /^headers\/([^/]+)$/.exec(fact)?.[1];
  const place = /^body(\/.*)$/s.exec(fact)?.[1];
  if (header === undefined && place === undefined) return undefined;
  const read =
    header === undefined ? `at ${number} ${quoted(place ?? '')}` : `header ${number} ${quoted(header.toLowerCase())}`;
  if (expected === 'absent') return { sent: [exchange], condition: `! ${read} > /dev/null` };
  if (expected === 'present') return { sent: [exchange], condition: `${read} > /dev/null` };
  const value = scalarIn(expected);
  // A shape or a pattern reads like JSON only by chance: what was there must have been of the same kind.
  if (value === undefined || (actual !== 'absent' && scalarIn(actual) === undefined)) return undefined;
  const wanted = wordFor(header === undefined ? value : value.replace(/^"/, ''), wording);
  if (wanted === undefined) return undefined;
  const same = `test "$(${read})" = ${wanted}`;
  return {
    sent: [exchange],
    condition: value.startsWith('"') ? same : `{ ${same} || same_number "$(${read})" ${wanted}; }`,
  };
}

/** A resource that was read before and after. */
function effectCondition(
  call: string,
  place: string,
  expected: string,
  step: string,
  exchanges: readonly ExchangeRecord[],
): Condition | undefined {
  const find = (role: ExchangeRecord['role']): number =>
    exchanges.findIndex(
      ({ role: its, step: own, request }) =>
        its === role && own === step && endsWithCall(`${request.method} ${request.url}`, call),
    );
  const [before, after] = [find('effect-before'), find('effect-after')];
  if (before < 0 || after < 0) return undefined;
  const sent = [before, after];
  if (place === 'status')
    return /^\d{3}$/.test(expected)
      ? { sent, condition: `test "$(status ${before + 1})" = "$(status ${after + 1})"` }
      : undefined;
  const [was, is] = [before, after].map((index) => `"$(at ${index + 1} ${quoted(place)})"`);
  if (expected === 'changed') return { sent, condition: `test ${was} != ${is}` };
  return expected.startsWith('unchanged') ? { sent, condition: `test ${was} = ${is}` } : undefined;
}

/** The call names the path below the base. */
function endsWithCall(sent: string, call: string): boolean {
  const [method = '', path = ''] = call.split(' ');
  return sent.startsWith(`${method} `) && sent.endsWith(path);
}

/** A text (after a quotation mark), a number, true, false or null, as the script reads it; undefined: something else. */
function scalarIn(json: string): string | undefined {
  try {
    const value = parseJson(json);
    if (typeof value === 'string') return `"${value}`;
    return isJsonNumber(value) || value === null || typeof value === 'boolean' ? textOf(value) : undefined;
  } catch {
    return undefined;
  }
}

/** What is expected may hold what the run made, or an answer gave. */
function wordFor(text: string, { spellings, use }: Wording): string | undefined {
  const words = splitText(text, spellings, 'header').map((piece) => {
    if (piece.kind === 'text') return posixQuote(piece.text);
    if (piece.uses !== undefined) use(piece.uses);
    return piece.word;
  });
  return words.includes(undefined) ? undefined : words.join('') || "''";
}

function quoted(text: string): string {
  return `'${neutralizeLine(text).replaceAll("'", String.raw`'\''`)}'`;
}

function short(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
