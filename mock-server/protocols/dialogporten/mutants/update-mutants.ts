import type { Mutant } from '../../../kernel/protocol-core.ts';
import { mutant } from './mutant.ts';

const immutable: readonly (readonly [slug: string, rule: string, mayFail?: string])[] = [
  ['party', 'DP-PUT-006'],
  ['service-resource', 'DP-PUT-006'],
  ['org', 'DP-PUT-006'],
  ['created-at', 'DP-PUT-006'],
  ['updated-at', 'DP-PUT-006', 'DP-TS-001'],
  ['content-updated-at', 'DP-PUT-006', 'DP-TS-001'],
  ['visible-from', 'DP-PUT-007'],
  ['system-label', 'DP-PUT-007'],
  ['service-owner-labels', 'DP-PUT-007'],
];

const omitted: readonly (readonly [slug: string, rule: string, mayFail?: string])[] = [
  ['search-tags', 'DP-PUT-008'],
  ['attachments', 'DP-PUT-008', 'DP-TS-003'],
  ['gui-actions', 'DP-PUT-008', 'DP-TS-003'],
  ['api-actions', 'DP-PUT-008', 'DP-TS-003'],
  ['progress', 'DP-PUT-009'],
  ['process', 'DP-PUT-009'],
  ['preceding-process', 'DP-PUT-009'],
  ['extended-status', 'DP-PUT-009'],
  ['external-reference', 'DP-PUT-009'],
  ['due-at', 'DP-PUT-009'],
  ['content', 'DP-PUT-009', 'DP-TS-003'],
];

const words = (slug: string): string => slug.replaceAll('-', ' ');

