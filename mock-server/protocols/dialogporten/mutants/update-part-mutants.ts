import { isJsonArray, type JsonObject } from '../../../../core/json.ts';
import { type Attachment, around } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { type MutantRow, mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { listOf } from '../model/list-of.ts';
import { problem } from '../problem-details.ts';
import { byId, none, refusingWith, sending, without, writingFields, writingRow } from './attach.ts';
import { added, bodyOf, rowOf } from './exchanges.ts';
import { refusingPatch } from './patches.ts';
import { did, doneUpdates, finding, got, saying, text, where } from './when.ts';

const lists = ['searchTags', 'attachments', 'guiActions', 'apiActions'] as const;
const items = ['attachments', 'guiActions', 'apiActions'] as const;
const parts = [
  ['attachments', 'urls'],
  ['apiActions', 'endpoints'],
] as const;

/** Does a PUT name items of a list by the ids they have? */
function namingItems(list: string): When {
  return saying(did('put'), (body) => isJsonArray(body[list]) && listOf(body, list).some(({ id }) => id !== undefined));
}

/** Gives the items of a list, or what they consist of, new ids. */
function renewingItems(list: (typeof items)[number], part?: string): Attachment {
  return writingFields(namingItems(list), ({ fields }, _old, { world }) => {
    const renew = (each: JsonObject): JsonObject => ({ ...each, id: world.uuid(7) });
    const change = (each: JsonObject): JsonObject =>
      part === undefined ? renew(each) : { ...each, [part]: listOf(each, part).map(renew) };
    return { [list]: fields[list].map(change) };
  });
}

/** Leaves items that a PUT names by id as they were. */
function keepingItems(list: (typeof items)[number]): Attachment {
  return writingFields(namingItems(list), ({ fields }, old) => ({
    [list]: fields[list].map((each) => byId(old.fields[list], each['id']) ?? each),
  }));
}

/** Keeps of items, or of what they consist of, the members that a PUT leaves out. */
function mergingItems(list: (typeof items)[number], part?: string): Attachment {
  return writingFields(namingItems(list), ({ fields }, old) => ({
    [list]: fields[list].map((each) => {
      const before = byId(old.fields[list], each['id']) ?? {};
      if (part === undefined) return { ...before, ...each };
      const merged = listOf(each, part).map((one) => ({ ...byId(listOf(before, part), one['id']), ...one }));
      return { ...each, [part]: merged };
    }),
  }));
}

/** Keeps of a text of items the languages that a PUT leaves out. */
function keepingLanguages(list: (typeof items)[number], text: string): Attachment {
  return writingFields(namingItems(list), ({ fields }, old) => ({
    [list]: fields[list].map((each) => {
      const said = listOf(each, text);
      const others = listOf(byId(old.fields[list], each['id']) ?? {}, text).filter(
        ({ languageCode }) => !said.some((one) => one['languageCode'] === languageCode),
      );
      return { ...each, [text]: [...said, ...others] };
    }),
  }));
}

/** Writes of a kind that change a member. */
function changing(kind: string, member: string): When {
  return finding(did(kind), ({ fields }, exchange) => fields[member] !== rowOf(exchange)?.fields[member]);
}

/** PUTs that add no children. */
function addingNo(list: 'activities' | 'transmissions'): When {
  return where(did('put'), (exchange) => added(exchange, list).length === 0);
}

/** Forgets a member of a child that a PUT brings. */
function forgettingOfNew(list: 'activities' | 'transmissions', member: string): Attachment {
  return writingRow(did('put'), (row, _old, exchange) => {
    const news = added(exchange, list);
    return { [list]: row[list].map((each) => (byId(news, each['id']) ? without(each, member) : each)) };
  });
}

/** A PUT of a dialog as it was read, which has children of one kind alone. */
function sentBackWith(list: 'activities' | 'transmissions', other: string): When {
  return saying(
    got('put', 422),
    (body) => body['revision'] !== undefined && listOf(body, list).length > 0 && listOf(body, other).length === 0,
  );
}

const whatActivitiesHold = ['extendedType', 'description', 'performedBy'] as const;
const whatTransmissionsHold = [
  'extendedType',
  'externalReference',
  'content',
  'sender',
  'navigationalActions',
] as const;

/** Bugs of PUT and PATCH at one list, one member, one value of many. */
export const updatePartMutants: readonly Mutant[] = mutantsOf(
  [
    ...lists.map(
      (list): MutantRow => [
        `empty-${list}-stays`,
        `What a PUT names as empty stays: ${list}.`,
        'DP-PUT-008',
        writingFields(
          saying(did('put'), (body) => isJsonArray(body[list]) && listOf(body, list).length === 0),
          (_row, old) => ({ [list]: old.fields[list] }),
        ),
      ],
    ),
    ...items.flatMap((list): MutantRow[] => [
      [`put-renews-${list}`, `Items get new ids with a PUT: ${list}.`, 'DP-PUT-008', renewingItems(list)],
      [
        `put-keeps-${list}`,
        `Items named by id stay as they were: ${list}.`,
        ['DP-PUT-008', 'DP-PUT-022'],
        keepingItems(list),
      ],
      [
        `put-merges-${list}`,
        `Items named by id keep what a PUT leaves out: ${list}.`,
        'DP-PUT-022',
        mergingItems(list),
      ],
    ]),
    ...parts.map(
      ([list, part]): MutantRow => [
        `put-merges-${part}`,
        `What items consist of keeps what a PUT leaves out: ${part}.`,
        'DP-PUT-022',
        mergingItems(list, part),
      ],
    ),
    ...(
      [
        ['attachments', 'displayName'],
        ['guiActions', 'title'],
      ] as const
    ).map(
      ([list, text]): MutantRow => [
        `put-keeps-languages-of-${list}`,
        `Items named by id keep the languages that a PUT leaves out: ${list}.`,
        'DP-PUT-022',
        keepingLanguages(list, text),
      ],
    ),
    ...parts.map(
      ([list, part]): MutantRow => [
        `put-renews-${part}`,
        `What items consist of gets new ids with a PUT: ${part}.`,
        'DP-PUT-008',
        renewingItems(list, part),
      ],
    ),
    ...whatActivitiesHold.map(
      (member): MutantRow => [
        `${member}-of-put-activities-forgotten`,
        `An activity of a PUT loses what it says of ${member}.`,
        'DP-PUT-011',
        forgettingOfNew('activities', member),
      ],
    ),
    ...whatTransmissionsHold.map(
      (member): MutantRow => [
        `${member}-of-put-transmissions-forgotten`,
        `A transmission of a PUT loses what it says of ${member}.`,
        'DP-PUT-011',
        forgettingOfNew('transmissions', member),
      ],
    ),
    ...(
      [
        ['New', 'new'],
        ['Sent', 'sent'],
      ] as const
    ).map(
      ([status, id]): MutantRow => [
        `${id}-of-update-stays`,
        `The status ${status} of an update stays ${status}.`,
        'DP-CR-015',
        writingFields(where(doneUpdates, text(new RegExp(`"${status}"`))), () => ({ status })),
      ],
    ),
    ['nested-unknown-member-refused', 'A PUT with an unknown member in the depth is refused.', 'DP-ERR-008'],
    ['untouched-activities-lose-description', 'Activities that a PUT leaves alone lose their texts.', 'DP-PUT-010'],
    ['untouched-transmissions-lose-content', 'Transmissions that a PUT leaves alone lose their content.', 'DP-PUT-010'],
    ['omitted-flag-stays', 'What was for APIs only stays so when a PUT does not say it.', 'DP-PUT-009'],
    [
      'dialog-with-activities-accepted-back',
      'A dialog sent back is accepted if all it has is activities.',
      'DP-PUT-018',
    ],
    [
      'dialog-with-transmissions-accepted-back',
      'A dialog sent back is accepted if it has no activities.',
      'DP-PUT-018',
    ],
    ['dialog-without-children-refused', 'A dialog cannot be sent back at all.', 'DP-PUT-018'],
    ['deprecated-status-of-update-refused', 'The deprecated statuses are refused by updates.', 'DP-CR-015'],
    ['put-must-name-children', 'A PUT of a dialog that has children must bring some.', 'DP-PUT-010'],
    ['put-of-status-refused', 'A PUT cannot change the status.', 'DP-TS-003'],
    ['put-of-progress-refused', 'A PUT cannot change the progress.', 'DP-TS-004'],
    ['items-cannot-be-appended', 'A PATCH cannot add attachments and actions.', 'DP-TS-003'],
    ['empty-body-before-unknown', 'An empty PUT is refused before the dialog is looked for.', 'DP-PUT-002'],
  ],
  {
    'nested-unknown-member-refused': refusingWith(400, '', where(did('put'), text(/"notAMember":("x"|\{)/))),
    'untouched-activities-lose-description': writingRow(addingNo('activities'), ({ activities }) => ({
      activities: activities.map((each) => without(each, 'description')),
    })),
    'untouched-transmissions-lose-content': writingRow(addingNo('transmissions'), ({ transmissions }) => ({
      transmissions: transmissions.map((each) => without(each, 'content')),
    })),
    'omitted-flag-stays': writingFields(
      saying(did('put'), ({ isApiOnly }) => isApiOnly === undefined),
      (_row, old) => ({ isApiOnly: old.fields.isApiOnly }),
    ),
    'dialog-with-activities-accepted-back': taking(sentBackWith('activities', 'transmissions'), ({ request }) =>
      sending(request, without(bodyOf(request), 'activities')),
    ),
    'dialog-with-transmissions-accepted-back': taking(sentBackWith('transmissions', 'activities'), ({ request }) =>
      sending(request, without(bodyOf(request), 'transmissions')),
    ),
    'dialog-without-children-refused': refusingWith(
      422,
      'DialogActivity',
      saying(did('put'), ({ revision, org }) => revision !== undefined && org !== undefined),
    ),
    'deprecated-status-of-update-refused': refusingWith(400, 'dto.status', where(doneUpdates, text(/"(New|Sent)"/))),
    'put-must-name-children': refusingWith(
      400,
      'dto.activities',
      finding(
        where(did('put'), (exchange) => added(exchange, 'activities').length === 0),
        ({ activities, transmissions }) => activities.length > 0 && transmissions.length > 0,
      ),
    ),
    'put-of-status-refused': refusingWith(422, none, changing('put', 'status')),
    'put-of-progress-refused': refusingWith(422, none, changing('put', 'progress')),
    'items-cannot-be-appended': refusingPatch(
      'Nothing can be added.',
      ({ op, path }) => op === 'add' && /^\/(attachments|guiActions|apiActions)\/-$/.test(path),
    ),
    'empty-body-before-unknown': around(
      saying(got('put', 404), (body) => Object.keys(body).length === 0),
      (exchange) => problem(400, exchange, { 'dto.content': ["'Content' must not be empty."] }),
    ),
  },
);
