import type { Mutant } from '../../../kernel/protocol-core.ts';

/** A bug that the literal examples of the page find as well. */
export const both: Pick<Mutant, 'editions'> = { editions: ['current', 'documented'] };
