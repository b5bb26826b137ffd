import { type HttpRequest, headerValue } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject } from '../../../../core/json.ts';
import { type Attachment, atSeam, off } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { type MutableForm, mutantsOfForms } from '../../../kernel/bugs/mutants-of-forms.ts';
import { membersOf, optionOf } from '../../../kernel/bugs/other-request.ts';
import { all } from '../../../kernel/bugs/when.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { parsePreferences } from '../request/parse-preferences.ts';
import { versionOfUpdate } from '../seams.ts';
import { writingAfterRefusal } from './embedded.ts';
import { about, ifMatchOf, locationBefore, patches } from './exchanges.ts';
import { formDefects, touch } from './form-defects.ts';
import { makeMissing } from './make-missing.ts';
import { collectionOf } from './related.ts';

const byKey: When = (exchange) => locationBefore(exchange)?.key !== undefined;
const byId: When = (exchange) => locationBefore(exchange)?.key === undefined;
const binds: When = ({ request }) => Object.keys(membersOf(request)).some((name) => name.endsWith('@odata.bind'));
const clears: When = ({ request }) => Object.values(membersOf(request)).every((value) => value === null);
const prefersRow: When = ({ request }) => parsePreferences(request.headers).representation;
const onlyCreates: When = ({ request }) => headerValue(request.headers, 'If-None-Match') === '*';
const star: When = (exchange) => ifMatchOf(exchange) === '*';
const not =
  (when: When): When =>
  (exchange) =>
    !when(exchange);
const ofCollection: When = (exchange) => collectionOf(exchange) !== undefined;
const byIdOption: When = ({ request }) => optionOf(request, '$id') !== undefined;
const holdsRows: When = ({ request }) =>
  Object.values(membersOf(request)).some((value) => isJsonArray(value) || isJsonObject(value));
/** A PATCH that updates, or would if there were a row. */
const patchesRow = all(
  patches,
  (exchange) => ifMatchOf(exchange) !== undefined || locationBefore(exchange)?.row !== undefined,
  not(onlyCreates),
);

/** Where a request stands in the batch that carries it; undefined: it came by itself. */
function carried(place: string | undefined): When {
  return ({ carrier }) => carrier?.place === place;
}

type Laws = MutableForm['laws'];

const updates: Laws = {
  'shown-at-once': 'DV-CND-010',
  'moves-token': 'DV-UPD-004',
  'refused-keeps-token': 'DV-UPD-016',
  'nothing-else': 'DV-UPD-003',
};
const patch: Laws = {
  ...updates,
  'current-accepted': 'DV-CND-001',
  'old-refused': 'DV-CND-002',
  'one-of-many': 'DV-CND-023',
  'missing-stays-missing': 'DV-UPD-010',
};
const apart: Laws = { 'members-apart': 'DV-UPD-003' };
const property: Laws = {
  'shown-at-once': 'DV-CND-010',
  'current-accepted': 'DV-PRP-013',
  'old-refused': 'DV-PRP-013',
  'one-of-many': 'DV-CND-023',
  'missing-stays-missing': 'DV-PRP-006',
  'refused-keeps-token': 'DV-UPD-016',
};
const link: Laws = {
  'shown-at-once': 'DV-CND-010',
  'missing-stays-missing': 'DV-NAV-009',
  'moves-token': 'DV-NAV-010',
  'refused-keeps-token': 'DV-UPD-016',
};
const collectionLink: Laws = {
  'shown-at-once': 'DV-CND-010',
  'missing-stays-missing': 'DV-NAV-018',
  'moves-token': 'DV-NAV-017',
  'refused-keeps-token': 'DV-UPD-016',
};
const deletion: Laws = {
  'gone-at-once': 'DV-DEL-004',
  'current-accepted': 'DV-CND-004',
  'old-refused': 'DV-CND-003',
  'one-of-many': 'DV-CND-023',
  'nothing-else': 'DV-DEL-001',
};

const inBatch: Laws = {
  'current-accepted': 'DV-BAT-006',
  'old-refused': 'DV-BAT-006',
  'one-of-many': 'DV-CND-023',
  'nothing-else': 'DV-BAT-011',
  repeated: 'DV-BAT-011',
};
const patchInBatch: Laws = { ...updates, ...inBatch, 'missing-stays-missing': 'DV-UPD-010' };

