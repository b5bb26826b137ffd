import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import type { Report, ScenarioResult, TargetReport } from '../../core/report.ts';
import type { ScenarioTrace } from '../../core/scenario-trace.ts';
import { renderHar } from '../../reporters/har/render-har.ts';
import { neutralizeLine } from '../../reporters/text/neutralize.ts';
import { redactFor } from '../../runner/execute/round/redact/redact-for.ts';
import type { TracedScenario } from '../../runner/execute/round/scenario-context.ts';
import { isProtocolPath } from '../../runner/load/find-files.ts';
import type { TargetPlan } from '../../runner/options.ts';
import type { PlannedScenario } from '../../runner/plan/planned-scenario.ts';
import { writeFileAtomically } from '../../runner/write-file-atomically.ts';
import type { CommandContext } from '../command-context.ts';
import { type BundleIndex, type BundleRecord, indexFile, recordFile, suiteFile } from './bundle-record.ts';
import { compareSides, renderSides } from './compare-sides.ts';
import { makeCut } from './make-cut.ts';
import { openReference, type Reference } from './open-reference.ts';
import { comparingSteps } from './render-checks.ts';
import { renderReadme } from './render-readme.ts';
import { renderRepro } from './render-repro.ts';
import { failuresOf, markOf } from './same-failure.ts';

/** So many failures have a folder; a server that is broken all over needs no more to be understood. */
const mostFolders = 100;
/** So long the scenarios of a run are cut, all together. */
const cuttingMs = 20_000;

/** A scenario that failed, as it was run. */
export interface FailedScenario {
  readonly plan: TargetPlan;
  readonly planned: PlannedScenario;
  readonly trace: ScenarioTrace;
}

/** Keeps what bundles are made of while a run lasts. */
export interface BundleKeeper {
  readonly kept: readonly FailedScenario[];
  readonly traced: (ended: TracedScenario, plan: TargetPlan) => void;
}

export function createBundleKeeper(): BundleKeeper {
  const kept: FailedScenario[] = [];
  return {
    kept,
    traced: ({ planned, verdict, make }, plan) => {
      if (verdict === 'fail') kept.push({ plan, planned, trace: make() });
    },
  };
}

/** How bundles are made. */
export interface BundleGround {
  readonly folder: string;
  readonly suiteDirs: readonly string[];
  readonly raceRounds: number;
  readonly signal: AbortSignal;
}

/**
 * Finds out before a run whether its bundles can be written: to a folder that is empty, is not there, or holds bundles of an earlier run, which are
 * replaced.
 * @throws {UsageError} when they cannot.
 */
export async function checkBundleFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const there = await readdir(folder);
    if (there.length > 0 && !there.includes(indexFile))
      throw new UsageError(`${folder} is not empty, and holds no bundles`, '--bundle wants a folder of its own');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${folder} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
  await writeFileAtomically(join(folder, indexFile), await indexText(folder, []));
}

/** An index that still names the folders of before, so that a run which is ended early loses track of none. */
async function indexText(folder: string, folders: readonly string[]): Promise<string> {
  const before = await foldersOf(folder);
  return `${JSON.stringify({ format: 1, folders: folders.length > 0 ? folders : before } satisfies BundleIndex, undefined, 2)}\n`;
}

async function foldersOf(folder: string): Promise<readonly string[]> {
  const file = join(folder, indexFile);
  if (!existsSync(file)) return [];
  try {
    const { folders } = JSON.parse(await readFile(file, 'utf8')) as Partial<BundleIndex>;
    // Nothing outside of the folder is ever removed, whatever the file says.
    return Array.isArray(folders)
      ? folders.filter((name) => typeof name === 'string' && /^[a-z0-9][\w.-]*$/i.test(name))
      : [];
  } catch {
    return [];
  }
}

