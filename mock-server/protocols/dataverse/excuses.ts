import type { Excuses } from '../../kernel/protocol-core.ts';

export const excuses: Excuses = { assertions: {}, dumbPasses: {} };
