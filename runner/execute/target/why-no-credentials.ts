import type { TargetPlan } from '../../options.ts';
import { planTarget } from '../../plan/plan-target.ts';
import { redactFor } from '../round/redact/redact-for.ts';

/**
 * Fetches the tokens of all identities that a run acts as, side by side: one sentence why one of them cannot be had, before anything is sent to the
 * target; undefined: all are there.
 */
export async function whyNoCredentials(plan: TargetPlan, url: string): Promise<string | undefined> {
  const { credentials } = plan;
  if (credentials === undefined) return undefined;
  const wanted = fetchedIdentities(plan);
  await credentials.ready(wanted);
  return whyNoToken(plan, url, wanted);
}

/** One sentence about the first of these identities that has no token, and how many more have none. */
export function whyNoToken(plan: TargetPlan, url: string, identities: Iterable<string>): string | undefined {
  const faults = [...identities].flatMap((identity) => {
    const fault = plan.credentials?.faultOf(identity);
    return fault === undefined ? [] : [{ identity, fault }];
  });
  const [first, ...more] = faults;
  if (first === undefined) return undefined;
  const others = more.length === 0 ? '' : ` The same goes for ${more.map(({ identity }) => identity).join(', ')}.`;
  return redactFor(plan)(
    `${url} cannot be judged (credentials): there is no token for the identity "${first.identity}": ${first.fault}.${others}`,
  );
}

/** Identities that a run acts as and whose token is fetched; the default one first, as probes act as it. */
function fetchedIdentities(plan: TargetPlan): readonly string[] {
  const used = new Set(planTarget(plan).scenarios.flatMap(({ identities }) => identities));
  const [first] = plan.spec.identities;
  if (first) used.add(first.id);
  return (plan.credentials?.identities ?? []).filter((identity) => used.has(identity));
}
