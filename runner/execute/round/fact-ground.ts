import type { FactGround } from '../../judge/facts/facts-result.ts';
import type { Scope } from '../../values/scope.ts';
import type { Round } from './round.ts';
import type { SharedState } from './scenario-context.ts';

/** Notes an origin that links name instead of the target's. */
export function noteRenamed({ notes }: SharedState, origin: string): (named: string) => void {
  return (named) => {
    const text = `links name ${named}, the target is called ${origin}: judged by their paths, followed on the target`;
    notes?.set(text, (notes.get(text) ?? 0) + 1);
  };
}

/** What facts are judged against anywhere in a round. */
export function factGround({ plan, context, shared }: Round, scope: Scope): Omit<FactGround, 'file' | 'at'> {
  const { origin, basePath } = context.client;
  const ground = {
    scope,
    spec: plan.spec,
    volatile: plan.volatile,
    place: { origin, basePath },
    renamed: noteRenamed(shared, origin),
  };
  return context.schema ? { ...ground, schema: context.schema } : ground;
}
