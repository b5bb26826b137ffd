import type { Client } from '../../core/client.ts';
import { proposeTarget, type TargetProposal } from '../../runner/described/propose-target.ts';
import { whyForeign } from '../../runner/execute/target/check-target.ts';
import { probeFeatures } from '../../runner/execute/target/probe-features.ts';
import { loadDescribed } from '../../runner/load/described/load-described.ts';
import type { TargetPlan } from '../../runner/options.ts';

/** A protocol that a target may speak. */
export interface Recognised {
  readonly plan: TargetPlan;
  /** What was asked: the URL in two parts. */
  readonly origin: string;
  readonly basePath: string;
  readonly proposal: TargetProposal;
  /** Why it does not seem to be this one; undefined: it is. */
  readonly foreign?: string;
}

/** Does a target speak this protocol? By what it tells of itself, else as a run would find out. Reads alone. */
export async function recognise(plan: TargetPlan, client: Client, signal: AbortSignal): Promise<Recognised> {
  const described = await loadDescribed(plan.place ?? plan.spec.id, plan.spec);
  const proposal: TargetProposal =
    described === undefined
      ? { basePath: client.basePath, by: [], unread: [], byHand: Object.keys(plan.spec.bindings), proposals: [] }
      : await proposeTarget(plan, client, described, signal);
  const { origin, basePath } = client;
  if (proposal.by.length > 0) return { plan, proposal, origin, basePath };
  const spec = { ...plan.spec, features: plan.spec.features.filter(({ core }) => core) };
  const probed = await probeFeatures({ ...plan, spec }, { client, seed: 'init', signal, readsOnly: true });
  const foreign = whyForeign(plan, probed, origin + basePath);
  return { plan, proposal, origin, basePath, ...(foreign === undefined ? {} : { foreign }) };
}