/** Bugs of PUT and PATCH. */
export const updateMutants: readonly Mutant[] = [
  ...immutable.map(([slug, rule, may]) =>
    mutant(
      `update-changes-${slug}`,
      `A PUT can change what it may not: ${words(slug)}.`,
      [rule],
      may ? { may: [may] } : {},
    ),
  ),
  mutant(
    'immutable-member-refused',
    'A PUT with a member that cannot be changed is refused.',
    ['DP-PUT-006', 'DP-PUT-007'],
    { may: ['DP-PUT-018'] },
  ),
  mutant('unknown-member-refused', 'A PUT with an unknown member is refused.', ['DP-ERR-008'], {
    may: ['DP-PUT-018'],
    off: ['DP-ERR-008'],
  }),
  ...omitted.map(([slug, rule, may]) =>
    mutant(`omitted-${slug}-stays`, `What a PUT leaves out stays: ${words(slug)}.`, [rule], may ? { may: [may] } : {}),
  ),
  mutant('put-renews-attachment-ids', 'Attachments get new ids with every update.', ['DP-PUT-008', 'DP-PATCH-003'], {
    may: ['DP-PATCH-006', 'DP-TS-003', 'DP-TS-004'],
  }),
  mutant('omitted-activities-are-deleted', 'A PUT without activities deletes those that are there.', ['DP-PUT-010'], {
    may: ['DP-CC-016', 'DP-PATCH-003', 'DP-PATCH-006', 'DP-TS-003', 'DP-TS-004'],
  }),
  mutant(
    'omitted-transmissions-are-deleted',
    'A PUT without transmissions deletes those that are there.',
    ['DP-PUT-010'],
    { may: ['DP-PATCH-003', 'DP-PATCH-006', 'DP-TS-003', 'DP-TS-004'] },
  ),
  mutant('new-activities-replace-old', 'The activities of a PUT replace those that are there.', ['DP-PUT-011'], {
    may: ['DP-PATCH-006'],
  }),
  mutant('new-transmissions-replace-old', 'The transmissions of a PUT replace those that are there.', ['DP-PUT-011'], {
    may: ['DP-PATCH-006', 'DP-TS-003'],
  }),
  mutant('new-activities-are-dropped', 'The activities of a PUT are ignored.', ['DP-PUT-011'], {
    may: ['DP-PATCH-006', 'DP-TS-004'],
  }),
  mutant('new-transmissions-are-dropped', 'The transmissions of a PUT are ignored.', ['DP-PUT-011'], {
    may: ['DP-PATCH-006', 'DP-TS-003'],
  }),
  mutant(
    'existing-activity-overwritten',
    'An activity that is sent again is overwritten.',
    ['DP-PUT-012', 'DP-PATCH-014'],
    { may: ['DP-CC-016'], off: ['DP-PUT-012'] },
  ),
  mutant('existing-transmission-overwritten', 'A transmission that is sent again is overwritten.', ['DP-PUT-013'], {
    off: ['DP-PUT-013'],
  }),
  mutant('whole-dialog-accepted-back', 'A dialog sent back as read is accepted, children and all.', ['DP-PUT-018'], {
    may: ['DP-CC-016', 'DP-PATCH-014', 'DP-PUT-012', 'DP-PUT-013'],
    off: ['DP-PUT-018'],
  }),
  mutant(
    'write-despite-422',
    'A domain error is reported, and the write happens all the same.',
    ['DP-PUT-012', 'DP-PUT-013', 'DP-PUT-019', 'DP-PUT-021'],
    { may: ['DP-PATCH-014', 'DP-SIL-006'] },
  ),
  mutant('validation-switched-off', 'Updates are not validated.', ['DP-PUT-019', 'DP-PATCH-011'], {
    may: ['DP-CC-016', 'DP-ERR-001', 'DP-SIL-006'],
  }),
  mutant('past-dates-accepted', 'Dates in the past are always accepted.', ['DP-SIL-006', 'DP-PUT-019'], {
    may: ['DP-ERR-001'],
  }),
  mutant('dates-out-of-order-accepted', 'An update may put dates out of order.', ['DP-SIL-006']),
  mutant('no-op-changes-revision', 'A write that changes nothing gives a new revision.', ['DP-PUT-017', 'DP-SIL-010'], {
    may: ['DP-PATCH-006'],
  }),
  mutant('no-op-moves-updated-at', 'A write that changes nothing moves updatedAt.', ['DP-TS-007'], {
    may: ['DP-PATCH-006'],
  }),
  mutant('put-answers-200', 'A PUT is answered with 200.', ['DP-PUT-001'], { off: ['DP-PUT-001'] }),
  mutant('put-answers-body', 'A PUT is answered with a body.', ['DP-PUT-001'], { breaksShape: true }),
  mutant('put-without-etag', 'A PUT is answered without an ETag.', ['DP-PUT-001'], {
    may: ['DP-PUT-017', 'DP-SIL-002'],
  }),
  mutant('patch-answers-200', 'A PATCH is answered with 200.', ['DP-PATCH-001'], { off: ['DP-PATCH-001'] }),
  mutant('patch-answers-body', 'A PATCH is answered with a body.', ['DP-PATCH-001'], { breaksShape: true }),
  mutant('patch-without-etag', 'A PATCH is answered without an ETag.', ['DP-PATCH-001'], {
    may: ['DP-CC-010', 'DP-SIL-010'],
  }),
  mutant('patch-drops-unnamed-members', 'A PATCH loses the external reference unless it names it.', ['DP-PATCH-003'], {
    may: ['DP-PATCH-006', 'DP-TS-003', 'DP-TS-004'],
  }),
  mutant('patch-renews-attachment-ids', 'A PATCH gives the attachments new ids.', ['DP-PATCH-003'], {
    may: ['DP-PATCH-006', 'DP-TS-003', 'DP-TS-004'],
  }),
  mutant('patch-empties-untouched-lists', 'A PATCH removes the GUI actions.', ['DP-PATCH-003'], {
    may: ['DP-PATCH-006', 'DP-TS-003', 'DP-TS-004'],
  }),
  mutant('patch-shows-activities', 'A PATCH can reach the activities that are there.', ['DP-PATCH-006'], {
    may: ['DP-CC-016', 'DP-PATCH-014'],
  }),
  mutant('patch-shows-transmissions', 'A PATCH can reach the transmissions that are there.', ['DP-PATCH-006'], {
    may: ['DP-TS-004'],
  }),
  mutant('patch-cannot-add-children', 'A PATCH cannot touch activities and transmissions at all.', ['DP-PATCH-006'], {
    may: ['DP-CC-016', 'DP-PATCH-014', 'DP-TS-003', 'DP-TS-004'],
  }),
  mutant('patch-keeps-good-operations', 'What a failing PATCH did before it failed stays.', ['DP-PATCH-007']),
  mutant(
    'failed-patch-touches-dialog',
    'A PATCH that fails gives the dialog a new revision.',
    ['DP-PATCH-007', 'DP-PATCH-009'],
    { may: ['DP-PATCH-006', 'DP-PATCH-008'] },
  ),
  mutant('patch-cannot-copy', 'A PATCH knows neither copy nor move.', ['DP-PATCH-007']),
  mutant('patch-in-reverse-order', 'The operations of a PATCH work from last to first.', ['DP-PATCH-007'], {
    may: ['DP-CC-016', 'DP-PATCH-008', 'DP-PATCH-014'],
  }),
  mutant('patch-ignores-test', 'A test operation always holds.', ['DP-PATCH-008'], { off: ['DP-PATCH-008'] }),
  mutant('patch-ignores-unknown-paths', 'An operation that leads nowhere is skipped.', ['DP-PATCH-009'], {
    may: ['DP-PATCH-007'],
    off: ['DP-PATCH-009'],
  }),
  mutant(
    'patch-failure-in-other-shape',
    'A PATCH that cannot be applied is refused like any other write.',
    ['DP-PATCH-010'],
    {
      off: ['DP-PATCH-010'],
    },
  ),
];
