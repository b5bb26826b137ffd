import type { Excuses } from '../../kernel/protocol-core.ts';

/** What the proof lets pass for this protocol, and why. */
export const excuses: Excuses = {
  assertions: {},
  inherited: {
    'matrix42/lists/*':
      'What a list shows rests on what creations made: one that makes two fragments shows in every list of them, and to assume the number would take a list.',
    'matrix42/races/nothing-comes-back/gone/1*':
      'What a race leaves shows only in the read after it: which of its answers was wrong, nobody can tell.',
  },
  kernelMutants: {
    'check-then-write-1ms-post':
      'a creation makes a fragment of its own, whatever is there: nothing is checked before it',
    'check-then-write-1ms-patch': 'the protocol has no PATCH',
    'check-then-write-1ms-delete':
      'a deletion has no condition, and no rule says what a second one is answered: one that is carried out later has come later',
  },
  dumbPasses: {},
};
