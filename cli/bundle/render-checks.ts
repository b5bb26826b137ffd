import { isJsonNumber } from '../../core/json.ts';
import { parseJson } from '../../core/parse-json.ts';
import type { AssertionResult, ExchangeRecord, Mismatch, ScenarioResult } from '../../core/report.ts';
import type { Scenario } from '../../core/suite.ts';
import { neutralizeLine } from '../../reporters/text/neutralize.ts';
import { textOf } from '../../runner/values/convert.ts';
import { posixQuote } from './posix-quote.ts';
import type { Wording } from './render-request.ts';
import { splitText } from './split-text.ts';

/** What a server makes up is another next time: a script that cannot name where it is from cannot expect it. */
const serverMade = /^"(?:W\/".*|[A-Za-z0-9+/]{11}=|[0-9a-f]{8}-[0-9a-f]{4}-.*|\d{4}-\d\d-\d\dT.*)$/i;

/** Steps whose expectations another answer gave: a script that knows only what was expected then cannot judge them. */
export interface Comparing {
  /** By status. */
  readonly statuses: ReadonlySet<string>;
  /** By the whole body. */
  readonly bodies: ReadonlySet<string>;
}

/** Finds them by the tokens that stand in what steps expect. */
export function comparingSteps({ steps }: Pick<Scenario, 'steps'>): Comparing {
  const find = (pattern: RegExp): ReadonlySet<string> =>
    new Set(steps.flatMap((step) => ('expect' in step && pattern.test(JSON.stringify(step.expect)) ? step.id : [])));
  return { statuses: find(/"\$\([\w.-]+\.status\)"/), bodies: find(/\$\([\w.-]+\.(?:body|value(?:\.\d+)?)\)/) };
}

