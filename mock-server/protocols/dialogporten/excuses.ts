import type { Excuses } from '../../kernel/protocol-core.ts';

/** What the proof of this protocol lets pass, and why. */
export const excuses: Excuses = { assertions: {}, dumbPasses: {} };
