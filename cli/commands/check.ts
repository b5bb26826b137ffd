import { lookAtTarget } from '../../runner/check/look-at-target.ts';
import { loadDescribed } from '../../runner/load/described/load-described.ts';
import { narrowTarget } from '../../runner/plan/select-scenarios.ts';
import { renderCheck } from '../check/render-check.ts';
import type { CommandContext } from '../command-context.ts';
import { detectStyle } from '../output/detect-style.ts';
import { planRun } from '../run/plan-run.ts';
import { type RunArguments, readRunSettings } from '../run/run-settings.ts';

/**
 * `check`: what a run would be like, found out by reading alone. Ends with 3 when a target could not be judged, or refuses credentials that
 * were given for the default identity (those of others may be there to be refused), or when a token cannot be fetched.
 * @throws {UsageError | InputError} as `run` does.
 */
export async function checkCommand(
  given: RunArguments & { readonly json?: boolean },
  context: CommandContext,
): Promise<number> {
  const settings = readRunSettings(given, context);
  // A look is no run: a target that is in use may be looked at.
  const { targets, stop } = await planRun({ ...given, yes: true }, settings, context);
  const abort = new AbortController();
  const forget = context.onInterrupt(() => abort.abort());
  try {
    const { jobs, raceRounds, repeats } = settings;
    const shape = { jobs, raceRounds, repeats, signal: abort.signal };
    const checks = await Promise.all(
      targets.map(async (plan) => {
        const described = await loadDescribed(plan.place ?? plan.spec.id, plan.spec);
        return lookAtTarget(narrowTarget(plan), { ...shape, ...(described === undefined ? {} : { described }) });
      }),
    );
    const style = detectStyle(context.stdout, context.env, {
      verbose: given.verbose ?? false,
      policy: { strict: false, provisional: false },
    });
    context.stdout.write(
      given.json
        ? `${JSON.stringify({ targets: checks }, undefined, 2)}\n`
        : `${renderCheck(checks, style).join('\n')}\n`,
    );
    if (abort.signal.aborted) return 130;
    const bad = checks.some(
      ({ unreachable, identities }) =>
        unreachable !== undefined ||
        identities[0]?.state === 'refused' ||
        identities.some(({ state }) => state === 'no token'),
    );
    return bad ? 3 : 0;
  } finally {
    forget();
    await stop();
  }
}
