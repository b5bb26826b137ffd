import type { Excuses } from '../../kernel/protocol-core.ts';

/** What the proof lets pass for this protocol, and why. */
export const excuses: Excuses = { assertions: {}, dumbPasses: {} };
