import { type HttpRequest, headerValue } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, jsonObject } from '../../../../core/json.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import { type Attachment, atSeam, type Exchange, off } from '../../../kernel/bug.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { jsonOf, withText } from '../../../kernel/bugs/other-request.ts';
import { all, decidedBy, on } from '../../../kernel/bugs/when.ts';
import { taking, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { putRow } from '../model/rows.ts';
import { mediaTypeOf } from '../request/media-type-of.ts';
import * as seams from '../seams.ts';
import { codeOf, failing, messageOf, refusedAs, saying, withError } from './around/refusals.ts';
import { clear } from './around/rows.ts';
import { writingAnyway } from './around/write-anyway.ts';

/** The rules about faults of a body. */
const faultsOfBody = [
  'DAB-PUT-011',
  'DAB-PUT-013',
  'DAB-PUT-015',
  'DAB-PUT-021',
  'DAB-PUT-022',
  'DAB-PAT-007',
  'DAB-PAT-009',
  'DAB-PAT-010',
  'DAB-PAT-012',
  'DAB-IFM-027',
];

/** Bugs of writes that are refused. */
export const refusedWriteMutants: readonly Mutant[] = mutantsOf(
  [
    [
      'put-need-not-be-complete',
      'A PUT may leave out a column that must have a value; the database refuses it with a text of its own.',
      'DAB-PUT-011',
    ],
    ['patch-inserts-incomplete', 'A PATCH on a missing row inserts it although a column is missing.', 'DAB-PAT-003'],
    ['empty-patch-succeeds', 'A PATCH that changes nothing is answered 200.', 'DAB-PAT-008', off('DAB-PAT-008')],
    ['put-inserts-generated-keys', 'A PUT inserts a row with a key that the database should generate.', 'DAB-PUT-019'],
    [
      'put-inserts-partly-generated-keys',
      'A PUT inserts a row with a key part that the database should generate.',
      'DAB-PUT-020',
    ],
    ['put-skips-unknown-members', 'A PUT leaves out unknown members in silence.', 'DAB-PUT-021', off('DAB-PUT-021')],
    ['put-refers-to-nothing', 'A PUT may refer to a row that is not there.', 'DAB-PUT-023', off('DAB-PUT-023')],
    ['put-doubles-unique-values', 'A PUT may double a unique value.', 'DAB-PUT-024', off('DAB-PUT-024')],
    [
      'patch-inserts-generated-keys',
      'A PATCH inserts a row with a key that the database should generate.',
      'DAB-PAT-004',
    ],
    ['patch-skips-unknown-members', 'A PATCH leaves out unknown members in silence.', 'DAB-PAT-009'],
    ['patch-skips-constraints', 'A PATCH may refer to nothing and double unique values.', 'DAB-PAT-012'],
    ['incomplete-put-is-404', 'An incomplete PUT is answered 404.', 'DAB-PUT-011'],
    [
      'incomplete-patch-writes-anyway',
      'An incomplete PATCH on a missing row is answered 404, and yet it inserts.',
      'DAB-PAT-003',
    ],
    ['empty-patch-clears', 'A PATCH that changes nothing is refused, and yet clears the row.', 'DAB-PAT-008'],
    [
      'missed-upsert-inserts-anyway',
      'A missed upsert with a generated key is answered 404, and yet the row is inserted.',
      ['DAB-PUT-019', 'DAB-PAT-004'],
    ],
    ['key-in-other-order', 'A text shows the key parts in another order than the URL.', 'DAB-PUT-020'],
    [
      'put-fails-on-odd-values',
      'A value that cannot be converted in a PUT is a failure nobody handles.',
      'DAB-PUT-022',
    ],
    ['foreign-key-is-409', 'A reference to a missing row is answered 409.', ['DAB-PUT-023', 'DAB-PAT-012']],
    [
      'duplicates-are-400',
      'A doubled key or unique value is answered 400.',
      ['DAB-PUT-024', 'DAB-PAT-012', 'DAB-POS-006'],
    ],
    ['patch-applies-json-patch', 'A JSON Patch is applied.', 'DAB-PAT-011'],
    ['patch-skips-foreign-keys', 'A PATCH may refer to a row that is not there.', 'DAB-PAT-012'],
    ['star-skips-foreign-keys', 'With a star a value may refer to nothing.', ['DAB-PUT-023', 'DAB-PAT-012']],
    ['star-skips-unique-keys', 'With a star a unique value may be doubled.', ['DAB-PUT-024', 'DAB-PAT-012']],
    ['patch-skips-unique-keys', 'A PATCH may double a unique value.', 'DAB-PAT-012', skipping('unique')],
    [
      'faulty-body-writes-anyway',
      'A faulty PUT or PATCH is refused, and yet what can be read of it is written.',
      faultsOfBody,
    ],
    [
      'refused-rows-are-written',
      'A row that the database refuses is written all the same.',
      ['DAB-PUT-008', 'DAB-PUT-023', 'DAB-PUT-024', 'DAB-PAT-012', 'DAB-IFM-022', 'DAB-POS-006', 'DAB-TYP-002'],
    ],
  ],
  {
    'put-need-not-be-complete': off('DAB-PUT-011'),
    'patch-inserts-incomplete': off('DAB-PAT-003'),
    'put-inserts-generated-keys': off('DAB-PUT-019'),
    'put-inserts-partly-generated-keys': off('DAB-PUT-020'),
    'patch-inserts-generated-keys': off('DAB-PAT-004'),
    'patch-skips-unknown-members': off('DAB-PAT-009'),
    'patch-skips-constraints': off('DAB-PAT-012'),
    'incomplete-put-is-404': refusedAs(decidedBy('DAB-PUT-011'), { status: 404, code: 'ItemNotFound' }),
    'incomplete-patch-writes-anyway': writingAnyway(decidedBy('DAB-PAT-003')),
    'empty-patch-clears': writing(decidedBy('DAB-PAT-008'), clear),
    'missed-upsert-inserts-anyway': writingAnyway(decidedBy('DAB-PUT-019', 'DAB-PUT-020', 'DAB-PAT-004')),
    'key-in-other-order': withError(decidedBy('DAB-PUT-020'), (error, { response }) => ({
      ...error,
      message: messageOf(response).replace(/(?<=<).*(?=>)/, (key) => key.split(', ').reverse().join(', ')),
    })),
    'put-fails-on-odd-values': failing(decidedBy('DAB-PUT-022')),
    'foreign-key-is-409': refusedAs(saying(/^23503: insert/), { status: 409 }),
    'duplicates-are-400': refusedAs(saying(/^23505/), { status: 400 }),
    'patch-applies-json-patch': taking(
      all(decidedBy('DAB-BOD-002'), ({ request }) => mediaTypeOf(request)?.essence === 'application/json-patch+json'),
      withPatchAsMembers,
    ),
    'patch-skips-foreign-keys': skipping('foreign'),
    'star-skips-foreign-keys': skipping('foreign', hasStar),
    'star-skips-unique-keys': skipping('unique', hasStar),
    'faulty-body-writes-anyway': writingAnyway(
      all(
        on('PUT', 'PATCH'),
        decidedBy(...faultsOfBody, 'DAB-BOD-008', 'DAB-STR-005', 'DAB-GET-003'),
        ({ response }) => codeOf(response) === 'BadRequest',
      ),
    ),
    'refused-rows-are-written': atSeam(seams.violation, (violation, { call: { store, entity }, row }) => {
      putRow(store, entity, row);
      return violation;
    }),
  },
);

/** The values of a JSON Patch by the first segments of their paths. */
function withPatchAsMembers({ request }: Exchange): HttpRequest {
  const patch = jsonOf(request);
  const members = (isJsonArray(patch) ? patch : []).flatMap((item) =>
    isJsonObject(item) && typeof item['path'] === 'string'
      ? [[item['path'].slice(1), item['value'] ?? null] as const]
      : [],
  );
  return withText(request, stringifyJson(jsonObject(members)));
}

/** Does not look at one kind of constraint, by default on PATCH. */
function skipping(
  kind: seams.Violation['of'],
  when: (request: HttpRequest) => boolean = ({ method }) => method === 'PATCH',
): Attachment {
  return atSeam(
    seams.violation,
    (violation) => (violation?.of === kind ? undefined : violation),
    ({ call }) => when(call.request),
  );
}

function hasStar({ headers }: HttpRequest): boolean {
  return headerValue(headers, 'if-match') === '*';
}
