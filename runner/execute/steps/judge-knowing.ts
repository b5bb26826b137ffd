import type { EntriesGround, EntriesResult } from '../../judge/entries/judge-entries.ts';
import type { Round } from '../round/round.ts';
import { whyRefused } from './control-request.ts';

/**
 * Judges; where an unexpected 401 or 403 decides, asks whether the credentials are good at all, and judges again with
 * that knowledge.
 */
export async function judgeKnowing(
  round: Round,
  judge: (refusals: EntriesGround['refusals']) => EntriesResult,
): Promise<EntriesResult> {
  const refusals = new Map<Parameters<typeof whyRefused>[1], string | undefined>();
  const result = judge(refusals);
  if (result.doubted.size === 0) return result;
  for (const answer of result.doubted) refusals.set(answer, await whyRefused(round, answer));
  return judge(refusals);
}
