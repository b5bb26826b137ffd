import type { Report, RunVerdict, TargetReport } from '../../core/report.ts';
import { displayWidth } from '../text/display-width.ts';
import { padEnd, wrap } from '../text/fit.ts';
import { neutralizeLine } from '../text/neutralize.ts';
import { indent } from './indent.ts';
import { plural } from './plural.ts';
import { type RuleOutcome, ruleOutcomes } from './rule-outcome.ts';
import { marks, paint, type Style, type Tone } from './style.ts';

const tones: Readonly<Record<RunVerdict, Tone>> = {
  conforming: 'good',
  partial: 'good',
  nonconforming: 'bad',
  undetermined: 'warn',
};

/** The end of a run: baseline, one line per target, and the verdict last. */
export function renderSummary(report: Report, style: Style): string[] {
  const names = report.targets.map(({ protocol, edition }) => neutralizeLine(`${protocol} ${edition}`));
  const column = Math.max(0, ...names.map(displayWidth));
  const scenarios = report.targets.reduce((sum, target) => sum + target.scenarios.length, 0);
  return [
    ...baseline(report, style),
    ...report.targets.flatMap((target, index) => targetLines(target, padEnd(names[index] ?? '', column), style)),
    '',
    ...(report.problems ?? []).map((problem) => paint(style, 'warn', `${marks.error.mark} ${neutralizeLine(problem)}`)),
    ...(report.interrupted ? [paint(style, 'warn', 'Interrupted: this is what was done until then.')] : []),
    `${paint(style, 'strong', 'Verdict:')} ${paint(style, tones[report.verdict], report.verdict)}${partly(report)}, exit ${report.exitCode}`,
    ...wrap(
      `${plural(scenarios, 'scenario')} in ${seconds(report.durationMs)}, seed ${neutralizeLine(report.seed)}`,
      style.width,
    ).map((line) => paint(style, 'muted', line)),
  ];
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

const words = [
  ['pass', 'passed'],
  ['fail', 'failed'],
  ['known', 'known to fail'],
  ['warning', 'with a warning'],
  ['error', 'in error'],
  ['inconclusive', 'inconclusive'],
  ['skipped', 'not applicable'],
  ['untested', 'untested'],
] as const;

function countOutcomes(outcomes: readonly RuleOutcome[]): string {
  const kinds = outcomes.map(({ shown, rule }) => (shown === 'warning' && rule.baselined ? 'known' : shown));
  return words
    .map(([kind, word]) => ({ kind, word, count: kinds.filter((other) => other === kind).length }))
    .filter(({ kind, count }) => count > 0 || kind === 'pass')
    .map(({ word, count }) => `${count} ${word}`)
    .join(', ');
}

/** A partial verdict says how much of the catalogue it covers. */
function partly({ verdict, targets }: Report): string {
  if (verdict !== 'partial') return '';
  const all = targets.reduce((sum, { rules }) => sum + rules.length, 0);
  const judged = targets.reduce((sum, { rules }) => sum + rules.filter(wasJudged).length, 0);
  return ` (${judged} of ${plural(all, 'rule')})`;
}

function wasJudged({ verdict }: TargetReport['rules'][number]): boolean {
  return verdict !== 'untested' && verdict !== 'skipped';
}

function baseline(report: Report, style: Style): string[] {
  if (!report.baseline) return [];
  const { file, expected, stale } = report.baseline;
  const known = `${plural(expected.length, 'known failure')} in ${neutralizeLine(file)}`;
  return [
    ...wrap(known, style.width),
    ...stale.flatMap(({ entry, why }) => {
      const text = `${marks.fail.mark} stale baseline entry ${neutralizeLine(entry)}: ${neutralizeLine(why)}`;
      return wrap(text, style.width).map((line) => paint(style, 'bad', line));
    }),
    '',
  ];
}

function seconds(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
