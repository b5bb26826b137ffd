import type { AssertionResult, Report, ScenarioResult } from '../../core/report.ts';
import { fixtureReport, hostileText } from './fixture-report.ts';

/** How big a made report is, and what is in it. */
export interface BigReport {
  readonly rules: number;
  /** Of so many rules, one fails. */
  readonly failing: number;
  /** Bytes of each body. */
  readonly body: number;
  /** What the target sends. */
  readonly text?: string;
}

/** A report with many rules, each with a scenario; those that fail have an exchange with big bodies and what differs in them. */
export function bigReport({ rules, failing, body, text = hostileText }: BigReport): Report {
  const [target] = fixtureReport.targets;
  if (!target) throw new Error('the fixture has no target');
  const failed = target.scenarios.find(({ exchanges }) => exchanges.length > 0);
  const rule = target.rules.find(({ rule: id }) => id === 'DAB-IFM-003');
  const [assertion] = failed?.assertions ?? [];
  const [exchange] = failed?.exchanges ?? [];
  if (!failed || !rule || !assertion || !exchange?.response) throw new Error('the fixture has no failure');
  const filler = text.repeat(Math.ceil(body / text.length)).slice(0, body);
  const response = { ...exchange.response, body: JSON.stringify({ title: filler }).slice(0, body), bodyBytes: body };
  const ids = Array.from(
    { length: rules },
    (_, index) => `DAB-${letters(Math.floor(index / 40))}-${String((index % 40) + 1).padStart(3, '0')}`,
  );
  const scenarios = ids.map((id, index): ScenarioResult => {
    const fails = index % failing === 0;
    const made = (part: Partial<AssertionResult>): AssertionResult => ({
      ...assertion,
      rule: id,
      exchange: 0,
      ...part,
    });
    return {
      ...failed,
      id: `dab/made-${index % 17}/${id.toLowerCase()}`,
      title: `What ${id} says holds ${fails ? text : ''}`,
      cell: { form: `form-${index % 30}`, law: `law-${index % 13}` },
      verdict: fails ? 'fail' : 'pass',
      exchanges: fails ? [{ ...exchange, response }] : [],
      assertions: fails
        ? Array.from({ length: 6 }, (_, place) =>
            made({
              id: `update/${place + 1}`,
              verdict: 'fail',
              mismatches: [
                { fact: 'body/title', expected: '"x"', actual: JSON.stringify(filler), location: assertion.location },
              ],
            }),
          )
        : [made({ verdict: 'pass', mismatches: [] })],
    };
  });
  return {
    ...fixtureReport,
    targets: [
      {
        ...target,
        scenarios,
        rules: ids.map((id, index) => ({
          ...rule,
          rule: id,
          level: index % 9 === 0 ? 'SHOULD' : 'MUST',
          verdict: index % failing === 0 ? 'fail' : 'pass',
          statement: `A server that gets what ${id} is about answers as its documentation says, and changes nothing else of the row.`,
          scenarios: [scenarios[index]?.id ?? ''],
        })),
      },
    ],
  };
}

function letters(index: number): string {
  return [Math.floor(index / 26 / 26), Math.floor(index / 26), index]
    .map((part) => String.fromCharCode(65 + (part % 26)))
    .join('');
}
