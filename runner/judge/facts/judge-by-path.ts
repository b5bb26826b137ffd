import type { Answer } from '../../values/answer.ts';
import { byPath } from '../../values/by-path.ts';
import { type FactGround, type FactsResult, factsHold } from './facts-result.ts';

/**
 * Judges an answer by the paths of its links, where these name the target otherwise than the harness does and the facts hold
 * then; undefined: it says what it says.
 */
export function judgeByPath(
  answer: Answer,
  { place, renamed }: Pick<FactGround, 'place' | 'renamed'>,
  judge: (seen: Answer) => FactsResult,
): FactsResult | undefined {
  const seen = place && byPath(answer, place);
  if (seen === undefined) return undefined;
  const result = judge(seen.answer);
  if (!factsHold(result)) return undefined;
  renamed?.(seen.named);
  return { ...result, notes: [...result.notes, `by its path: the answer names ${seen.named}`] };
}
