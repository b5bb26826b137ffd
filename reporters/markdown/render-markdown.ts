import type { Report, TargetReport } from '../../core/report.ts';
import { renderFailure } from '../console/render-failure.ts';
import { plainStyle } from '../console/style.ts';
import type { Policy } from '../policy.ts';
import { causeTexts } from '../text/cause-texts.ts';
import { countOutcomes } from '../view/count-outcomes.ts';
import { type RuleOutcome, ruleOutcomes } from '../view/rule-outcome.ts';
import { rulePage } from '../view/rule-page.ts';
import { codeBlock, codeText, plainText } from './markdown-text.ts';

/** What Markdown is told beside the report. */
export interface MarkdownOptions {
  readonly policy: Policy;
  /** Address of the catalogue's site. */
  readonly site?: string;
}

/** GitHub takes a summary of a job up to 1 MiB; what is over that is named and not shown. */
const mostCharacters = 400_000;

/** The report as Markdown, for the summary of a job, an issue or a comment: the verdict, likely causes, then each failure folded. */
export function renderMarkdown(report: Report, { policy, site }: MarkdownOptions): string {
  const lines = [
    `### Update conformance: ${report.verdict}, exit ${report.exitCode}`,
    '',
    '| target | verdict | rules |',
    '| --- | --- | --- |',
    ...report.targets.map((target) => targetRow(target, policy)),
    ...faults(report),
  ];
  const room = { left: mostCharacters };
  for (const target of report.targets) lines.push(...targetPart(target, policy, site, room));
  return `${lines.join('\n')}\n`;
}

function targetRow(target: TargetReport, policy: Policy): string {
  const rules =
    target.unreachable === undefined
      ? `${countOutcomes(ruleOutcomes(target, policy))} of ${target.rules.length}`
      : plainText(target.unreachable);
  return `| ${plainText(`${target.protocol} ${target.edition}`)} at ${codeText(target.url)} | ${target.verdict} | ${rules} |`;
}

function faults({ baseline, problems = [], interrupted }: Report): string[] {
  const lines = [
    ...(interrupted ? ['The run was interrupted.'] : []),
    ...problems.map(plainText),
    ...(baseline?.stale ?? []).map(({ entry, why }) => `Stale baseline entry ${codeText(entry)}: ${plainText(why)}`),
    ...(baseline?.unnamed ?? []).map(
      ({ entry, scenarios }) =>
        `${codeText(entry)} hides more than its entry names: ${scenarios.map(codeText).join(', ')}`,
    ),
  ];
  return lines.length === 0 ? [] : ['', ...lines.map((line) => `- ${line}`)];
}

function targetPart(target: TargetReport, policy: Policy, site: string | undefined, room: { left: number }): string[] {
  const outcomes = ruleOutcomes(target, policy);
  const failed = outcomes.filter(({ shown }) => shown === 'fail');
  const warned = outcomes.filter(({ shown }) => shown === 'warning');
  const open = target.rules.filter(
    ({ verdict, baselined }) => (verdict === 'error' || verdict === 'inconclusive') && !baselined,
  );
  const causes = causeTexts(target.causes);
  if (failed.length + warned.length + open.length + causes.length === 0) return [];
  return [
    '',
    `#### ${plainText(`${target.protocol} ${target.edition}`)}`,
    ...(causes.length === 0 ? [] : ['', 'Likely causes:', '', ...causes.map((text) => `- ${plainText(text)}`)]),
    ...section('Failures', failed, target, site, room),
    ...section('Warnings', warned, target, site, room),
    ...(open.length === 0
      ? []
      : [
          '',
          `**Could not be judged (${open.length})**`,
          '',
          ...open.map(({ rule, reason = 'no reason given' }) => `- ${codeText(rule)}: ${plainText(reason)}`),
        ]),
  ];
}

function section(
  title: string,
  outcomes: readonly RuleOutcome[],
  target: TargetReport,
  site: string | undefined,
  room: { left: number },
): string[] {
  if (outcomes.length === 0) return [];
  return [
    '',
    `**${title} (${outcomes.length})**`,
    '',
    ...outcomes.flatMap((outcome) => failure(outcome, target, site, room)),
  ];
}

function failure(
  outcome: RuleOutcome,
  target: TargetReport,
  site: string | undefined,
  room: { left: number },
): string[] {
  const { rule, excuse } = outcome;
  const page = rulePage(site, target.protocol, rule.rule);
  const id = page === undefined ? codeText(rule.rule) : `<a href="${plainText(page)}">${plainText(rule.rule)}</a>`;
  const head = `${id} ${rule.level}${excuse === undefined ? '' : ` (${plainText(excuse)})`}: ${plainText(rule.statement)}`;
  const details = codeBlock(renderFailure(outcome, plainStyle).join('\n'), 'text').join('\n');
  if (details.length > room.left) return [`- ${head}`];
  room.left -= details.length;
  return [`<details><summary>${head}</summary>`, '', details, '', '</details>'];
}
