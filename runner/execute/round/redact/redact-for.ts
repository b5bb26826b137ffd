import type { TargetPlan } from '../../../options.ts';
import { createRedact, type Redact } from './redact.ts';

interface Redactor {
  /** All that was hidden when it was made: tokens are fetched, and secrets captured, while a run lasts. */
  readonly known: readonly string[];
  readonly redact: Redact;
}

/** By the credentials that are hidden: plans of one target share them. */
const redactors = new WeakMap<TargetPlan['identities'], Redactor>();

const none: ReadonlySet<string> = new Set();

/** What hides the secrets of a target, also those captured so far; made anew only when there is another one. */
export function redactFor(
  plan: Pick<TargetPlan, 'identities' | 'secrets'>,
  captured: ReadonlySet<string> = none,
): Redact {
  const fields = Object.values(plan.identities).flatMap((lines) => lines.map(([, value]) => value));
  const secrets = [...plan.secrets, ...captured];
  const known = [...fields, ...secrets];
  const made = redactors.get(plan.identities);
  if (made?.known.length === known.length && made.known.every((text, index) => text === known[index]))
    return made.redact;
  const redact = createRedact(plan.identities, secrets);
  redactors.set(plan.identities, { known, redact });
  return redact;
}
