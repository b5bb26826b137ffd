import type { FactGround } from '../../judge/facts/facts-result.ts';
import type { Scope } from '../../values/scope.ts';
import type { Round } from './round.ts';

/** What facts are judged against anywhere in a round. */
export function factGround({ plan, context }: Round, scope: Scope): Omit<FactGround, 'file' | 'at'> {
  const ground = { scope, spec: plan.spec, volatile: plan.volatile };
  return context.schema ? { ...ground, schema: context.schema } : ground;
}
