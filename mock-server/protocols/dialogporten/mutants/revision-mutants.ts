import type { HttpResponse } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { around, atSeam, type Exchange } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { answered, decidedBy, done } from '../../../kernel/bugs/when.ts';
import { losing, refusing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { laterInstant } from '../model/date-time.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import { newRevision } from '../model/revision.ts';
import { nextRevision } from '../seams.ts';
import {
  crash,
  forgetting,
  putRow,
  refusingWith,
  showing,
  touching,
  versions,
  withETag,
  withOldETag,
  writingFields,
  writingRow,
} from './attach.ts';
import { oldRowOf, rowOf } from './exchanges.ts';
import {
  dialogWrites,
  did,
  doneUpdates,
  finding,
  isDeleted,
  labelWrites,
  leaving,
  rowIs,
  unconditional,
  where,
} from './when.ts';

function overwritesReference({ fields }: DialogRow, exchange: Exchange): boolean {
  const [old, now] = [oldRowOf(exchange)?.fields['externalReference'], fields['externalReference']];
  return old !== undefined && now !== undefined && old !== now;
}

function hasThirdTag({ fields }: DialogRow, exchange: Exchange): boolean {
  return fields.searchTags.length > Math.max(2, oldRowOf(exchange)?.fields.searchTags.length ?? 0);
}

const isLive = (row: DialogRow): boolean => !isDeleted(row);
/** A new revision for nothing. */
function touch(exchange: Exchange): HttpResponse {
  const row = rowOf(exchange);
  const revision = newRevision(exchange.world);
  if (row) putRow(exchange, { ...row, revision });
  return showing(exchange.response, revision);
}

/** The fourth child or a later one, posted without a condition. */
function fourth(kind: 'activity' | 'transmission'): When {
  const list = kind === 'activity' ? 'activities' : 'transmissions';
  return where(
    did(kind),
    unconditional,
    rowIs((row) => row[list].length > 3),
  );
}

function addedTags(exchange: Exchange): readonly JsonObject[] {
  const old = oldRowOf(exchange)?.fields.searchTags.map(({ value }) => value) ?? [];
  return rowOf(exchange)?.fields.searchTags.filter(({ value }) => !old.includes(value)) ?? [];
}

/** Bugs of the revision of a dialog, and of writers that meet on it. */
export const revisionMutants: readonly Mutant[] = mutantsOf(
  [
    ['revision-stays', 'A change does not give the dialog a new revision.', ['DP-CC-010', 'DP-PUT-001']],
    ['revision-stays-on-child-write', 'A new child does not give the dialog a new revision.', 'DP-CC-013'],
    ['silent-keeps-revision', 'A silent update keeps the revision.', 'DP-SIL-002'],
    ['revision-says-what-is-there', 'The revision comes back with the content.', 'DP-CC-022'],
    ['revisions-in-order', 'Revisions are version 7 UUIDs.', 'DP-ID-011', versions(7, 'revision')],
    ['no-op-changes-revision', 'A write that changes nothing gives a new revision.', ['DP-PUT-017', 'DP-SIL-010']],
    ['no-op-moves-updated-at', 'A write that changes nothing moves updatedAt.', 'DP-TS-007'],
    ['put-answers-old-etag', 'PUT answers with the revision there was before.', ['DP-PUT-001', 'DP-CC-009']],
    ['patch-answers-old-etag', 'PATCH answers with the revision there was before.', ['DP-PATCH-001', 'DP-CC-009']],
    ['delete-answers-old-etag', 'DELETE answers with the revision there was before.', 'DP-CC-009'],
    [
      'activity-answers-old-etag',
      'A new activity is answered with the revision there was before.',
      ['DP-ACT-001', 'DP-CC-009'],
    ],
    [
      'transmission-answers-old-etag',
      'A new transmission is answered with the revision there was before.',
      ['DP-TX-001', 'DP-CC-009'],
    ],
    ['restore-answers-old-etag', 'A restoration is answered with the revision there was.', 'DP-DEL-004'],
    ['restore-of-live-is-a-change', 'The restoration of a live dialog gives it a new revision.', 'DP-DEL-005'],
    ['reading-moves-the-revision', 'A dialog that is read has a new revision.', 'DP-GET-010'],
    ['labels-move-dialog-revision', 'Labels give the dialog a new revision.', 'DP-CC-021', touching(done(labelWrites))],
    ['etag-on-412', 'A refusal carries the ETag of the dialog.', 'DP-CC-020'],
    ['purge-with-etag', 'A purge is answered with an ETag.', 'DP-CC-020', withOldETag(did('purge'))],
    [
      'activity-acknowledged-but-lost',
      'The third and later activities of a dialog are acknowledged and forgotten.',
      'DP-CC-019',
    ],
    [
      'transmission-acknowledged-but-lost',
      'The third and later transmissions of a dialog are acknowledged and forgotten.',
      'DP-CC-019',
    ],
    ['activity-collision-is-500', 'The fourth activity without a condition fails with 500.', 'DP-CC-019'],
    ['transmission-collision-is-500', 'The fourth transmission without a condition fails with 500.', 'DP-CC-019'],
    [
      'activity-collision-without-advice',
      'The fourth activity without a condition is refused without advice.',
      'DP-CC-019',
    ],
    [
      'transmission-collision-without-advice',
      'The fourth transmission without a condition is refused without advice.',
      'DP-CC-019',
    ],
    ['overwriting-put-is-500', "A PUT that overwrites another's reference fails with 500.", 'DP-CC-019'],
    ['third-tag-is-500', 'A third search tag makes the server fail with 500.', 'DP-CC-019'],
    ['new-reference-is-forgotten', 'The first reference of a dialog is acknowledged and forgotten.', 'DP-CC-019'],
    ['new-tag-replaces-others', 'A search tag that is added replaces those that are there.', 'DP-CC-019'],
    ['patch-acknowledged-but-lost', 'A PATCH is acknowledged and forgotten.', 'DP-CC-005', losing(did('patch'))],
  ],
  {
    'revision-stays': atSeam(nextRevision, (_next, { before }) => before.revision),
    'revision-stays-on-child-write': atSeam(
      nextRevision,
      (_next, { before }) => before.revision,
      ({ kind }) => kind.throughChild !== undefined,
    ),
    'silent-keeps-revision': atSeam(
      nextRevision,
      (_next, { before }) => before.revision,
      ({ kind }) => kind.silent,
    ),
    'revision-says-what-is-there': atSeam(
      nextRevision,
      (_next, { after }) => `00000000-0000-4000-8000-${String(after.fields['progress'] ?? 0).padStart(12, '0')}`,
    ),
    'no-op-changes-revision': around(done(decidedBy('DP-PUT-017')), touch),
    'no-op-moves-updated-at': writingRow(done(decidedBy('DP-PUT-017')), (row, _old, { world }) => ({
      updatedAt: laterInstant(world.now(), row.updatedAt),
    })),
    'put-answers-old-etag': withOldETag(did('put')),
    'patch-answers-old-etag': withOldETag(did('patch')),
    'delete-answers-old-etag': withOldETag(did('delete')),
    'activity-answers-old-etag': withOldETag(did('activity')),
    'transmission-answers-old-etag': withOldETag(did('transmission')),
    'restore-answers-old-etag': withOldETag(finding(did('restore'), isDeleted)),
    'restore-of-live-is-a-change': around(finding(did('restore'), isLive), touch),
    'reading-moves-the-revision': touching(answered(decidedBy('DP-GET-010'), 200)),
    'etag-on-412': withETag(answered(dialogWrites, 412), (_exchange, row) => row?.revision ?? ''),
    'activity-acknowledged-but-lost': forgetting(leaving(did('activity'), ({ activities }) => activities.length > 2)),
    'transmission-acknowledged-but-lost': forgetting(
      leaving(did('transmission'), ({ transmissions }) => transmissions.length > 2),
    ),
    'activity-collision-is-500': refusing(fourth('activity'), crash),
    'transmission-collision-is-500': refusing(fourth('transmission'), crash),
    'activity-collision-without-advice': refusingWith(409, '', fourth('activity')),
    'transmission-collision-without-advice': refusingWith(409, '', fourth('transmission')),
    'overwriting-put-is-500': refusing(leaving(where(did('put'), unconditional), overwritesReference), crash),
    'third-tag-is-500': refusing(leaving(where(doneUpdates, unconditional), hasThirdTag), crash),
    'new-reference-is-forgotten': writingFields(
      finding(doneUpdates, ({ fields }) => fields['externalReference'] === undefined),
      () => ({ externalReference: undefined }),
    ),
    'new-tag-replaces-others': writingFields(
      where(doneUpdates, (exchange) => addedTags(exchange).length > 0),
      (_row, _old, exchange) => ({ searchTags: addedTags(exchange) }),
    ),
  },
  {
    'patch-acknowledged-but-lost': { editions: ['documented'] },
  },
);
