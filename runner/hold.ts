import { randomUUID } from 'node:crypto';
import { redactFor } from './execute/round/redact/redact-for.ts';
import { whatIsMissing } from './execute/round/what-is-missing.ts';
import { readOnlyProbe } from './execute/target/probe-features.ts';
import { whyNoToken } from './execute/target/why-no-credentials.ts';
import type { OpenTarget } from './open-target.ts';

/** Whether a target can still be judged: the credentials that it took at first may be good no longer. */
export interface Hold {
  /** Why nothing more is begun; undefined: all is well. */
  readonly lost: string | undefined;
  /** Is it, for a scenario that acts as these? Renews their tokens first. */
  isLost(identities: readonly string[]): Promise<boolean>;
  /** The default identity was refused where a scenario did not expect it: asks whether it still may do what it could at first. */
  doubt: () => Promise<void>;
}

/** After it was found to be taken, an identity is not asked for again for so long. */
const trustMs = 1_000;

/**
 * Watches over the credentials of one target. The question is the read by which the protocol is known: who was answered to it when the target was
 * opened, and is refused now, may do nothing that a scenario takes for granted.
 */
export function createHold({ plan, url, features, clientFor }: OpenTarget, seed: string): Hold {
  const identity = plan.spec.identities[0]?.id;
  // Whoever was refused from the beginning has lost nothing.
  const wasTaken = features.some(({ core, probed }) => core && probed === 'present');
  let lost: string | undefined;
  let asking: Promise<void> | undefined;
  let trustedUntil = Number.NEGATIVE_INFINITY;

  const ask = async (): Promise<void> => {
    if (identity === undefined) return;
    const present = features.filter(({ state }) => state === 'present').map(({ feature }) => feature);
    const client = clientFor(new Set(present));
    const read = readOnlyProbe(plan, client, `${seed}-${randomUUID()}`, identity);
    if (read === undefined) return;
    const outcome = await client.send(read.request);
    trustedUntil = performance.now() + trustMs;
    if (outcome.kind === 'fault') return;
    const { status } = outcome.response;
    if (status !== 401 && status !== 403) return;
    const missing = whatIsMissing(plan, identity, outcome.response);
    lost ??= redactFor(plan)(
      `${url} cannot be judged any further (credentials): those of the identity "${identity}" were taken at first, and now ${read.request.method} ${read.path} is answered ${status}${missing === '' ? '' : ` (${missing})`}. What follows was not begun.`,
    );
  };
  return {
    get lost() {
      return lost;
    },
    isLost: async (identities) => {
      if (lost === undefined && plan.credentials !== undefined) {
        await plan.credentials.ready(identities);
        lost ??= whyNoToken(plan, url, identities);
      }
      return lost !== undefined;
    },
    doubt: async () => {
      if (!wasTaken || plan.bundled || lost !== undefined || performance.now() < trustedUntil) return;
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      await asking;
    },
  };
}
