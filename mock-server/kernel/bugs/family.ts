import type { RuleId } from '../../../core/rule.ts';
import { off } from '../bug.ts';
import type { Mutant } from '../protocol-core.ts';

/** Bugs that differ in one thing: by id that thing, and the rest of the bug made of it. */
export function family<T>(members: Readonly<Record<string, T>>, make: (of: T) => Omit<Mutant, 'id'>): Mutant[] {
  return Object.entries(members).map(([id, of]) => ({ id, ...make(of) }));
}

/**
 * Bugs that are nothing but a rule which is not kept, and fail just that rule: by id the rule, one sentence, and the
 * editions to prove it in, if it is not the default one.
 */
export function notKeeping(
  bugs: Readonly<Record<string, readonly [rule: RuleId, title: string, editions?: readonly string[]]>>,
): Mutant[] {
  return family(bugs, ([rule, title, editions]) => ({
    title,
    fails: [rule],
    at: [off(rule)],
    ...(editions ? { editions } : {}),
  }));
}