/** Writes a folder for each scenario that failed unexpectedly. @returns how many there are, and how many more there would be. */
export async function writeBundles(
  report: Report,
  kept: readonly FailedScenario[],
  ground: BundleGround,
  context: Pick<CommandContext, 'cwd' | 'tool'>,
): Promise<{ readonly written: number; readonly left: number }> {
  const { folder } = ground;
  for (const name of await foldersOf(folder)) await rm(join(folder, name), { recursive: true, force: true });
  const failed = report.targets.flatMap((target) =>
    inOrder(target).flatMap((scenario) => {
      const own = kept.find(
        ({ planned, plan }) =>
          planned.id === scenario.id && plan.spec.id === target.protocol && plan.edition === target.edition,
      );
      return own === undefined ? [] : [{ target, scenario, own }];
    }),
  );
  const until = performance.now() + cuttingMs;
  const names = new Set<string>();
  const lines: string[] = [];
  const references = new Map<string, Promise<Reference | undefined>>();
  try {
    for (const { target, scenario, own } of failed.slice(0, mostFolders)) {
      const name = folderName(scenario, names);
      names.add(name);
      const key = `${target.protocol} ${target.edition}`;
      const reference = references.get(key) ?? openReference(own.plan);
      references.set(key, reference);
      await writeBundle(
        join(folder, name),
        { report, target, scenario, own, reference: await reference, until },
        ground,
        context,
      );
      const rules = [...new Set(failuresOf(scenario).map(({ rule }) => rule))].join(', ');
      lines.push(
        `- [${name}](${name}/README.md): ${rules}, ${neutralizeLine(scenario.title).replaceAll(/[[\]<>*_`]/g, '\\$&')}`,
      );
    }
  } finally {
    for (const reference of references.values()) await (await reference.catch(() => undefined))?.close();
  }
  const left = failed.length - Math.min(failed.length, mostFolders);
  await writeFileAtomically(
    join(folder, indexFile),
    `${JSON.stringify({ format: 1, folders: [...names] } satisfies BundleIndex, undefined, 2)}\n`,
  );
  await writeFileAtomically(join(folder, 'README.md'), renderIndex(lines, left));
  return { written: names.size, left };
}

/** A scenario for each rule first, then the others. */
function inOrder({ scenarios }: TargetReport): readonly ScenarioResult[] {
  const failed = scenarios.filter((one) => failuresOf(one).length > 0);
  const seen = new Set<string>();
  const isFirst = (one: ScenarioResult): boolean => {
    const fresh = failuresOf(one).some(({ rule }) => !seen.has(rule));
    for (const { rule } of failuresOf(one)) seen.add(rule);
    return fresh;
  };
  const first = failed.filter(isFirst);
  return [...first, ...failed.filter((one) => !first.includes(one))];
}

/** "DAB-IFM-003-star-on-put". */
function folderName({ id, assertions }: ScenarioResult, taken: ReadonlySet<string>): string {
  const rule = assertions.find(({ verdict, known }) => verdict === 'fail' && known === undefined)?.rule ?? 'failure';
  const words = `${rule}-${id.split('/').slice(1).join('-')}`
    .replaceAll(/[^A-Za-z0-9-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 90);
  for (let count = 1; ; count++) {
    const name = count === 1 ? words : `${words}-${count}`;
    if (!taken.has(name)) return name;
  }
}

interface Failed {
  readonly report: Report;
  readonly target: TargetReport;
  readonly scenario: ScenarioResult;
  readonly own: FailedScenario;
  readonly reference: Reference | undefined;
  readonly until: number;
}

async function writeBundle(
  folder: string,
  { report, target, scenario, own, reference, until }: Failed,
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

function renderIndex(lines: readonly string[], left: number): string {
  return [
    '# Failures to hand over',
    '',
    ...(lines.length === 0 ? ['Nothing failed.'] : ['A folder for each scenario that failed:', '', ...lines]),
    ...(left === 0 ? [] : ['', `${left} more failed scenarios have no folder.`]),
    '',
  ].join('\n');
}