/** How each form of write is recognised, and the rules of its laws (spec/dataverse/writes.yaml). */
const plainForms: Readonly<Record<string, MutableForm>> = {
  patch: {
    title: 'PATCH by the primary key',
    when: all(patchesRow, byId, not(binds), not(clears), not(prefersRow)),
    laws: { ...patch, ...apart, repeated: 'DV-UPS-006' },
  },
  'patch-star': {
    title: 'PATCH with If-Match star',
    when: all(patchesRow, byId, star),
    laws: { ...updates, ...apart, 'missing-stays-missing': 'DV-UPD-010', repeated: 'DV-UPD-001' },
  },
  'patch-null': {
    title: 'PATCH that clears',
    when: all(patchesRow, byId, clears),
    laws: { ...patch, 'nothing-else': 'DV-UPD-006', 'members-apart': 'DV-UPD-006', repeated: 'DV-UPD-006' },
  },
  'patch-with-representation': {
    title: 'PATCH that prefers the row',
    when: all(patchesRow, byId, prefersRow),
    laws: { ...patch, ...apart, repeated: 'DV-UPS-005' },
  },
  'patch-by-key': {
    title: 'PATCH by an alternate key',
    when: all(patchesRow, byKey),
    laws: { ...patch, 'missing-stays-missing': 'DV-AK-014', repeated: 'DV-AK-003' },
  },
  'patch-link': {
    title: 'PATCH that binds',
    when: all(patchesRow, byId, binds),
    laws: { ...patch, repeated: 'DV-UPS-006' },
  },
  'put-property': {
    title: 'PUT of a property',
    when: about('property', 'PUT'),
    laws: {
      ...property,
      'moves-token': 'DV-PRP-005',
      'nothing-else': 'DV-PRP-001',
      'members-apart': 'DV-PRP-001',
      repeated: 'DV-PRP-001',
    },
  },
  'delete-property': {
    title: 'DELETE of a property',
    when: about('property', 'DELETE'),
    laws: { ...property, 'moves-token': 'DV-PRP-018', 'nothing-else': 'DV-PRP-003', repeated: 'DV-PRP-004' },
  },
  'put-link': {
    title: 'PUT of a reference',
    when: about('reference', 'PUT'),
    laws: { ...link, 'nothing-else': 'DV-NAV-004', repeated: 'DV-NAV-004' },
  },
  'delete-link': {
    title: 'DELETE of a reference',
    when: all(about('reference', 'DELETE'), not(ofCollection)),
    laws: { ...link, 'nothing-else': 'DV-NAV-003' },
  },
  'update-multiple': {
    title: 'UpdateMultiple',
    when: all(about('action', 'POST'), ({ request }) => request.target.includes('UpdateMultiple')),
    laws: {
      'missing-stays-missing': 'DV-BLK-003',
      'moves-token': 'DV-BLK-007',
      'shown-at-once': 'DV-CND-010',
      'refused-keeps-token': 'DV-UPD-016',
      'nothing-else': 'DV-BLK-001',
      repeated: 'DV-BLK-001',
      'all-or-nothing': 'DV-BLK-003',
    },
  },
  'create-multiple': {
    title: 'CreateMultiple',
    when: all(about('action', 'POST'), ({ request }) => request.target.includes('CreateMultiple')),
    laws: { 'nothing-else': 'DV-BLK-005' },
  },
  'upsert-multiple': {
    title: 'UpsertMultiple',
    when: all(about('action', 'POST'), ({ request }) => request.target.includes('UpsertMultiple')),
    laws: {
      'moves-token': 'DV-BLK-011',
      'shown-at-once': 'DV-CND-010',
      'refused-keeps-token': 'DV-UPD-016',
      'nothing-else': 'DV-BLK-011',
      repeated: 'DV-BLK-008',
      'all-or-nothing': 'DV-BLK-010',
    },
  },
  delete: {
    title: 'DELETE by the primary key',
    when: all(about('row', 'DELETE'), byId),
    laws: { ...deletion, 'missing-stays-missing': 'DV-DEL-002', repeated: 'DV-DEL-003' },
  },
  'delete-by-key': {
    title: 'DELETE by an alternate key',
    when: all(about('row', 'DELETE'), byKey),
    laws: { ...deletion, 'missing-stays-missing': 'DV-AK-017', repeated: 'DV-AK-017' },
  },
  'post-collection-link': {
    title: 'POST of a reference to a collection',
    when: about('reference', 'POST'),
    laws: { ...collectionLink, 'nothing-else': 'DV-NAV-013' },
  },
  'delete-collection-link': {
    title: 'DELETE of a reference by a key behind a collection',
    when: all(about('reference', 'DELETE'), ofCollection, not(byIdOption)),
    laws: { ...collectionLink, 'nothing-else': 'DV-NAV-014' },
  },
  'delete-collection-link-by-id': {
    title: 'DELETE of a reference of a collection with $id',
    when: all(about('reference', 'DELETE'), ofCollection, byIdOption),
    laws: { ...collectionLink, 'nothing-else': 'DV-NAV-015' },
  },
  'deep-insert': {
    title: 'POST of a row with rows in it',
    when: all(about('set', 'POST'), holdsRows),
    laws: { 'nothing-else': 'DV-DEEP-002', 'all-or-nothing': 'DV-DEEP-004' },
  },
  post: {
    title: 'POST on an entity set',
    when: all(about('set', 'POST'), not(holdsRows)),
    laws: { 'nothing-else': 'DV-CRT-001' },
  },
  upsert: {
    title: 'PATCH by a free primary key',
    when: all(patches, byId, not(onlyCreates), (exchange) => ifMatchOf(exchange) === undefined),
    laws: { 'nothing-else': 'DV-UPS-001', repeated: 'DV-UPS-006' },
  },
  'upsert-by-key': {
    title: 'PATCH by a free alternate key',
    when: all(patches, byKey, not(onlyCreates), (exchange) => ifMatchOf(exchange) === undefined),
    laws: { 'nothing-else': 'DV-AK-001', repeated: 'DV-AK-003' },
  },
  'create-only': {
    title: 'PATCH with If-None-Match star',
    when: all(patches, byId, onlyCreates),
    laws: { 'nothing-else': 'DV-CND-007', repeated: 'DV-CND-008' },
  },
};

