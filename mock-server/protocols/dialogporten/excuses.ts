import type { Excuses } from '../../kernel/protocol-core.ts';

/** What the proof of this protocol lets pass, and why. */
export const excuses: Excuses = {
  assertions: {},
  inherited: {
    'dialogporten/invariant-8 DP-TS-001':
      'The order of the stamps is a statement about the rows, which every read is held to, whatever write disturbed it.',
    'dialogporten/lists/filters[created-*':
      'That a dialog was created on the day that was sent, and not just on another than the other one, cannot be assumed in one form for all filters.',
    'dialogporten/lists/filters[owner-label]*':
      'The labels stand deeper than the members of the other filters, so that they cannot be assumed in the same form.',
  },
  dumbPasses: {},
};
