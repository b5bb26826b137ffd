import type { AssertionResult, RuleResult, ScenarioResult } from '../../core/report.ts';
import { neutralizeLine } from '../../reporters/text/neutralize.ts';
import type { CutSuite } from './make-cut.ts';

/** What a folder's page is made of. */
export interface FailurePage {
  readonly scenario: ScenarioResult;
  readonly failures: readonly AssertionResult[];
  readonly rules: ReadonlyMap<string, RuleResult>;
  readonly target: string;
  readonly edition: string;
  readonly protocol: string;
  readonly tool: string;
  readonly cut: CutSuite | undefined;
  /** Is the comparison with the reference server there? */
  readonly compared: boolean;
}

/** The page that says what failed and what the files beside it are for. */
export function renderReadme({ scenario, failures, rules, compared, cut, ...page }: FailurePage): string {
  return [
    `# ${inert(
      failures
        .map(({ rule }) => rule)
        .filter((rule, index, all) => all.indexOf(rule) === index)
        .join(', '),
    )}: ${inert(scenario.title)}`,
    '',
    `Seen on ${code(page.target)}, judged as ${inert(page.protocol)}, edition ${inert(page.edition)}, by ${inert(page.tool)}. Scenario ${code(scenario.id)}.`,
    '',
    ...failures.flatMap((failure) => failureLines(failure, rules.get(failure.rule))),
    '## Files',
    '',
    '| file | what it is |',
    '| --- | --- |',
    '| `repro.sh` | all requests of the scenario, from its set-up to its clean-up, with curl: `sh repro.sh [BASE-URL]`; ends with 1 while the failure is there, 0 when it is gone |',
    '| `exchanges.har` | the exchanges of the run that failed, for browsers’ tools |',
    ...(cut === undefined ? [] : [`| \`scenario.yaml\` | ${cutText(cut)} |`]),
    ...(compared
      ? ['| `reference.txt` | what the target answered beside what the reference server answers to the same scenario |']
      : []),
    '| `bundle.json` | what `conformance replay` needs |',
    '',
    'Judge again, here or on another target: `npx update-conformance replay . [--target URL]`, with the same credentials as the run. No file here holds a secret.',
    '',
  ].join('\n');
}

function failureLines(
  { rule, level, mismatches, reason, step }: AssertionResult,
  known: RuleResult | undefined,
): readonly string[] {
  return [
    `**${inert(rule)}** ${level}: ${inert(known?.statement ?? '')}`,
    '',
    ...(known?.sources ?? []).map((source, index) => {
      const link = known?.links?.[index];
      return `- stated in: ${inert(source)}${link === undefined || link === null ? '' : ` <${encodeURI(link)}>`}`;
    }),
    ...mismatches.map(
      ({ fact, expected, actual }) =>
        `- step ${inert(step)}, ${code(fact)}: expected ${code(cut(expected))}, was ${code(cut(actual))}`,
    ),
    ...(mismatches.length === 0 && reason !== undefined ? [`- ${inert(reason)}`] : []),
    '',
  ];
}

function cutText({ seen, dropped, hurried }: CutSuite): string {
  const own = 'the scenario as a suite of its own';
  if (!seen)
    return `${own}; it was not cut: ${hurried ? 'there was no time' : 'when it was run once more, it did not fail again, or did not pass on the reference server'}`;
  const what = dropped.length === 0 ? 'nothing could be left out' : `without ${dropped.map(inert).join(', ')}`;
  return `${own}, ${what}: each was tried by a run: what is left still fails on the target, and passes on the reference server${hurried ? '; there was no time to try everything' : ''}`;
}

function cut(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

/** Markdown reads none of it as markup. */
function inert(text: string): string {
  return neutralizeLine(text).replaceAll(/[\\`*_{}[\]<>#|!&~]/g, '\\$&');
}

function code(text: string): string {
  const line = neutralizeLine(text);
  const fence = '`'.repeat(Math.max(0, ...(line.match(/`+/g) ?? []).map(({ length }) => length)) + 1);
  return `${fence}${fence.length > 1 ? ' ' : ''}${line}${fence.length > 1 ? ' ' : ''}${fence}`;
}
