import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Report, ScenarioResult } from '../../core/report.ts';
import { renderFailure } from '../../reporters/console/render-failure.ts';
import { neutralizeLine } from '../../reporters/text/neutralize.ts';
import { plural } from '../../reporters/text/plural.ts';
import { judgeRun } from '../../runner/run.ts';
import { suiteFile } from '../bundle/bundle-record.ts';
import { type Bundle, readBundles } from '../bundle/read-bundles.ts';
import { failsLike, failuresOf } from '../bundle/same-failure.ts';
import type { CommandContext } from '../command-context.ts';
import { detectStyle } from '../output/detect-style.ts';
import { planRun } from '../run/plan-run.ts';
import { type RunArguments, readRunSettings } from '../run/run-settings.ts';
import { endJournal, startJournal } from '../run/start-journal.ts';

export type ReplayArguments = Omit<RunArguments, 'scenario' | 'suite' | 'rule' | 'protocol' | 'reporter' | 'bundle'>;

/** What became of a bundle. Their exit codes are those of `run`. */
type Outcome = 'same' | 'other' | 'gone' | 'open' | 'nothing';

const exitCodes: Readonly<Record<Outcome, number>> = { same: 1, other: 1, open: 3, nothing: 4, gone: 0 };
/** Where several apply, the first of these counts. */
const worstFirst: readonly Outcome[] = ['same', 'other', 'open', 'nothing', 'gone'];

/** `replay`: runs the scenarios of bundles again and says of each whether it still fails the same way. */
export async function replayCommand(dir: string, given: ReplayArguments, context: CommandContext): Promise<number> {
  const bundles = readBundles(resolve(context.cwd, dir));
  const abort = new AbortController();
  const forget = context.onInterrupt(() => abort.abort());
  const outcomes: Outcome[] = [];
  try {
    for (const bundle of bundles) {
      if (abort.signal.aborted) return 130;
      const { outcome, text } = await replay(bundle, given, context, abort.signal);
      outcomes.push(outcome);
      context.stdout.write(text);
    }
  } finally {
    forget();
  }
  if (abort.signal.aborted) return 130;
  if (bundles.length > 1) {
    const failing = outcomes.filter((one) => one === 'same' || one === 'other').length;
    context.stdout.write(
      `\n${failing} of ${plural(bundles.length, 'bundle')} still ${failing === 1 ? 'fails' : 'fail'}\n`,
    );
  }
  return exitCodes[worstFirst.find((one) => outcomes.includes(one)) ?? 'nothing'];
}

async function replay(
  { folder, name, record }: Bundle,
  given: ReplayArguments,
  context: CommandContext,
  signal: AbortSignal,
): Promise<{ readonly outcome: Outcome; readonly text: string }> {
  const cut = record.cut !== undefined && existsSync(join(folder, suiteFile)) ? join(folder, suiteFile) : undefined;
  const scenario = cut === undefined ? record.scenario : (record.cut as string);
  const target = given.target ?? (record.bundled ? undefined : record.target);
  const args: RunArguments = {
    raceRounds: String(record.raceRounds),
    ...given,
    ...(target === undefined ? {} : { target }),
    protocol: [record.protocol],
    edition: given.edition ?? record.edition,
    scenario: [scenario],
    suites: [...(given.suites ?? []), ...(cut === undefined ? [] : [cut])],
  };
  const settings = readRunSettings(args, context);
  const { targets, stop } = await planRun(args, settings, context);
  const named = new Set(settings.bindings.map(([binding]) => binding));
  const old = Object.entries(record.bindings).filter(([binding]) => !named.has(binding));
  const plans = targets.map((plan) => ({
    ...plan,
    bindings: { ...plan.bindings, ...(given.target === undefined ? Object.fromEntries(old) : {}) },
  }));
  const journal = startJournal(plans, given, context);
  try {
    const { report } = await judgeRun({
      targets: plans,
      tool: context.tool,
      jobs: 1,
      seed: settings.seed,
      reporters: [],
      strict: true,
      provisional: true,
      raceRounds: settings.raceRounds,
      signal,
      ...(journal === undefined ? {} : { journal }),
    });
    return tell(name, report, record, given, context);
  } finally {
    endJournal(journal, { keep: false, seed: settings.seed }, context);
    await stop();
  }
}

function tell(
  name: string,
  report: Report,
  record: Bundle['record'],
  { verbose = false }: ReplayArguments,
  context: CommandContext,
): { readonly outcome: Outcome; readonly text: string } {
  const scenarios = report.targets.flatMap((target) => target.scenarios);
  const [target] = report.targets;
  const outcome = outcomeOf(scenarios);
  const where = neutralizeLine(target?.url ?? record.target);
  const rules = [...new Set(record.failures.map(({ rule }) => rule))].join(', ');
  const head = `${neutralizeLine(name)}: ${words(outcome, rules)} at ${where}`;
  const reason = target?.unreachable ?? scenarios.find((one) => one.reason !== undefined)?.reason;
  const why =
    outcome === 'open' || outcome === 'nothing' ? [`  ${neutralizeLine(reason ?? 'no reason is known')}`] : [];
  const style = detectStyle(context.stdout, context.env, {
    verbose,
    quiet: false,
    policy: { strict: true, provisional: true },
    readSource: () => undefined,
  });
  const failures =
    outcome === 'same' || outcome === 'other'
      ? (target?.rules ?? []).flatMap((rule) => {
          const own = scenarios.flatMap((scenario) =>
            failuresOf(scenario).flatMap((assertion) =>
              assertion.rule === rule.rule ? [{ scenario, assertion }] : [],
            ),
          );
          if (own.length === 0) return [];
          if (verbose) return renderFailure({ rule, shown: 'fail', failures: own }, style);
          return own.flatMap(({ assertion }) =>
            assertion.mismatches.map(
              ({ fact, expected, actual }) =>
                `  ${rule.rule} ${neutralizeLine(`${fact}: expected ${short(expected)}, is ${short(actual)}`)}`,
            ),
          );
        })
      : [];
  return { outcome, text: `${[head, ...why, ...failures].join('\n')}\n` };

  function outcomeOf(all: readonly ScenarioResult[]): Outcome {
    if (target?.unreachable !== undefined) return 'open';
    if (all.some((one) => failsLike(one, record.failures))) return 'same';
    if (all.some(({ verdict }) => verdict === 'fail')) return 'other';
    if (all.some(({ verdict }) => verdict === 'error' || verdict === 'inconclusive')) return 'open';
    return all.some(({ verdict }) => verdict === 'pass') ? 'gone' : 'nothing';
  }
}

function words(outcome: Outcome, rules: string): string {
  switch (outcome) {
    case 'same':
      return `${rules} still fails the same way`;
    case 'other':
      return `${rules} fails no longer as it did, but something else does`;
    case 'gone':
      return `${rules} fails no longer`;
    case 'open':
      return `${rules} could not be judged`;
    case 'nothing':
      return `${rules} does not apply`;
  }
}

function short(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
