import type { Mutant } from '../protocol-core.ts';

/** Bugs that differ in one thing: by id that thing, and the rest of the bug made of it. */
export function family<T>(members: Readonly<Record<string, T>>, make: (of: T) => Omit<Mutant, 'id'>): Mutant[] {
  return Object.entries(members).map(([id, of]) => ({ id, ...make(of) }));
}
