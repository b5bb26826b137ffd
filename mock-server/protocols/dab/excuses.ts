import type { Excuses } from '../../kernel/protocol-core.ts';

/** What the proof lets pass, with reasons. */
export const excuses: Excuses = {
  assertions: {},
  kernelMutants: {
    'forgets-roll-back':
      'every request of this protocol writes one row at most, after all its refusals: nothing is ever rolled back',
  },
  dumbPasses: {
    '* DAB-ENV-007': 'the rule forbids a header; a server that never sends it keeps the rule',
    '* DAB-ENV-004': 'the rule is about the media type of bodies; whoever answers JSON keeps it',
  },
};
