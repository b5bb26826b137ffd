import { assertionId } from '../../core/assertion-id.ts';
import type {
  AssertionResult,
  ExchangeRecord,
  MessageRecord,
  RuleResult,
  ScenarioResult,
  TargetReport,
} from '../../core/report.ts';
import { excuse, type Policy } from '../policy.ts';
import { neutralizeLine } from '../text/neutralize.ts';

/** Characters of a body that a log keeps: it is for looking, the JSON report has more. */
const longestBody = 4_096;

/** Results of a target: what failed, and what was left open. */
export function resultsOf(
  target: TargetReport,
  ruleIndex: ReadonlyMap<string, number>,
  policy: Policy,
): readonly object[] {
  const rules = new Map(target.rules.map((rule) => [rule.rule, rule]));
  return target.scenarios.flatMap((scenario) =>
    scenario.assertions
      .filter(({ verdict }) => verdict !== 'pass')
      .map((assertion) => {
        const { rule, location } = assertion;
        const index = ruleIndex.get(rule);
        return {
          ruleId: rule,
          ...(index === undefined ? {} : { ruleIndex: index }),
          ...weight(assertion, rules.get(rule), policy),
          message: { text: messageOf(scenario, assertion) },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: uriOf(location.file) },
                region: { startLine: Math.max(1, location.line), startColumn: Math.max(1, location.column) },
              },
              logicalLocations: [
                { fullyQualifiedName: neutralizeLine(`${scenario.id}#${assertion.id}`), kind: 'function' },
              ],
            },
          ],
          partialFingerprints: {
            'conformance/v1': `${target.protocol} ${target.edition} ${assertionId(scenario, assertion)}`,
          },
          ...exchangeOf(assertion, scenario),
          properties: { target: `${target.protocol} ${target.edition}`, level: assertion.level },
        };
      }),
  );
}

/** How bad it is: an error decides, a warning does not, what the baseline knows is suppressed, what is open says nothing. */
function weight(assertion: AssertionResult, rule: RuleResult | undefined, policy: Policy) {
  if (assertion.verdict !== 'fail') return { kind: 'open', level: 'none' };
  const why = excuse(assertion, rule, policy);
  if (assertion.known !== undefined || rule?.baselined)
    return {
      kind: 'fail',
      level: 'error',
      suppressions: [{ kind: 'external', justification: `known failure: ${neutralizeLine(assertion.known ?? '')}` }],
    };
  return { kind: 'fail', level: why === undefined ? 'error' : assertion.level === 'MAY' ? 'note' : 'warning' };
}

function messageOf(
  { id, title, reason: came }: ScenarioResult,
  { step, mismatches, reason = came }: AssertionResult,
): string {
  const lines = [
    `${id}: ${title}, step ${step}`,
    ...(reason === undefined ? [] : [reason]),
    ...mismatches.map(({ fact, expected, actual }) => `${fact}: expected ${clip(expected)}, actual ${clip(actual)}`),
  ];
  return lines.map(neutralizeLine).join('\n');
}

function exchangeOf({ exchange }: AssertionResult, { exchanges }: ScenarioResult) {
  const record = exchange === undefined ? undefined : exchanges[exchange];
  if (record === undefined) return {};
  const { request, response } = record;
  return {
    webRequest: {
      protocol: 'HTTP',
      version: '1.1',
      target: neutralizeLine(request.url),
      method: request.method,
      headers: headersOf(request),
      ...bodyOf(request),
    },
    webResponse:
      response === undefined
        ? { noResponseReceived: true, reasonPhrase: neutralizeLine(faultOf(record)) }
        : { statusCode: response.status, headers: headersOf(response), ...bodyOf(response) },
  };
}

function faultOf({ fault = 'no answer' }: ExchangeRecord): string {
  return fault;
}

function headersOf({ headers }: MessageRecord): Readonly<Record<string, string>> {
  const byName = new Map<string, string>();
  for (const [name, value] of headers) {
    const before = byName.get(name);
    byName.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries(byName);
}

function bodyOf({ body, bodyEncoding }: MessageRecord) {
  if (body === undefined) return {};
  if (bodyEncoding === 'base64') return { body: { binary: body.slice(0, longestBody) } };
  return { body: { text: body.slice(0, longestBody) } };
}

/** A relative path stays one; what is absolute is a file URL. */
function uriOf(file: string): string {
  const path = file.replaceAll('\\', '/');
  const encoded = path.split('/').map(encodeURIComponent).join('/').replaceAll('%3A', ':');
  if (/^[a-z]:\//i.test(path)) return `file:///${encoded}`;
  return path.startsWith('/') ? `file://${encoded}` : encoded;
}

function clip(text: string): string {
  return text.length > 1_000 ? `${[...text].slice(0, 1_000).join('')}… (${text.length} characters)` : text;
}