/** Lines of the script that look at what failed, and say of each difference whether it is still there. */
export function renderChecks(result: ScenarioResult, comparing: Comparing, wording: Wording): readonly string[] {
  const failed = result.assertions.filter(({ verdict }) => verdict === 'fail');
  return [
    `printf '\\nWhat failed:\\n'`,
    ...failed.flatMap((assertion) => [
      `printf '%s\\n' ${quoted(`${assertion.rule} ${assertion.level}, step ${assertion.step}`)}`,
      ...assertion.mismatches.flatMap((mismatch) =>
        comparing.statuses.has(assertion.step) ||
        (comparing.bodies.has(assertion.step) && mismatch.expected === 'absent')
          ? [`unclear ${quoted(`${told(mismatch)} (as another answer says)`)}`]
          : checkLines(mismatch, assertion, result, wording),
      ),
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
  const text = quoted(told(mismatch));
  const check = checkOf(mismatch, assertion, result, wording);
  if (check === undefined) return [`unclear ${text}`];
  const { heard, holds, same } = check;
  const known = heard.length === 0 ? [] : [`if ! { ${heard.join(' && ')}; }; then unclear ${text}`];
  const cases = [
    ...known,
    ...(holds === undefined ? [] : [`if ${holds}; then gone ${text}`]),
    ...(same === undefined ? [] : [`if ${same}; then still ${text}`]),
  ];
  const last = same === undefined ? 'still' : 'unclear';
  return [`${cases.map((line, index) => (index === 0 ? line : `el${line}`)).join('; ')}; else ${last} ${text}; fi`];
}

interface Check {
  /** Commands that succeed when the answers it looks at can show anything. */
  readonly heard: readonly string[];
  /** Succeeds when what is expected holds. */
  readonly holds?: string;
  /** Succeeds when all is as it was; undefined: what does not hold fails. */
  readonly same?: string;
}

/** How the script sees what must hold; undefined: it takes more than a script. */
function checkOf(
  { fact, expected, actual }: Mismatch,
  { exchange, step, mismatches }: AssertionResult,
  { exchanges }: ScenarioResult,
  wording: Wording,
): Check | undefined {
  const [, call, seen] = /^effect ([A-Z]+ \S+) (status|\/\S*)$/.exec(fact) ?? [];
  if (call !== undefined && seen !== undefined) return effectCheck(call, seen, expected, step, exchanges);
  const record = exchange === undefined ? undefined : exchanges[exchange];
  if (exchange === undefined || record?.response === undefined) return undefined;
  const number = exchange + 1;
  if (fact === 'status') {
    const names = expected.split(' or ');
    if (!names.every((name) => /^\d(?:\d\d|xx)$/.test(name))) return undefined;
    const exact = names.filter((name) => !name.endsWith('xx'));
    const named = exact.length === 0 ? '' : `is_status ${number} ${exact.join(' ')} || `;
    const is = `is_status ${number} ${names.map((name) => `'${name.replace('xx', '??')}'`).join(' ')}`;
    const was = record.response.status;
    return { heard: [`{ ${named}is_status ${number} ${was} || heard ${number}; }`], holds: is };
  }
  const header = /^headers\/([^/]+)$/.exec(fact)?.[1];
  const place = /^body(\/.*)?$/s.exec(fact)?.[1];
  if (header === undefined && place === undefined) return undefined;
  const where = header === undefined ? quoted(place ?? '') : quoted(header.toLowerCase());
  const read = `${header === undefined ? 'at' : 'header'} ${number} ${where}`;
  // Of an answer of another kind its parts show nothing.
  const right = mismatches.find((one) => one.fact === 'status')?.expected.split(' or ') ?? [];
  const statuses = [String(record.response.status), ...right.filter((name) => /^\d\d\d$/.test(name))];
  const isThere = actual === 'absent' || expected.includes('absent') ? [] : [`${read} > /dev/null`];
  const heard = [`is_status ${number} ${statuses.join(' ')}`, ...isThere];
  // What this answer or a later one gave says nothing of it: it would be compared with itself.
  const earlier = wording.spellings.filter(
    ({ variable: { origin } }) => origin.kind === 'made' || origin.exchange < exchange,
  );
  const isOne = (text: string, spelt = earlier): string | undefined => {
    if (text === 'absent') return `! ${read} > /dev/null`;
    const value = scalarIn(text);
    const wanted =
      value === undefined
        ? undefined
        : wordFor(header === undefined ? value : value.replace(/^"/, ''), {
            ...wording,
            spellings: spelt,
          });
    if (value === undefined || wanted === undefined || (serverMade.test(value) && !wanted.includes('$')))
      return undefined;
    if (wanted.includes('$')) heard.push(`test -n ${wanted}`);
    const equal = `test "$(${read})" = ${wanted}`;
    return value.startsWith('"') ? equal : `{ ${equal} || same_number "$(${read})" ${wanted}; }`;
  };
  const holds = expectation(expected, isOne, { read, number, where, isBody: header === undefined });
  if (holds !== undefined) return { heard, holds };
  // What is expected takes more than a script to see; that it is as it was, to the letter, does not.
  const was = isOne(actual, []);
  return was === undefined ? undefined : { heard, same: was };
}

/** A command that succeeds when what is expected holds; undefined: it is not of a kind that the script knows. */
function expectation(
  expected: string,
  isOne: (text: string) => string | undefined,
  {
    read,
    number,
    where,
    isBody,
  }: { readonly read: string; readonly number: number; readonly where: string; readonly isBody: boolean },
): string | undefined {
  if (expected === 'present') return `${read} > /dev/null`;
  const type = /^type (string|number|boolean|null|object|array)$/.exec(expected)?.[1];
  if (isBody && type !== undefined) return `test "$(type_at ${number} ${where})" = ${type}`;
  const each = /^each type (string|number|boolean|null|object|array)$/.exec(expected)?.[1];
  if (isBody && each !== undefined) return `each_type ${number} ${where} ${each}`;
  const count = /^count (\d+)$/.exec(expected)?.[1];
  if (isBody && count !== undefined) return `test "$(count_at ${number} ${where})" = ${count}`;
  const several = /^any of: (.*)$/s.exec(expected)?.[1]?.split(' | ').map(isOne);
  if (several !== undefined) return several.includes(undefined) ? undefined : `{ ${several.join(' || ')}; }`;
  const other = /^not (.*)$/s.exec(expected)?.[1];
  if (other !== undefined) {
    const is = isOne(other);
    return is === undefined ? undefined : `{ ${read} > /dev/null && ! { ${is}; }; }`;
  }
  return isOne(expected);
}

/** A resource that was read before and after. */
function effectCheck(
  call: string,
  place: string,
  expected: string,
  step: string,
  exchanges: readonly ExchangeRecord[],
): Check | undefined {
  const find = (role: ExchangeRecord['role']): number =>
    exchanges.findIndex(
      ({ role: its, step: own, request }) =>
        its === role && own === step && endsWithCall(`${request.method} ${request.url}`, call),
    );
  const [before, after] = [find('effect-before'), find('effect-after')];
  const was = exchanges[before]?.response?.status;
  if (before < 0 || after < 0 || was === undefined) return undefined;
  const heard = [`is_status ${before + 1} ${was}`, `heard ${after + 1}`];
  const same = `test "$(status ${before + 1})" = "$(status ${after + 1})"`;
  if (place === 'status') return /^\d{3}$/.test(expected) ? { heard, holds: same } : undefined;
  const [one, other] = [before, after].map((index) => `"$(at ${index + 1} ${quoted(place)})"`);
  if (expected === 'changed') return { heard: [...heard, same], holds: `test ${one} != ${other}` };
  return expected.startsWith('unchanged') ? { heard: [...heard, same], holds: `test ${one} = ${other}` } : undefined;
}

/** The call names the path below the base. */
function endsWithCall(sent: string, call: string): boolean {
  const [method = '', path = ''] = call.split(' ');
  return sent.startsWith(`${method} `) && (sent.split('?', 1)[0] ?? '').endsWith(path.split('?', 1)[0] ?? '');
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

function told({ fact, expected, actual }: Mismatch): string {
  return `${fact}: expected ${short(expected)}, was ${short(actual)}`;
}

function quoted(text: string): string {
  return `'${neutralizeLine(text).replaceAll("'", String.raw`'\''`)}'`;
}

function short(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
