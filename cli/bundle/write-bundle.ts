import { join } from 'node:path';
import type { Report, ScenarioResult, TargetReport } from '../../core/report.ts';
import { renderHar } from '../../reporters/har/render-har.ts';
import { neutralizeLine } from '../../reporters/text/neutralize.ts';
import { redactFor } from '../../runner/execute/round/redact/redact-for.ts';
import { isProtocolPath } from '../../runner/load/find-files.ts';
import { writeFileAtomically } from '../../runner/write-file-atomically.ts';
import type { CommandContext } from '../command-context.ts';
import type { FailedScenario } from './bundle-keeper.ts';
import { type BundleRecord, recordFile, suiteFile } from './bundle-record.ts';
import { compareSides, renderSides } from './compare-sides.ts';
import { makeCut } from './make-cut.ts';
import type { Reference } from './open-reference.ts';
import { comparingSteps } from './render-checks.ts';
import { renderReadme } from './render-readme.ts';
import { renderRepro } from './render-repro.ts';
import { failuresOf, markOf } from './same-failure.ts';

/** How bundles are made. */
export interface BundleGround {
  readonly folder: string;
  readonly suiteDirs: readonly string[];
  readonly raceRounds: number;
  readonly signal: AbortSignal;
}

/** A failure, and what is known of it. */
export interface Failure {
  readonly report: Report;
  readonly target: TargetReport;
  readonly scenario: ScenarioResult;
  readonly own: FailedScenario;
  readonly reference: Reference | undefined;
  readonly until: number;
}

/** Writes the folder of one failure. */
export async function writeBundle(
  folder: string,
  { report, target, scenario, own, reference, until }: Failure,
  { suiteDirs, raceRounds, signal }: BundleGround,
  { cwd, tool }: Pick<CommandContext, 'cwd' | 'tool'>,
): Promise<void> {
  const { plan, planned, trace } = own;
  const failures = failuresOf(scenario);
  const marks = failures.map(markOf);
  const rules = new Map(target.rules.map((rule) => [rule.rule, rule]));
  const cut = await makeCut({
    plan,
    planned,
    features: target.features,
    marks,
    raceRounds,
    suiteDirs,
    cwd,
    seed: report.seed,
    reference,
    isOver: () => signal.aborted || performance.now() > until,
    signal,
  });
  const compared = await reference?.run(planned.id, { seed: report.seed, raceRounds });
  const whole = { ...scenario, exchanges: trace.result.exchanges };
  const put = (name: string, text: string): Promise<void> => writeFileAtomically(join(folder, name), text);
  await put(
    'repro.sh',
    renderRepro(
      { ...trace, result: whole },
      {
        base: target.url,
        comparing: comparingSteps(planned.scenario),
        about: aboutOf(failures, scenario, target, tool),
      },
    ),
  );
  await put('exchanges.har', renderHar({ ...report, targets: [{ ...target, scenarios: [whole] }] }, { verbose: true }));
  if (cut !== undefined) await put(suiteFile, cut.text);
  if (compared !== undefined) await put('reference.txt', comparison(target, whole, compared.result));
  const redact = redactFor(plan);
  const open = Object.entries(plan.bindings).filter(
    ([, value]) => redact(JSON.stringify(value)) === JSON.stringify(value),
  );
  const record: BundleRecord = {
    format: 1,
    tool,
    protocol: plan.place !== undefined && isProtocolPath(plan.place) ? plan.place : plan.spec.id,
    edition: plan.edition,
    target: target.url,
    bundled: plan.bundled,
    scenario: scenario.id,
    ...(cut === undefined ? {} : { cut: cut.id }),
    failures: marks,
    bindings: Object.fromEntries(open),
    secretBindings: Object.keys(plan.bindings).filter((name) => !open.some(([known]) => known === name)),
    headers: [...new Set(plan.headers.map(([name]) => name))],
    identities: Object.keys(plan.identities),
    raceRounds,
  };
  await put(recordFile, `${JSON.stringify(record, undefined, 2)}\n`);
  await put(
    'README.md',
    renderReadme({
      scenario,
      failures,
      rules,
      target: target.url,
      edition: target.edition,
      protocol: target.protocol,
      tool: `${tool.name} ${tool.version}`,
      cut,
      compared: compared !== undefined,
    }),
  );
}

function aboutOf(
  failures: ReturnType<typeof failuresOf>,
  scenario: ScenarioResult,
  target: TargetReport,
  tool: CommandContext['tool'],
): readonly string[] {
  const statements = new Map(target.rules.map(({ rule, statement }) => [rule, statement]));
  const rules = [...new Set(failures.map(({ rule }) => rule))];
  return [
    ...rules.map((rule) => `${rule}: ${statements.get(rule) ?? ''}`),
    `Scenario ${scenario.id}: ${scenario.title}`,
    `Seen on ${target.url} by ${tool.name} ${tool.version}, ${target.protocol}, edition ${target.edition}.`,
  ];
}

function comparison(target: TargetReport, scenario: ScenarioResult, reference: ScenarioResult): string {
  return [
    `Left: what ${neutralizeLine(target.url)} answered. Right: what the reference server answers to the same scenario.`,
    'Between them: ≠ they differ, < only on the left, > only on the right. What a server makes up (ids, times, version tokens) is no difference,',
    'nor is the order of headers and members.',
    '',
    renderSides(compareSides(scenario, reference)),
  ].join('\n');
}
