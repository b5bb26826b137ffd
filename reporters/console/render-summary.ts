import type { Report, RunVerdict, TargetReport } from '../../core/report.ts';
import { targetKeys } from '../../core/target-keys.ts';
import { displayWidth } from '../text/display-width.ts';
import { padEnd, wrap } from '../text/fit.ts';
import { judgedText } from '../text/judged-text.ts';
import { neutralizeLine } from '../text/neutralize.ts';
import { plural } from '../text/plural.ts';
import { countOutcomes } from '../view/count-outcomes.ts';
import { ruleOutcomes } from '../view/rule-outcome.ts';
import { indent } from './indent.ts';
import { marks, paint, type Style, type Tone } from './style.ts';

const tones: Readonly<Record<RunVerdict, Tone>> = {
  conforming: 'good',
  partial: 'good',
  nonconforming: 'bad',
  undetermined: 'warn',
};

/** The end of a run: baseline, one line per target, and the verdict last. */
export function renderSummary(report: Report, style: Style): string[] {
  const names = targetKeys(report.targets).map(neutralizeLine);
  const column = Math.max(0, ...names.map(displayWidth));
  const scenarios = report.targets.reduce((sum, target) => sum + target.scenarios.length, 0);
  return [
    ...baseline(report, style),
    ...report.targets.flatMap((target, index) => targetLines(target, padEnd(names[index] ?? '', column), style)),
    '',
    ...(report.problems ?? []).map((problem) => paint(style, 'warn', `${marks.error.mark} ${neutralizeLine(problem)}`)),
    ...(report.stopped ? [paint(style, 'warn', 'Stopped at the first failure: nothing more was begun.')] : []),
    ...(report.interrupted ? [paint(style, 'warn', 'Interrupted: this is what was done until then.')] : []),
    `${paint(style, 'strong', 'Verdict:')} ${paint(style, tones[report.verdict], report.verdict)}${partly(report)}, exit ${report.exitCode}`,
    ...wrap(
      `${plural(scenarios, 'scenario')}${cost(report)} in ${seconds(report.durationMs)}, seed ${neutralizeLine(report.seed)}`,
      style.width,
    ).map((line) => paint(style, 'muted', line)),
    // Who prints the rest as well says it there.
    ...(style.quiet && report.targets.some(({ bundled }) => bundled)
      ? [paint(style, 'muted', 'What was judged is the bundled reference server; --target judges an API of yours.')]
      : []),
    ...(style.quiet ? [] : realProducts(report))
      .flatMap((text) => wrap(neutralizeLine(text), style.width))
      .map((line) => paint(style, 'muted', line)),
  ];
}

/** ", 12,345 requests (6,789 may write)": what the run cost its targets. */
function cost({ targets }: Report): string {
  const counts = targets.flatMap(({ requests }) => requests ?? []);
  if (counts.length === 0) return '';
  const sent = counts.reduce((sum, one) => sum + one.sent, 0);
  return `, ${plural(sent, 'request')} (${counts.reduce((sum, one) => sum + one.unsafe, 0)} may write)`;
}

/** Which real products were judged with the suites of each protocol: how much a verdict is worth. */
function realProducts({ targets }: Report): readonly string[] {
  const byProtocol = new Map(targets.map(({ protocol, judged }) => [protocol, judged]));
  return [...byProtocol].flatMap(([protocol, judged]) => (judged === undefined ? [] : [judgedText(protocol, judged)]));
}

/** "dab v2  conforming  40 passed, 2 with a warning of 42 rules". */
function targetLines(target: TargetReport, name: string, style: Style): string[] {
  const counts = countOutcomes(ruleOutcomes(target, style.policy));
  const text =
    target.unreachable === undefined ? `${counts} of ${plural(target.rules.length, 'rule')}` : 'could not be judged';
  const head = `${paint(style, 'strong', name)}  ${paint(style, tones[target.verdict], target.verdict)}`;
  const room = style.width - displayWidth(`${name}  ${target.verdict}  `);
  if (displayWidth(text) <= room) return [`${head}  ${text}`];
  return [head, ...indent(2, wrap(text, style.width - 2))];
}

/** A partial verdict says how much of the catalogue it covers. */
function partly({ verdict, targets }: Report): string {
  if (verdict !== 'partial') return '';
  const all = targets.reduce((sum, { rules }) => sum + rules.length, 0);
  const judged = targets.reduce((sum, { rules }) => sum + rules.filter(wasJudged).length, 0);
  const scoped = targets.reduce((sum, { rules }) => sum + rules.filter(isOutOfScope).length, 0);
  return ` (${judged} of ${plural(all, 'rule')}${scoped === 0 ? '' : `, ${scoped} out of scope`})`;
}

function wasJudged({ verdict }: TargetReport['rules'][number]): boolean {
  return verdict !== 'untested' && verdict !== 'skipped';
}

function isOutOfScope({ outOfScope }: TargetReport['rules'][number]): boolean {
  return outOfScope !== undefined;
}

function baseline(report: Report, style: Style): string[] {
  if (!report.baseline) return [];
  const { file, expected, stale, hidden, unnamed, shown } = report.baseline;
  const scenarios = new Set(hidden.flatMap((entry) => entry.scenarios)).size;
  const hides =
    scenarios === 0 ? '' : `, which ${expected.length === 1 ? 'hides' : 'hide'} ${plural(scenarios, 'scenario')}`;
  const bad = (text: string): string[] =>
    wrap(`${marks.fail.mark} ${neutralizeLine(text)}`, style.width).map((line) => paint(style, 'bad', line));
  return [
    ...wrap(`${plural(expected.length, 'known failure')} in ${neutralizeLine(file)}${hides}`, style.width),
    ...stale.flatMap(({ entry, why }) => bad(`stale baseline entry ${entry}: ${why}`)),
    ...unnamed.flatMap((one) => bad(`${one.entry} hides more than its entry names: ${one.scenarios.join(', ')}`)),
    ...shown.flatMap((one) =>
      wrap(neutralizeLine(`${one.entry} hides no longer, take out: ${one.scenarios.join(', ')}`), style.width),
    ),
    '',
  ];
}

function seconds(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
