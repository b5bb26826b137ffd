import type { Report, RuleResult, TargetReport } from '../../core/report.ts';
import type { Policy } from '../policy.ts';
import { inertJson } from '../text/inert-json.ts';
import { neutralizeLine } from '../text/neutralize.ts';
import { rulePage } from '../view/rule-page.ts';
import { resultsOf } from './sarif-results.ts';

/** What a SARIF log is told beside the report. */
export interface SarifOptions {
  readonly policy: Policy;
  /** Address of the catalogue's site. */
  readonly site?: string;
}

/**
 * The report as a SARIF 2.1.0 log: a result for each failed assertion at the line of the suite that says what must be, suppressed where
 * the baseline knows it, and one of the kind "open" for what could not be judged. The help of a rule is its page.
 */
export function renderSarif(report: Report, { policy, site }: SarifOptions): string {
  const rules = new Map(
    report.targets.flatMap(({ protocol, rules: all }) => all.map((rule) => [rule.rule, { rule, protocol }] as const)),
  );
  const index = new Map([...rules.keys()].map((id, place) => [id, place]));
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            version: report.tool.version,
            ...(site === undefined ? {} : { informationUri: site }),
            rules: [...rules.values()].map(({ rule, protocol }) =>
              descriptor(rule, rulePage(site, protocol, rule.rule)),
            ),
          },
        },
        automationDetails: { id: `${report.targets.map(nameOf).join(', ')}/` },
        invocations: [invocation(report)],
        columnKind: 'utf16CodeUnits',
        results: report.targets.flatMap((target) => resultsOf(target, index, policy)),
        properties: { verdict: report.verdict, seed: report.seed },
      },
    ],
  };
  return `${inertJson(log)}\n`;
}

function descriptor({ rule, level, statement, sources, links = [], gating }: RuleResult, page: string | undefined) {
  const help = page ?? links.find((link) => link !== null);
  const text = neutralizeLine(statement);
  const where = sources.map(neutralizeLine);
  return {
    id: rule,
    shortDescription: { text },
    fullDescription: { text: `${level}: ${text}` },
    help: {
      text: [text, '', ...where.map((source) => `Source: ${source}`), '', `conformance explain ${rule}`].join('\n'),
    },
    ...(help === undefined || !URL.canParse(help) ? {} : { helpUri: help }),
    defaultConfiguration: { level: level.startsWith('MUST') ? (gating ? 'error' : 'warning') : 'warning' },
    properties: { tags: [level, gating ? 'gating' : 'provisional'] },
  };
}

function invocation(report: Report) {
  const told = [
    ...report.targets.flatMap((target) =>
      target.unreachable === undefined ? [] : [`${nameOf(target)}: ${target.unreachable}`],
    ),
    ...(report.problems ?? []),
    ...(report.baseline?.stale ?? []).map(({ entry, why }) => `baseline entry ${entry}: ${why}`),
    ...(report.interrupted ? ['the run was interrupted'] : []),
  ];
  return {
    executionSuccessful: report.exitCode === 0 || report.exitCode === 1,
    exitCode: report.exitCode,
    startTimeUtc: report.startedAt,
    ...(told.length === 0
      ? {}
      : {
          toolExecutionNotifications: told.map((text) => ({ level: 'error', message: { text: neutralizeLine(text) } })),
        }),
  };
}

function nameOf({ protocol, edition }: TargetReport): string {
  return `${protocol} ${edition}`;
}
