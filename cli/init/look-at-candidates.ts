import { UsageError } from '../../core/errors.ts';
import { whyUnreachable } from '../../runner/execute/target/check-target.ts';
import { listProtocols } from '../../runner/load/list-protocols.ts';
import { loadProtocol } from '../../runner/load/load-protocol.ts';
import type { TargetPlan } from '../../runner/options.ts';
import type { CommandContext } from '../command-context.ts';
import { chooseProtocols } from '../run/choose-protocols.ts';
import { readConnection } from '../run/connection-settings.ts';
import { locateProtocol } from '../run/locate-protocol.ts';
import { parseAssignment } from '../run/parse-assignment.ts';
import { parseTargetUrl } from '../run/parse-target-url.ts';
import { planUrlTarget } from '../run/plan-url-target.ts';
import { resolveEnvValue } from '../run/resolve-env-value.ts';
import { readRunSettings } from '../run/run-settings.ts';
import type { Asked } from './ask-missing.ts';
import { identityLines } from './identity-lines.ts';
import type { InitArguments } from './init-arguments.ts';
import { type Recognised, recognise } from './recognise.ts';

/** What came of asking: why nobody could be asked, or what each protocol that it may be makes of the answers. */
export type Seen = { readonly away: string } | { readonly candidates: readonly Recognised[] };

/**
 * Asks a target what it is, once for each protocol that it may speak. Reads alone.
 * @throws {UsageError} for options that make no sense.
 */
export async function lookAtCandidates(
  given: InitArguments,
  asked: Asked,
  context: CommandContext,
  signal: AbortSignal,
): Promise<Seen> {
  const candidates: Recognised[] = [];
  for (const plan of await planCandidates(given, asked, context)) {
    const client = plan.connect(new Set());
    try {
      await plan.credentials?.ready(plan.credentials.identities);
      const away = candidates.length === 0 ? await whyUnreachable(plan, client, signal) : undefined;
      if (away !== undefined) return { away };
      candidates.push(await recognise(plan, client, signal));
    } finally {
      await client.close();
    }
  }
  return { candidates };
}

/** A plan for each protocol that it may be: the one that is named, else those that have all the identities that were given. */
async function planCandidates(
  given: InitArguments,
  asked: Asked,
  context: CommandContext,
): Promise<readonly TargetPlan[]> {
  const known = await listProtocols();
  if (given.protocol !== undefined) chooseProtocols(known, [given.protocol]);
  const named = (given.identity ?? []).map((text) => parseAssignment('--identity', text)[0]);
  const connection = await readConnection(given, context);
  const url = parseTargetUrl(resolveEnvValue(asked.target, context.env).text);
  const plans = await Promise.all(
    (given.protocol === undefined ? known : [given.protocol]).map(async (id) => {
      const protocol = locateProtocol(id, context.cwd);
      const { spec } = await loadProtocol(protocol, { cache: context.cache });
      const missing = named.some((name) => spec.identities.every((identity) => identity.id !== name));
      if (missing && given.protocol === undefined) return undefined;
      const { identity, ...others } = given;
      const lines = identityLines({ identity }, asked, spec);
      const settings = readRunSettings({ ...others, protocol: [id], identity: lines }, context);
      const selection = { rules: [], suites: [], scenarios: [] };
      return planUrlTarget(
        { protocol, suiteDirs: [], cache: context.cache, selection, url, connection },
        settings,
        context,
      );
    }),
  );
  const possible = plans.filter((plan) => plan !== undefined);
  if (possible.length === 0)
    throw new UsageError(
      `no protocol has the identities ${named.join(', ')}`,
      'see: list identities, and name the --protocol',
    );
  return possible;
}
