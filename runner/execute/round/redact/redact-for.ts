import type { TargetPlan } from '../../../options.ts';
import { createRedact, type Redact } from './redact.ts';

interface Redactor {
  readonly secrets: TargetPlan['secrets'];
  /** The secrets that were captured when it was made. */
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
  const made = redactors.get(plan.identities);
  const same = made?.known.length === captured.size && made.known.every((secret) => captured.has(secret));
  if (made?.secrets === plan.secrets && same) return made.redact;
  const redact = createRedact(plan.identities, [...plan.secrets, ...captured]);
  redactors.set(plan.identities, { secrets: plan.secrets, known: [...captured], redact });
  return redact;
}
