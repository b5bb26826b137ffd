import type { ProtocolSpec } from '../../core/protocol-spec.ts';
import { type Answer, answerRoot } from './answer.ts';
import { innerScope, type Scope } from './scope.ts';

/** Every entry and invariant of a step asks for the same scope of the same answer. */
const scopes = new WeakMap<Answer, { readonly outer: Scope; readonly inner: Scope }>();

/** A scope with $(answer.…) of this answer. */
export function answerScope(outer: Scope, answer: Answer, spec: ProtocolSpec): Scope {
  const known = scopes.get(answer);
  if (known?.outer === outer) return known.inner;
  const inner = innerScope(outer, [['answer', answerRoot(answer, spec)]]);
  scopes.set(answer, { outer, inner });
  return inner;
}
