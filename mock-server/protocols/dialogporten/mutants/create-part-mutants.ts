import type { RuleId } from '../../../../core/rule.ts';
import { type Attachment, off } from '../../../kernel/bug.ts';
import { type MutantRow, mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { listOf } from '../model/list-of.ts';
import { overlooking, refusingWith, without, writingFields } from './attach.ts';
import { createOf } from './exchanges.ts';
import { takingText } from './other-text.ts';
import { by, doneCreates, got, where } from './when.ts';

/** Does not see a fault of a create. */
function blindTo(place: string, text = ''): Attachment {
  return overlooking(by('post'), (at, fault) => at === place && fault.includes(text));
}

/** What a create may hold although the rule says otherwise: where, and the fault that is not seen. */
const unseen: readonly (readonly [id: string, title: string, rule: RuleId, place: string, text?: string])[] = [
  [
    'first-transmission-without-type',
    'A new dialog takes a transmission without a type.',
    'DP-TX-002',
    'dto.transmissions[0].type',
  ],
  [
    'first-transmission-without-sender',
    'A new dialog takes a transmission without a sender.',
    'DP-TX-002',
    'dto.transmissions[0].sender',
  ],
  [
    'first-transmission-without-title',
    'A new dialog takes a transmission without a title.',
    'DP-TX-002',
    'dto.transmissions[0].content',
    'Title',
  ],
  ['dialog-without-party', 'A dialog needs no party.', 'DP-CR-008', 'dto.party', 'must not be empty'],
  [
    'any-language-of-actions',
    'The title of an action may be in any language.',
    'DP-CR-010',
    'dto.guiActions[0].title[0].languageCode',
  ],
  [
    'any-language-of-activities',
    'The description of an activity may be in any language.',
    'DP-CR-010',
    'dto.activities[0].description[0].languageCode',
  ],
  ['preceding-process-unchecked', 'A preceding process may be any text.', 'DP-CR-017', 'dto.precedingProcess'],
];

/** What a create says that is taken for something lawful. */
const misread: readonly (readonly [id: string, title: string, rule: RuleId, like: RegExp, instead: string])[] = [
  [
    'organisation-of-any-length',
    'The number of an organisation may be too short.',
    'DP-CR-008',
    /organization:identifier-no:99182582"/,
    'organization:identifier-no:991825827"',
  ],
  [
    'person-of-any-length',
    'The number of a person may be too short.',
    'DP-CR-008',
    /person:identifier-no:\d{10}"/,
    'person:identifier-no:08844397713"',
  ],
  [
    'person-in-words',
    'The number of a person may be a word.',
    'DP-CR-008',
    /person:identifier-no:[a-z]+"/,
    'person:identifier-no:08844397713"',
  ],
  ['key-of-37-characters', 'A key is cut off after 36 characters.', 'DP-ID-008', /(Key":"\w{36})\w"/, '$1"'],
  [
    'owner-with-id-accepted',
    'The service owner may have an id.',
    'DP-CR-020',
    /"ServiceOwner","actorId":"[^"]*"/,
    '"ServiceOwner"',
  ],
];

/** What an item of a new dialog, or a part of it, may say and a server forget. */
const forgotten: readonly (readonly [
  list: 'attachments' | 'guiActions' | 'apiActions',
  member: string,
  part?: string | undefined,
])[] = [
  ['attachments', 'name'],
  ['guiActions', 'prompt'],
  ['apiActions', 'name'],
  ['apiActions', 'version', 'endpoints'],
];

/** Forgets a member of the items of a new dialog, or of what they consist of. */
function forgetting([list, member, part]: (typeof forgotten)[number]): Attachment {
  return writingFields(doneCreates, ({ fields }) => ({
    [list]: fields[list].map((item) =>
      part === undefined
        ? without(item, member)
        : { ...item, [part]: listOf(item, part).map((one) => without(one, member)) },
    ),
  }));
}

/** Bugs of creates that break a rule at one member of many. */
export const createPartMutants: readonly Mutant[] = mutantsOf([
  ...unseen.map(([id, title, rule, place, text]): MutantRow => [id, title, rule, blindTo(place, text)]),
  ...misread.map(
    ([id, title, rule, like, instead]): MutantRow => [id, title, rule, takingText(got('post', 400), like, instead)],
  ),
  ...forgotten.map(
    ([list, member, part]): MutantRow => [
      `created-${list}-forget-${member}`,
      `A new dialog forgets what its ${list} say of ${member}.`,
      'DP-GET-014',
      forgetting([list, member, part]),
    ],
  ),
  [
    'first-transmission-relates-to-none',
    'A transmission of a create may relate to one that is not there.',
    'DP-TX-005',
    off('DP-TX-005', 'create'),
  ],
  [
    'long-preceding-process-accepted',
    'A preceding process may have any length.',
    'DP-CR-017',
    takingText(got('post', 400), /(precedingProcess":"urn:\w{100})\w*"/, '$1"'),
  ],
  [
    'due-on-opening-of-create-refused',
    'A new dialog may not be due on the day it opens.',
    'DP-CR-012',
    refusingWith(
      400,
      'dto.dueAt',
      where(doneCreates, (exchange) => {
        const { visibleFrom, dueAt } = createOf(exchange);
        return visibleFrom !== undefined && visibleFrom === dueAt;
      }),
    ),
  ],
  [
    'long-transmission-key-refused',
    'The key of a transmission may have 35 characters at most.',
    'DP-ID-008',
    refusingWith(
      400,
      'dto.transmissions[0].idempotentKey',
      where(doneCreates, (exchange) =>
        listOf(createOf(exchange), 'transmissions').some(({ idempotentKey }) => String(idempotentKey).length === 36),
      ),
    ),
  ],
]);
