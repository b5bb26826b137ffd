import type { Report, TargetReport } from '../../core/report.ts';
import type { Policy } from '../policy.ts';
import { causeTexts } from '../text/cause-texts.ts';
import { neutralizeLine } from '../text/neutralize.ts';
import { type RuleOutcome, ruleOutcomes } from '../view/rule-outcome.ts';

/**
 * Annotations for GitHub: a workflow command for each rule that failed, at the line of the scenario; failures that do not decide
 * warn, known ones are left out. GitHub shows ten of a kind, so likely causes and what decides come first.
 */
export function renderGithub(report: Report, policy: Policy): string {
  const lines = [
    ...report.targets.flatMap((target) => annotations(target, policy)),
    ...runFaults(report),
    command('notice', { title: 'Update conformance' }, `${report.verdict}, exit ${report.exitCode}`),
  ];
  return `${lines.join('\n')}\n`;
}

type Kind = 'error' | 'warning' | 'notice';

function annotations(target: TargetReport, policy: Policy): string[] {
  const name = `${target.protocol} ${target.edition}`;
  if (target.unreachable !== undefined) return [command('error', { title: name }, target.unreachable)];
  const outcomes = ruleOutcomes(target, policy);
  const causes = causeTexts(target.causes);
  const open = target.rules.filter(
    ({ verdict, baselined }) => (verdict === 'error' || verdict === 'inconclusive') && !baselined,
  );
  return [
    ...(causes.length === 0 ? [] : [command('notice', { title: `${name}: likely causes` }, causes.join('\n'))]),
    ...outcomes.filter(({ shown }) => shown === 'fail').map((outcome) => ofRule('error', outcome)),
    ...outcomes.filter(({ shown }) => shown === 'warning').map((outcome) => ofRule('warning', outcome)),
    ...open.map(({ rule, reason = 'no reason given' }) =>
      command('warning', { title: `${rule} could not be judged` }, reason),
    ),
  ];
}

function ofRule(kind: Kind, { rule, excuse, failures }: RuleOutcome): string {
  const [first] = failures;
  const [mismatch] = first?.assertion.mismatches ?? [];
  const why = excuse === undefined ? '' : ` (${excuse})`;
  const more = failures.length > 1 ? `\nand ${failures.length - 1} more` : '';
  const text = [
    rule.statement,
    ...(first === undefined ? [] : [`${first.scenario.id}, step ${first.assertion.step}`]),
    ...(mismatch === undefined
      ? [first?.assertion.reason ?? rule.reason ?? '']
      : [`${mismatch.fact}: expected ${clip(mismatch.expected)}, actual ${clip(mismatch.actual)}`]),
  ];
  const at = first?.assertion.location;
  return command(
    kind,
    {
      ...(at === undefined ? {} : { file: at.file, line: String(at.line), col: String(at.column) }),
      title: `${rule.rule} ${rule.level}${why}`,
    },
    text.filter((line) => line !== '').join('\n') + more,
  );
}

/** Faults of the gate itself: each fails the run. */
function runFaults({ baseline, targets, interrupted, problems = [] }: Report): string[] {
  const refused = targets.flatMap(({ outOfScope = [] }) => outOfScope.filter((entry) => entry.refused !== undefined));
  return [
    ...(baseline?.stale ?? []).map(({ entry, why }) => command('error', { title: `baseline entry ${entry}` }, why)),
    ...(baseline?.unnamed ?? []).map(({ entry, scenarios }) =>
      command('error', { title: `baseline entry ${entry}` }, `hides more than it names: ${scenarios.join(', ')}`),
    ),
    ...refused.map(({ entry, refused: why = '' }) => command('error', { title: `out of scope: ${entry}` }, why)),
    ...problems.map((problem) => command('error', { title: 'Update conformance' }, problem)),
    ...(interrupted ? [command('error', { title: 'Update conformance' }, 'the run was interrupted')] : []),
  ];
}

/** "::error file=a,line=1,title=b::text": line ends stay line ends, nothing else of a text acts. */
function command(kind: Kind, properties: Readonly<Record<string, string>>, message: string): string {
  const written = Object.entries(properties).map(
    ([name, value]) => `${name}=${data(value).replaceAll(':', '%3A').replaceAll(',', '%2C')}`,
  );
  return `::${kind} ${written.join(',')}::${message.split('\n').map(data).join('%0A')}`;
}

/** Neutral text has no line ends any more, so the per cent sign is all that is left to be escaped. */
function data(text: string): string {
  return neutralizeLine(text).replaceAll('%', '%25');
}

function clip(text: string): string {
  return text.length > 300 ? `${[...text].slice(0, 300).join('')}… (${text.length} characters)` : text;
}
