import type { Exchange } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { decidedBy, done, refused } from '../../../kernel/bugs/when.ts';
import { carryingOut } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { instantOf } from '../model/date-time.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import { none, refusingWith, sending, without } from './attach.ts';
import { bodyOf } from './exchanges.ts';
import { anything, asking, did, leaving, not, where, writes } from './when.ts';

const reading: When = ({ request }) => request.method === 'GET';

function hasOpened({ visibleFrom }: DialogRow, { world }: Exchange): boolean {
  return visibleFrom !== undefined && visibleFrom <= instantOf(world.now());
}

function isNotYetVisible({ visibleFrom = '' }: DialogRow, { world }: Exchange): boolean {
  return visibleFrom > instantOf(world.now());
}

/** What is right about the rows and wrong about the answer, or the other way round: an answer and an effect of one rule are each told by these alone. */
export const halfDoneMutants: readonly Mutant[] = mutantsOf(
  [
    [
      'silent-update-unknown',
      'A silent update is refused, as if nobody knew the parameter.',
      ['DP-SIL-001', 'DP-SIL-003', 'DP-SIL-008'],
    ],
    ['nothing-to-change-refused', 'A PATCH that changes nothing is refused.', 'DP-TS-007'],
    ['no-delete-of-the-new', 'A DELETE is refused.', 'DP-TS-008', refusingWith(403, none, did('delete'))],
    ['no-update-before-it-is-visible', 'A dialog that is not visible yet cannot be changed.', 'DP-TS-009'],
    ['no-update-once-it-is-visible', 'A dialog that has opened cannot be changed.', 'DP-TS-009'],
    ['no-parts-of-a-dialog', 'Lists of children, and a dialog as an end user sees it, cannot be read.', 'DP-GET-010'],
    [
      'incomplete-transmission-completed',
      'A transmission that is refused as incomplete is stored, with a title and what is missing made up.',
      'DP-TX-002',
    ],
    [
      'put-as-read-half-stored',
      'A PUT that is refused for children it may not send is stored without them.',
      'DP-PUT-018',
    ],
  ],
  {
    'silent-update-unknown': refusingWith(
      400,
      none,
      where(done(anything), not(reading), asking('isSilentUpdate', /^/)),
    ),
    'nothing-to-change-refused': refusingWith(422, none, where(did('patch', 'put'), decidedBy('DP-TS-007'))),
    'no-update-before-it-is-visible': refusingWith(
      404,
      none,
      leaving(did('patch', 'put', 'activity', 'transmission'), isNotYetVisible),
    ),
    'no-update-once-it-is-visible': refusingWith(403, none, leaving(did('patch'), hasOpened)),
    'no-parts-of-a-dialog': refusingWith(
      403,
      none,
      where(done(reading), ({ request }) =>
        /\/(activities|transmissions|seenlog|labels)$|[?&]endUserId=/i.test(request.target),
      ),
    ),
    'incomplete-transmission-completed': carryingOut(refused(writes('put-transmission')), ({ request }) =>
      sending(request, {
        type: 'Information',
        sender: { actorType: 'ServiceOwner' },
        ...bodyOf(request),
        content: { title: { value: [{ value: 'Made up', languageCode: 'nb' }], mediaType: 'text/plain' } },
      }),
    ),
    'put-as-read-half-stored': carryingOut(refused(writes('put')), ({ request }) =>
      sending(request, { ...without(bodyOf(request), 'transmissions', 'activities'), progress: 99 }),
    ),
  },
);