/** The forms that are a request of a batch: of the same requests those that one carries. */
const batchForms: Readonly<Record<string, MutableForm>> = {
  'batch-part': { title: 'PATCH in a batch', when: all(patchesRow, carried('part')), laws: patchInBatch },
  'batch-delete': {
    title: 'DELETE in a batch',
    when: all(about('row', 'DELETE'), carried('part')),
    laws: { ...inBatch, 'missing-stays-missing': 'DV-DEL-002', 'gone-at-once': 'DV-DEL-004' },
  },
  'change-set-part': {
    title: 'PATCH in a change set',
    when: all(patchesRow, carried('change set')),
    laws: { ...patchInBatch, 'all-or-nothing': 'DV-BAT-002' },
  },
  'change-set-create': {
    title: 'POST in a change set',
    when: all(about('set', 'POST'), carried('change set')),
    laws: { 'nothing-else': 'DV-BAT-011' },
  },
};

const forms: Readonly<Record<string, MutableForm>> = {
  ...Object.fromEntries(
    Object.entries(plainForms).map(([id, form]) => [
      id,
      {
        ...form,
        when: all(carried(undefined), form.when),
        ...(form.again ? { again: all(carried(undefined), form.again) } : {}),
      },
    ]),
  ),
  ...batchForms,
};

/** For every form of write and every law of it a server that breaks just that. */
export const formMutants: readonly Mutant[] = mutantsOfForms(forms, formDefects, {
  // Where the version is decided, since the answer may show it.
  elsewhere: {
    'form-change-set-part-half-applies': off('DV-BAT-002'),
    // What a request of a refused change set writes is undone: these bugs write behind that.
    'form-change-set-part-creates': writingAfterRefusal('PATCH', makeMissing),
    'form-change-set-part-moves-token-when-refused': writingAfterRefusal('PATCH', touch),
    'form-patch-with-representation-keeps-token': keepingVersion(
      ({ headers }) => parsePreferences(headers).representation,
    ),
    'form-patch-star-keeps-token': keepingVersion(({ headers }) => headerValue(headers, 'If-Match') === '*'),
  },
});

/** Stores such a PATCH of a row under the version that the row has. */
function keepingVersion(of: (request: HttpRequest) => boolean): Attachment {
  return atSeam(
    versionOfUpdate,
    (_version, { row }) => row.version,
    ({ call }) => call.resource.kind === 'row' && of(call.request),
  );
}
