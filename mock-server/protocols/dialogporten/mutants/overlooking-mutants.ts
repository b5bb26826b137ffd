import { atSeam } from '../../../kernel/bug.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { faultsOfBody } from '../seams.ts';
import { overlooking } from './attach.ts';
import { by, byUpdate } from './when.ts';

/** What is said of members of an activity that do not fit each other. */
const ofActivity = /^(Description is|An activity of|Only activities|If 'ActorType')/;

/** Bugs of a server that does not look at all of a body, whatever rules it keeps. */
export const overlookingMutants: readonly Mutant[] = mutantsOf(
  [
    ['any-sender-accepted', 'The sender of a transmission is not checked.', 'DP-CR-020'],
    ['languages-of-content-alone-checked', 'Language codes outside the content may be anything.', 'DP-CR-010'],
    ['validation-switched-off', 'Updates are not validated.', ['DP-PUT-019', 'DP-PATCH-011']],
    ['dates-out-of-order-accepted', 'An update may put dates out of order.', 'DP-SIL-006'],
    ['action-counts-of-update-unchecked', 'An update may have any number of actions.', 'DP-CR-016'],
    ['preceding-process-of-update-unchecked', 'A preceding process of an update needs no process.', 'DP-CR-017'],
    ['activities-of-update-unchecked', 'The activities of an update are not checked.', ['DP-CR-019', 'DP-CR-020']],
    ['posted-activity-unchecked', 'A posted activity is not checked.', ['DP-CR-019', 'DP-CR-020']],
    ['replacement-unchecked', 'The replacement of a transmission is not checked.', 'DP-TX-002'],
    ['first-error-only', 'Of several validation errors only the first is reported.', 'DP-ERR-004'],
  ],
  {
    'any-sender-accepted': overlooking(
      () => true,
      (place, text) => place.endsWith('.sender') && text.startsWith("If 'ActorType'"),
    ),
    'languages-of-content-alone-checked': overlooking(
      () => true,
      (place) => place.endsWith('.languageCode') && !place.includes('.content.'),
    ),
    'validation-switched-off': overlooking(byUpdate, () => true),
    'dates-out-of-order-accepted': overlooking(byUpdate, (place) => /^dto\.(dueAt|expiresAt)$/.test(place)),
    'action-counts-of-update-unchecked': overlooking(
      byUpdate,
      (place, text) => place === 'dto.guiActions' && text.startsWith('Only'),
    ),
    'preceding-process-of-update-unchecked': overlooking(
      byUpdate,
      (place, text) => place === 'dto.process' && text.startsWith('Process must not be empty when'),
    ),
    'activities-of-update-unchecked': overlooking(
      byUpdate,
      (place, text) => place.startsWith('dto.activities[') && ofActivity.test(text),
    ),
    'posted-activity-unchecked': overlooking(by('activity'), (_place, text) => ofActivity.test(text)),
    'replacement-unchecked': overlooking(by('put-transmission'), (place) => place.startsWith('transmissions[0]')),
    'first-error-only': atSeam(faultsOfBody, (faults) => new Map([...faults].slice(0, 1)), by('post')),
  },
);
