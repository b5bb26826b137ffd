import { resolve } from 'node:path';
import type { Report } from '../../core/report.ts';
import { createConsoleReporter } from '../../reporters/console/create-console-reporter.ts';
import type { RenderOptions } from '../../reporters/formats.ts';
import type { Policy } from '../../reporters/policy.ts';
import type { JournalFile } from '../../runner/journal/open-journal.ts';
import type { Baseline, TargetPlan } from '../../runner/options.ts';
import { type JudgedRun, judgeRun } from '../../runner/run.ts';
import type { CommandContext } from '../command-context.ts';
import { detectStyle, isLive } from '../output/detect-style.ts';
import { readSource } from '../output/read-source.ts';
import { planRun } from '../run/plan-run.ts';
import { type RunArguments, type RunSettings, readRunSettings } from '../run/run-settings.ts';
import { endJournal, startJournal } from '../run/start-journal.ts';
import { tuneEngine } from '../run/tune-engine.ts';
import { checkReports, writeObserved, writeReports } from '../run/write-reports.ts';

/** `run`: judges targets, reports, and exits by the verdict. */
export async function runCommand(given: RunArguments, context: CommandContext): Promise<number> {
  tuneEngine();
  const settings = readRunSettings(given, context);
  const baseline = await readBaseline(given, context);
  const observe = given.observe === undefined ? undefined : resolve(context.cwd, given.observe);
  await checkReports(settings.reporters, observe);
  const bundle = given.bundle === undefined ? undefined : await loadBundles(resolve(context.cwd, given.bundle));
  const { targets, stop } = await planRun(given, settings, context);
  const journal = startJournal(targets, given, context);
  const abort = new AbortController();
  const forget = context.onInterrupt(() => {
    context.stderr.write('\nInterrupted: cleaning up. Once more ends at once.\n');
    abort.abort();
  });
  try {
    const judged = await judgeRun({
      targets,
      tool: context.tool,
      // A target file may want more of them at the same time than is usual; of its own target only.
      jobs: Math.max(settings.jobs, ...targets.map(({ jobs }) => jobs ?? 0)),
      seed: settings.seed,
      reporters: [consoleReporter(given, settings, context)],
      strict: given.strict ?? false,
      provisional: given.provisional ?? false,
      ...(baseline === undefined ? {} : { baseline }),
      raceRounds: settings.raceRounds,
      repeats: settings.repeats,
      failFast: given.failFast ?? false,
      keep: given.keep ?? false,
      signal: abort.signal,
      ...(journal === undefined ? {} : { journal }),
      ...(bundle === undefined ? {} : { traced: bundle.keeper.traced }),
    });
    const { report } = judged;
    await writeReports(report, settings.reporters, renderOptions(given), context);
    await writeObserved(report, observe);
    if (bundle !== undefined) {
      const suiteDirs = (given.suites ?? []).map((dir) => resolve(context.cwd, dir));
      const { raceRounds } = settings;
      const ground = { folder: bundle.folder, suiteDirs, raceRounds, signal: abort.signal };
      const output = settings.reporters.stdout === 'console' ? context.stdout : context.stderr;
      output.write(await bundle.write(report, ground, context));
    }
    if (report.exitCode === 1)
      await hintEditions(
        report,
        targets,
        settings,
        { signal: abort.signal, ...(journal === undefined ? {} : { journal }) },
        context,
      );
    return given.updateBaseline && baseline
      ? await updateBaseline(baseline, judged, policyOf(given), context)
      : report.exitCode;
  } finally {
    forget();
    endJournal(journal, { keep: given.keep ?? false, seed: settings.seed }, context);
    await stop();
  }
}

/** What bundles take is loaded by runs that write some. */
async function loadBundles(folder: string) {
  const { openBundles } = await import('../bundle/open-bundles.ts');
  return openBundles(folder);
}

/** Tells of targets that fit another edition far better than the one nobody chose. */
async function hintEditions(
  report: Report,
  targets: readonly TargetPlan[],
  { jobs, raceRounds }: RunSettings,
  { signal, ...rest }: { readonly signal: AbortSignal; readonly journal?: JournalFile },
  context: CommandContext,
): Promise<void> {
  const { hintEdition } = await import('../run/hint-edition.ts');
  for (const [index, target] of report.targets.entries()) {
    const plan = report.targets.length === targets.length ? targets[index] : undefined;
    if (!plan || plan.bundled || plan.editionNamed || signal.aborted) continue;
    const hint = await hintEdition(target, plan.spec, async (edition, scenarios) => {
      const selection = { rules: [], suites: [], scenarios, onlyNamedEdition: false };
      const again = { ...plan, edition, selection };
      const one = {
        targets: [again],
        tool: context.tool,
        jobs,
        raceRounds,
        seed: report.seed,
        reporters: [],
        strict: false,
        provisional: false,
        signal,
        ...rest,
      };
      // A selection of which this edition has nothing is an error, and no answer.
      const judged = await judgeRun(one).catch(() => undefined);
      return judged?.report.targets[0];
    });
    if (hint !== undefined) context.stderr.write(`\nhint: ${hint}\n`);
  }
}

function renderOptions(given: RunArguments): RenderOptions {
  const { verbose = false, site } = given;
  return { policy: policyOf(given), verbose, ...(site === undefined ? {} : { site }) };
}

function policyOf(given: RunArguments): Policy {
  return { strict: given.strict ?? false, provisional: given.provisional ?? false };
}

/** The console has standard output, unless another format does. */
function consoleReporter(given: RunArguments, settings: RunSettings, context: CommandContext) {
  const output = settings.reporters.stdout === 'console' ? context.stdout : context.stderr;
  const style = detectStyle(output, context.env, {
    verbose: given.verbose ?? false,
    quiet: given.quiet ?? false,
    policy: policyOf(given),
    readSource: readSource(context.cwd),
  });
  const screen = { write: output.write, live: isLive(output, context.env), now: () => performance.now() };
  return createConsoleReporter(screen, style);
}

async function readBaseline(given: RunArguments, context: CommandContext): Promise<Baseline | undefined> {
  if (given.baseline === undefined) return undefined;
  const file = resolve(context.cwd, given.baseline);
  if (given.updateBaseline) {
    const { loadBaselineOrNone } = await import('../run/load-baseline-or-none.ts');
    return loadBaselineOrNone(file);
  }
  const { loadBaseline } = await import('../../runner/load/load-baseline.ts');
  return loadBaseline(file);
}

async function updateBaseline(
  baseline: Baseline,
  judged: JudgedRun,
  policy: Policy,
  context: CommandContext,
): Promise<number> {
  const { updateBaselineFile } = await import('../run/update-baseline-file.ts');
  return updateBaselineFile(baseline, judged, policy, context);
}
