import type { Excuses } from '../../kernel/protocol-core.ts';

/** What the proof lets pass for this protocol, and why. */
export const excuses: Excuses = {
  assertions: {},
  inherited: {
    'matrix42/lifecycle/newest/read/1*':
      'A TimeStamp is compared with one that was given out before: where the counter is wrong, both are.',
    'matrix42/timestamp/nothing-new/read/1*':
      'A TimeStamp is compared with one that was given out before: where the counter is wrong, both are.',
    'matrix42/laws/old-refused[put-object-tracked]/renewed/1*':
      'The write of somebody else moved the other fragment as well, which shows in what is sent afterwards.',
    'matrix42/laws/old-refused[put-whole-object]/renewed/1*':
      'The write of somebody else moved the other fragment as well, which shows in what is sent afterwards.',
    'matrix42/update/id-in-any-case/*':
      'Whether the update was stored shows in reads alone: one that shows no attributes shows nothing of it.',
    'matrix42/views/lists-follow/*':
      'What a list shows rests on what creations made: one that makes two fragments shows in every list of them.',
    'matrix42/tokens/sees-nothing/ours*':
      'What a list shows rests on what creations made: one that makes two fragments shows in every list of them.',
    'matrix42/lists/*':
      'What a list shows rests on what creations made: one that makes two fragments shows in every list of them, and to assume the number would take a list.',
    'matrix42/objects/the-same-in-both/*':
      'Two answers are compared, and the second is where it is said: where the first is wrong, they differ as well.',
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
  dumbPasses: {
    'always-200 M42-HDR-005': 'what it answers is JSON, and declared so',
    'echo M42-HDR-005': 'it declares what it was sent as it was declared',
  },
};
