import type { Mutant } from '../../../kernel/protocol-core.ts';

type More = Partial<Mutant>;

/** A server that does not keep one rule. */
export function off(id: string, title: string, rule: string, more: More = {}): Mutant {
  return { id, title, switchesOff: [rule], fails: [rule], ...more };
}

/** A realistic bug that the core asks for by name. */
export function bug(id: string, title: string, fails: readonly string[], more: More = {}): Mutant {
  return { id, title, fails, ...more };
}

/** Proven on the vendor page's edition as well. */
export const withPage: More = { editions: ['v2', 'documented'] };

export const inV1: More = { editions: ['v1'] };

export const inV21: More = { editions: ['v2.1'] };
