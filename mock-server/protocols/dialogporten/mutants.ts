import type { Mutant } from '../../kernel/protocol-core.ts';

export const mutants: readonly Mutant[] = [];
