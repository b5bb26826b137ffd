import type { CommandContext } from '../command-context.ts';
import type { Recognised } from './recognise.ts';

/** The one that it is. Of several, and where it is none, a person may say; one that was named is it, whatever it answers. */
export async function chooseCandidate(
  candidates: readonly Recognised[],
  { ask }: CommandContext,
): Promise<Recognised | undefined> {
  const fitting = candidates.filter(({ foreign }) => foreign === undefined);
  const [first, ...more] = fitting;
  if (first !== undefined && more.length === 0) return first;
  if (ask === undefined || candidates.length === 1) return undefined;
  const ids = (fitting.length > 0 ? fitting : candidates).map(({ plan }) => plan.spec.id);
  const named = await ask(`Which protocol does it speak: ${ids.join(', ')}? `);
  return candidates.find(({ plan }) => plan.spec.id === named);
}

/** Why none of them is it, in a sentence. */
export function whyNone(candidates: readonly Recognised[], url: string): string {
  const [only, ...others] = candidates;
  if (only?.foreign !== undefined && others.length === 0) return only.foreign;
  const fitting = candidates.filter(({ foreign }) => foreign === undefined);
  if (fitting.length > 1)
    return `${url} answers as several protocols do (${fitting.map(({ plan }) => plan.spec.id).join(', ')}); --protocol says which one is meant`;
  const locked = candidates.find(({ foreign }) => foreign?.includes('(credentials)'));
  const reasons = candidates.map(({ plan, proposal }) => {
    const [reason] = proposal.unread;
    return reason === undefined ? plan.spec.id : `${plan.spec.id} (${reason})`;
  });
  const how =
    locked === undefined
      ? '--protocol says which one it is'
      : `credentials may be missing: --protocol ID --identity 'NAME=Authorization: Bearer env:TOKEN'`;
  return `what answers at ${url} is not known to be one of ${reasons.join(', ')}; ${how}`;
}
