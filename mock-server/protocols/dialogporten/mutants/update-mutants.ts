import type { JsonObject } from '../../../../core/json.ts';
import type { RuleId } from '../../../../core/rule.ts';
import { type Attachment, atSeam } from '../../../kernel/bug.ts';
import { answering, type When } from '../../../kernel/bugs/answer-otherwise.ts';
import { type MutantRow, mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import { laterInstant, parseInstant } from '../model/date-time.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import { parseGuid } from '../model/guid.ts';
import { listOf } from '../model/list-of.ts';
import { createdAtOfChild } from '../seams.ts';
import { byId, forgetting, showing, writingFields, writingRow } from './attach.ts';
import { added, bodyOf, childIdOf, rowOf } from './exchanges.ts';
import { did, doneUpdates, finding, got, leaving, rowIs, where } from './when.ts';

/** PUTs that were carried out, whose body has a text of this name. */
function sendingText(name: string): When {
  return where(did('put'), ({ request }) => typeof bodyOf(request)[name] === 'string');
}

/** Takes a member that cannot be changed out of the body of a PUT. */
function takingFromBody(name: keyof DialogRow): Attachment {
  return writingRow(sendingText(name), (_row, _old, { request }) => {
    const text = String(bodyOf(request)[name]);
    return { [name]: parseInstant(text)?.instant ?? text };
  });
}

/** Leaves a member that a PUT leaves out as it was. */
function keepingOmitted(name: string): Attachment {
  const isOmitted = ({ fields }: DialogRow): boolean => {
    const value = fields[name];
    return value === undefined || (Array.isArray(value) && value.length === 0);
  };
  return writingFields(where(did('put'), rowIs(isOmitted)), (_row, old) => ({ [name]: old.fields[name] }));
}

/** Gives attachments new ids. */
function renewingAttachments(when: When): Attachment {
  return writingFields(
    where(
      when,
      rowIs(({ fields }) => fields.attachments.length > 0),
    ),
    ({ fields }, _old, { world }) => ({
      attachments: fields.attachments.map((each) => ({ ...each, id: world.uuid(7) })),
    }),
  );
}

/** Updates that were carried out and add children. */
function adding(list: 'activities' | 'transmissions'): When {
  return where(doneUpdates, (exchange) => added(exchange, list).length > 0);
}
/** Members that no update changes, and that one does. */
const immutable: readonly (readonly [id: string, words: string, rule: RuleId, member: keyof DialogRow])[] = [
  ['update-changes-party', 'party', 'DP-PUT-006', 'party'],
  ['update-changes-service-resource', 'service resource', 'DP-PUT-006', 'serviceResource'],
  ['update-changes-org', 'org', 'DP-PUT-006', 'org'],
  ['update-changes-created-at', 'created at', 'DP-PUT-006', 'createdAt'],
  ['update-changes-updated-at', 'updated at', 'DP-PUT-006', 'updatedAt'],
  ['update-changes-content-updated-at', 'content updated at', 'DP-PUT-006', 'contentUpdatedAt'],
  ['update-changes-visible-from', 'visible from', 'DP-PUT-007', 'visibleFrom'],
  ['update-changes-idempotency-key', 'idempotency key', 'DP-PUT-007', 'idempotentKey'],
];
/** Members that are not taken away when they are left out. */
const omitted: readonly (readonly [id: string, words: string, rule: RuleId, member: string])[] = [
  ['omitted-search-tags-stays', 'search tags', 'DP-PUT-008', 'searchTags'],
  ['omitted-attachments-stays', 'attachments', 'DP-PUT-008', 'attachments'],
  ['omitted-gui-actions-stays', 'gui actions', 'DP-PUT-008', 'guiActions'],
  ['omitted-api-actions-stays', 'api actions', 'DP-PUT-008', 'apiActions'],
  ['omitted-progress-stays', 'progress', 'DP-PUT-009', 'progress'],
  ['omitted-process-stays', 'process', 'DP-PUT-009', 'process'],
  ['omitted-preceding-process-stays', 'preceding process', 'DP-PUT-009', 'precedingProcess'],
  ['omitted-extended-status-stays', 'extended status', 'DP-PUT-009', 'extendedStatus'],
  ['omitted-external-reference-stays', 'external reference', 'DP-PUT-009', 'externalReference'],
  ['omitted-due-at-stays', 'due at', 'DP-PUT-009', 'dueAt'],
];

/** Bugs of PUT and PATCH: what they leave behind. */
export const updateMutants: readonly Mutant[] = mutantsOf(
  [
    ...immutable.map(
      ([id, words, rule, member]): MutantRow => [
        id,
        `A PUT can change what it may not: ${words}.`,
        rule,
        takingFromBody(member),
      ],
    ),
    ...omitted.map(
      ([id, words, rule, member]): MutantRow => [
        id,
        `What a PUT leaves out stays: ${words}.`,
        rule,
        keepingOmitted(member),
      ],
    ),
    ['update-changes-system-label', 'A PUT can change what it may not: system label.', 'DP-PUT-007'],
    ['update-changes-service-owner-labels', 'A PUT can change what it may not: service owner labels.', 'DP-PUT-007'],
    ['omitted-content-stays', 'What a PUT leaves out stays: content.', 'DP-PUT-009'],
    ['put-renews-attachment-ids', 'Attachments get new ids with every update.', ['DP-PUT-008', 'DP-PATCH-003']],
    ['patch-renews-attachment-ids', 'A PATCH gives the attachments new ids.', 'DP-PATCH-003'],
    ['omitted-activities-are-deleted', 'A PUT without activities deletes those that are there.', 'DP-PUT-010'],
    ['omitted-transmissions-are-deleted', 'A PUT without transmissions deletes those that are there.', 'DP-PUT-010'],
    ['new-activities-replace-old', 'The activities of a PUT replace those that are there.', 'DP-PUT-011'],
    ['new-transmissions-replace-old', 'The transmissions of a PUT replace those that are there.', 'DP-PUT-011'],
    ['new-activities-are-dropped', 'The activities of a PUT are ignored.', 'DP-PUT-011'],
    ['new-transmissions-are-dropped', 'The transmissions of a PUT are ignored.', 'DP-PUT-011'],
    ['urls-of-new-transmissions-are-dropped', 'What a PUT attaches to a new transmission has no urls.', 'DP-PUT-011'],
    ['activity-replaces-others', 'A new activity replaces those that are there.', 'DP-ACT-002'],
    ['patch-drops-unnamed-members', 'A PATCH loses the external reference unless it names it.', 'DP-PATCH-003'],
    ['patch-empties-untouched-lists', 'A PATCH removes the GUI actions.', 'DP-PATCH-003'],
    ['all-transmissions-replaced', 'The replacement of a transmission replaces all of them.', 'DP-TX-006'],
    ['replaced-transmission-forgotten', 'The replacement of a transmission is forgotten.', 'DP-TX-006'],
    ['replaced-transmission-moves-stamps', 'The replacement of a transmission moves the stamps.', 'DP-TX-006'],
    ['replaced-transmission-is-new', 'A replaced transmission was created when it was replaced.', 'DP-TX-006'],
    ['unknown-transmission-replaced', 'The replacement of an unknown transmission is acknowledged.', 'DP-TX-006'],
  ],
  {
    'update-changes-system-label': writingRow(sendingText('systemLabel'), (_row, _old, { request }) => ({
      systemLabels: [String(bodyOf(request)['systemLabel'])],
    })),
    'update-changes-service-owner-labels': writingRow(
      where(did('put'), ({ request }) => bodyOf(request)['serviceOwnerContext'] !== undefined),
      (_row, _old, { request }) => ({
        serviceOwnerLabels: listOf(
          (bodyOf(request)['serviceOwnerContext'] ?? {}) as JsonObject,
          'serviceOwnerLabels',
        ).map(({ value }) => String(value)),
      }),
    ),
    'omitted-content-stays': writingFields(did('put'), ({ fields }, old) => ({
      content: { ...((old.fields['content'] ?? {}) as JsonObject), ...((fields['content'] ?? {}) as JsonObject) },
    })),
    'put-renews-attachment-ids': renewingAttachments(doneUpdates),
    'patch-renews-attachment-ids': renewingAttachments(did('patch')),
    'omitted-activities-are-deleted': writingRow(
      where(doneUpdates, (exchange) => added(exchange, 'activities').length === 0),
      () => ({ activities: [] }),
    ),
    'omitted-transmissions-are-deleted': writingRow(
      where(doneUpdates, (exchange) => added(exchange, 'transmissions').length === 0),
      () => ({ transmissions: [] }),
    ),
    'new-activities-replace-old': writingRow(adding('activities'), (_row, _old, exchange) => ({
      activities: added(exchange, 'activities'),
    })),
    'new-transmissions-replace-old': writingRow(adding('transmissions'), (_row, _old, exchange) => ({
      transmissions: added(exchange, 'transmissions'),
    })),
    'new-activities-are-dropped': writingRow(adding('activities'), (_row, old) => ({ activities: old.activities })),
    'new-transmissions-are-dropped': writingRow(adding('transmissions'), (_row, old) => ({
      transmissions: old.transmissions,
    })),
    'urls-of-new-transmissions-are-dropped': writingRow(adding('transmissions'), ({ transmissions }) => ({
      transmissions: transmissions.map((each) => ({
        ...each,
        attachments: listOf(each, 'attachments').map((attachment) => ({ ...attachment, urls: [] })),
      })),
    })),
    'activity-replaces-others': writingRow(got('activity', 201), (_row, _old, exchange) => ({
      activities: added(exchange, 'activities'),
    })),
    'patch-drops-unnamed-members': writingFields(
      finding(
        did('patch'),
        ({ fields }, exchange) => fields['externalReference'] === rowOf(exchange)?.fields['externalReference'],
      ),
      () => ({ externalReference: undefined }),
    ),
    'patch-empties-untouched-lists': writingFields(did('patch'), () => ({ guiActions: [] })),
    'all-transmissions-replaced': writingRow(did('put-transmission'), ({ transmissions }, _old, { request }) => ({
      transmissions: transmissions.map(() => byId(transmissions, parseGuid(childIdOf(request))) ?? {}),
    })),
    'replaced-transmission-forgotten': forgetting(did('put-transmission')),
    'replaced-transmission-moves-stamps': writingRow(did('put-transmission'), ({ updatedAt }, _old, { world }) => ({
      updatedAt: laterInstant(world.now(), updatedAt),
    })),
    'replaced-transmission-is-new': atSeam(
      createdAtOfChild,
      (_createdAt, { now }) => now,
      ({ old }) => old !== undefined,
    ),
    'unknown-transmission-replaced': answering(
      leaving(got('put-transmission', 404), () => true),
      (exchange) => showing(respondEmpty(204), rowOf(exchange)?.revision ?? ''),
    ),
  },
);
