import type { ProtocolSpec } from '../../../core/protocol-spec.ts';
import type { Position } from '../../../core/suite.ts';
import { judgeEffect } from '../../judge/facts/judge-effect.ts';
import type { FactGround } from '../../judge/facts/judge-facts.ts';
import { type Answer, answerRoot } from '../../values/answer.ts';
import type { BatchReading } from '../../values/read-batch.ts';
import { innerScope, type Scope } from '../../values/scope.ts';
import type { Round } from '../round/round.ts';
import { type EffectReads, effectReadings } from './read-effects.ts';

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
  const ground: { -readonly [Member in keyof FactGround]: FactGround[Member] } = {
    scope,
    scopeOf: (answer) => scopeOfAnswer(scope, answer, spec),
    file,
    at,
  };
  if (round.context.schema) ground.schema = round.context.schema;
  if (batch) ground.batch = batch;
  if (effects) ground.effect = (effect) => judgeEffect(effect, effectReadings(effect, effects), volatile, scope);
  return ground;
}

/** Every entry and invariant of a step asks for the same scope of the same answer. */
const scopes = new WeakMap<Answer, { readonly outer: Scope; readonly inner: Scope }>();

function scopeOfAnswer(outer: Scope, answer: Answer, spec: ProtocolSpec): Scope {
  const known = scopes.get(answer);
  if (known?.outer === outer) return known.inner;
  const inner = innerScope(outer, [['answer', answerRoot(answer, spec)]]);
  scopes.set(answer, { outer, inner });
  return inner;
}
