import type { Position } from '../../core/suite.ts';
import { judgeEffect } from '../judge/judge-effect.ts';
import type { FactGround } from '../judge/judge-facts.ts';
import { type Answer, answerRoot } from './answer.ts';
import type { BatchReading } from './read-batch.ts';
import { type EffectReads, effectReadings } from './read-effects.ts';
import type { Round } from './round.ts';
import { innerScope, type Scope } from './scope.ts';

/** What facts of a step are judged against. */
export function stepGround(
  round: Round,
  scope: Scope,
  file: string,
  at: Position,
  more: { readonly batch?: () => BatchReading; readonly effects?: EffectReads } = {},
): FactGround {
  const { spec, volatile } = round.plan;
  const { batch, effects } = more;
  const schema = round.context.schema;
  return {
    scope,
    scopeOf: (answer: Answer) => innerScope(scope, [['answer', answerRoot(answer, spec)]]),
    file,
    at,
    ...(schema ? { schema } : {}),
    ...(batch ? { batch } : {}),
    ...(effects ? { effect: (effect) => judgeEffect(effect, effectReadings(effect, effects), volatile, scope) } : {}),
  };
}
