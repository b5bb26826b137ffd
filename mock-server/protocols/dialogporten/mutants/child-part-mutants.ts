import { headerLines, splitTarget } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { type Attachment, around, atSeam, type Exchange, off } from '../../../kernel/bug.ts';
import { answering, type When, withJson } from '../../../kernel/bugs/answer-otherwise.ts';
import { type MutantRow, mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { answered, done } from '../../../kernel/bugs/when.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { respondEmpty, respondJson } from '../../../kernel/respond.ts';
import { type DialogRow, tables } from '../model/dialog-row.ts';
import { parseGuid } from '../model/guid.ts';
import { jsonType } from '../problem-details.ts';
import { faultsOfBody } from '../seams.ts';
import { byId, overlooking, refusingWith, touching, without, writingRow } from './attach.ts';
import { bodyOf, childIdOf, rowOf } from './exchanges.ts';
import { takingText } from './other-text.ts';
import { by, did, doneCreates, got, leaving, reads, saying, where } from './when.ts';

/** Leaves a member of the newest child otherwise. */
function writingNewest(
  list: 'activities' | 'transmissions',
  when: When,
  change: (child: JsonObject) => JsonObject,
): Attachment {
  return writingRow(when, (row, old) => {
    const known = new Set(old[list].map(({ id }) => id));
    return { [list]: row[list].map((each) => (known.has(each['id']) ? each : change(each))) };
  });
}

/** Forgets a member of each child. */
function forgettingMember(list: 'activities' | 'transmissions', member: string): Attachment {
  return writingNewest(list, did(list === 'activities' ? 'activity' : 'transmission'), (child) =>
    without(child, member),
  );
}

/** Shows a child wherever it belongs. */
function showingAnywhere(list: 'activities' | 'transmissions', place: 'activity' | 'transmission'): Attachment {
  return around(answered(reads(place), 404), (exchange) => {
    const rows = [...exchange.store.table<DialogRow>(tables.dialogs).entries()].map(([, row]) => row);
    const child = rows.map((row) => byId(row[list], parseGuid(childIdOf(exchange.request)))).find((each) => each);
    return child ? respondJson(200, jsonType, child) : exchange.response;
  });
}

/** Of two types that need no description the other one. */
function otherType(child: JsonObject): JsonObject {
  const type = child['type'];
  const plain = type !== 'Information' && type !== 'TransmissionOpened';
  return plain ? { ...child, type: type === 'DialogOpened' ? 'DialogClosed' : 'DialogOpened' } : child;
}

function sendsCondition(like: RegExp): When {
  return ({ request }) => headerLines(request.headers, 'If-None-Match').some((line) => like.test(line));
}

const isParted: When = ({ request }) => /^\/.*\/(activities|transmissions)$/.test(splitTarget(request.target).path);
const named = ['extendedType', 'transmissionId', 'description', 'performedBy'] as const;
const held = ['extendedType', 'relatedTransmissionId', 'navigationalActions', 'externalReference'] as const;

/** Does a posted transmission relate to another one? */
const related: When = saying(did('transmission'), ({ relatedTransmissionId }) => relatedTransmissionId !== undefined);

/** Counts what a type of transmission is not. */
function countingAsParty(type: string): Attachment {
  const isSo = ({ transmissions }: DialogRow): boolean => transmissions.some((each) => each['type'] === type);
  return withJson(leaving(done(reads('dialog')), isSo), (dialog) => ({
    ...(dialog as JsonObject),
    fromPartyTransmissionsCount: 1,
    fromServiceOwnerTransmissionsCount: 0,
  }));
}

/** Bugs of children at one member, one type or one address of many. */
export const childPartMutants: readonly Mutant[] = mutantsOf(
  [
    ...named.map(
      (member): MutantRow => [
        `${member}-of-activities-forgotten`,
        `A posted activity loses what it says of ${member}.`,
        'DP-ACT-002',
        forgettingMember('activities', member),
      ],
    ),
    ...held.map(
      (member): MutantRow => [
        `${member}-of-transmissions-forgotten`,
        `A posted transmission loses what it says of ${member}.`,
        'DP-GET-006',
        forgettingMember('transmissions', member),
      ],
    ),
    ...(['Information', 'Acceptance', 'Rejection', 'Request', 'Alert', 'Decision'] as const).map(
      (type): MutantRow => [
        `${type}-comes-from-the-party`,
        `${type} counts as sent by the party.`,
        'DP-TX-008',
        countingAsParty(type),
      ],
    ),
    ['summary-of-transmissions-forgotten', 'A posted transmission loses its summary.', 'DP-GET-006'],
    ['urls-of-posted-transmissions-forgotten', 'What a posted transmission attaches has no urls.', 'DP-GET-006'],
    ['activities-of-others-shown', 'An activity is shown under any dialog.', 'DP-GET-007'],
    ['transmissions-of-others-shown', 'A transmission is shown under any dialog.', 'DP-GET-007'],
    ['quoted-if-none-match-works', 'A GET with a revision in quotes in If-None-Match is 304.', 'DP-GET-008'],
    ['if-none-match-star-works', 'A GET with If-None-Match: * is 304.', 'DP-GET-008'],
    ['nulls-in-activities', 'Absent members of an activity are null.', 'DP-ERR-013'],
    ['single-activity-read-touches', 'Whoever reads an activity changes the dialog.', 'DP-GET-010'],
    ['single-transmission-read-touches', 'Whoever reads a transmission changes the dialog.', 'DP-GET-010'],
    ['seen-log-read-touches', 'Whoever reads the seen log changes the dialog.', 'DP-GET-010'],
    ['labels-read-touches', 'Whoever reads the labels changes the dialog.', 'DP-GET-010'],
    ['description-of-most-types', 'An activity needs a description, whatever its type.', 'DP-CR-019'],
    ['types-of-activities-mixed-up', 'An activity is stored under another type.', 'DP-CR-019'],
    ['sender-of-posted-unchecked', 'The sender of a posted transmission is not checked.', 'DP-CR-020'],
    ['owner-of-posted-with-id', 'The service owner may have an id in a posted activity.', 'DP-CR-020'],
    ['party-of-posted-with-both', 'A representative may have name and id in a posted activity.', 'DP-CR-020'],
    ['key-of-posted-unchecked', 'The key of a posted transmission may have any length.', 'DP-ID-008'],
    ['title-of-replacement-optional', 'A transmission that replaces another needs no title.', 'DP-TX-002'],
    ['posted-transmission-deepens', 'A posted transmission may make a chain of any length.', 'DP-TX-005'],
    [
      'related-transmission-refused',
      'A posted transmission can relate to none.',
      'DP-TX-005',
      refusingWith(422, 'Transmissions', related),
    ],
    ['related-by-update-to-itself', 'A transmission of an update may relate to itself.', 'DP-TX-005'],
    ['related-across-dialogs', 'A transmission may relate to one of another dialog.', 'DP-TX-005'],
    ['party-of-create-uncounted', 'What the party sent before the dialog was made gives no label.', 'DP-TX-008'],
    ['information-is-sent', 'Whatever is sent gives the dialog the label Sent.', 'DP-TX-008'],
  ],
  {
    'summary-of-transmissions-forgotten': writingNewest('transmissions', did('transmission'), (child) => ({
      ...child,
      content: without(child['content'] ?? {}, 'summary'),
    })),
    'urls-of-posted-transmissions-forgotten': writingNewest('transmissions', did('transmission'), (child) => ({
      ...child,
      attachments: ((child['attachments'] ?? []) as readonly JsonObject[]).map((each) => ({ ...each, urls: [] })),
    })),
    'activities-of-others-shown': showingAnywhere('activities', 'activity'),
    'transmissions-of-others-shown': showingAnywhere('transmissions', 'transmission'),
    'quoted-if-none-match-works': answering(where(done(reads('dialog')), sendsCondition(/^"/)), () =>
      respondEmpty(304),
    ),
    'if-none-match-star-works': answering(where(done(reads('dialog')), sendsCondition(/^\*$/)), () =>
      respondEmpty(304),
    ),
    'nulls-in-activities': withJson(done(reads('activity')), (activity) => ({
      transmissionId: null,
      ...(activity as JsonObject),
    })),
    'single-activity-read-touches': touching(done(reads('activity'))),
    'single-transmission-read-touches': touching(done(reads('transmission'))),
    'seen-log-read-touches': touching(done(reads('seen log'))),
    'labels-read-touches': touching(leaving(done(reads('labels')), ({ activities }) => activities.length > 0)),
    'description-of-most-types': refusingWith(
      400,
      'activity.description',
      saying(did('activity'), ({ type }) => type !== 'Information' && type !== 'TransmissionOpened'),
    ),
    'types-of-activities-mixed-up': writingNewest('activities', did('activity'), otherType),
    'sender-of-posted-unchecked': overlooking(
      by('transmission'),
      (place, text) => place.endsWith('.sender') && text.startsWith('If'),
    ),
    'owner-of-posted-with-id': takingText(got('activity', 400), /"ServiceOwner","actorId":"[^"]*"/, '"ServiceOwner"'),
    'party-of-posted-with-both': takingText(got('activity', 400), /("actorName":"[^"]*"),"actorId":"[^"]*"/, '$1'),
    'key-of-posted-unchecked': overlooking(by('transmission'), (place) => place.endsWith('.idempotentKey')),
    'title-of-replacement-optional': overlooking(
      by('put-transmission'),
      (place, text) => place.endsWith('.content') && text.startsWith('Title'),
    ),
    'posted-transmission-deepens': off('DP-CR-021', 'post'),
    'related-by-update-to-itself': atSeam(
      faultsOfBody,
      (faults) => new Map([...faults].filter(([place]) => !place.endsWith('.relatedTransmissionId'))),
      by('put', 'patch'),
    ),
    'related-across-dialogs': around(
      where(got('transmission', 422), ({ store, request }) => {
        const wanted = bodyOf(request)['relatedTransmissionId'];
        const rows = [...store.table<DialogRow>(tables.dialogs).entries()].map(([, row]) => row);
        return rows.some(({ transmissions }) => byId(transmissions, wanted) !== undefined);
      }),
      (exchange: Exchange) => respondJson(201, jsonType, rowOf(exchange)?.id ?? ''),
    ),
    'party-of-create-uncounted': writingRow(doneCreates, ({ systemLabels }) => ({
      systemLabels: systemLabels.filter((label) => label !== 'Sent'),
    })),
    'information-is-sent': writingRow(where(did('transmission'), isParted), ({ systemLabels }) => ({
      systemLabels: [...new Set([...systemLabels, 'Sent'])],
    })),
  },
);
