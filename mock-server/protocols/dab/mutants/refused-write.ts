import type { HttpRequest } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, jsonObject } from '../../../../core/json.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import { type Attachment, atSeam, type Exchange } from '../../../kernel/bug.ts';
import { notKeeping } from '../../../kernel/bugs/family.ts';
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
export const refusedWriteMutants: readonly Mutant[] = [
  ...notKeeping({
    'put-need-not-be-complete': [
      'DAB-PUT-011',
      'A PUT may leave out a column that must have a value; the database refuses it with a text of its own.',
    ],
    'patch-inserts-incomplete': ['DAB-PAT-003', 'A PATCH on a missing row inserts it although a column is missing.'],
    'empty-patch-succeeds': ['DAB-PAT-008', 'A PATCH that changes nothing is answered 200.'],
    'put-inserts-generated-keys': ['DAB-PUT-019', 'A PUT inserts a row with a key that the database should generate.'],
    'put-inserts-partly-generated-keys': [
      'DAB-PUT-020',
      'A PUT inserts a row with a key part that the database should generate.',
    ],
    'put-skips-unknown-members': ['DAB-PUT-021', 'A PUT leaves out unknown members in silence.'],
    'put-refers-to-nothing': ['DAB-PUT-023', 'A PUT may refer to a row that is not there.'],
    'put-doubles-unique-values': ['DAB-PUT-024', 'A PUT may double a unique value.'],
    'patch-inserts-generated-keys': [
      'DAB-PAT-004',
      'A PATCH inserts a row with a key that the database should generate.',
    ],
    'patch-skips-unknown-members': ['DAB-PAT-009', 'A PATCH leaves out unknown members in silence.'],
    'patch-skips-constraints': ['DAB-PAT-012', 'A PATCH may refer to nothing and double unique values.'],
  }),
  {
    id: 'incomplete-put-is-404',
    title: 'An incomplete PUT is answered 404.',
    fails: ['DAB-PUT-011'],
    at: [refusedAs(decidedBy('DAB-PUT-011'), { status: 404, code: 'ItemNotFound' })],
  },
  {
    id: 'incomplete-patch-writes-anyway',
    title: 'An incomplete PATCH on a missing row is answered 404, and yet it inserts.',
    fails: ['DAB-PAT-003'],
    at: [writingAnyway(decidedBy('DAB-PAT-003'))],
  },
  {
    id: 'empty-patch-clears',
    title: 'A PATCH that changes nothing is refused, and yet clears the row.',
    fails: ['DAB-PAT-008'],
    at: [writing(decidedBy('DAB-PAT-008'), clear)],
  },
  {
    id: 'missed-upsert-inserts-anyway',
    title: 'A missed upsert with a generated key is answered 404, and yet the row is inserted.',
    fails: ['DAB-PUT-019', 'DAB-PAT-004'],
    at: [writingAnyway(decidedBy('DAB-PUT-019', 'DAB-PUT-020', 'DAB-PAT-004'))],
  },
  {
    id: 'key-in-other-order',
    title: 'A text shows the key parts in another order than the URL.',
    fails: ['DAB-PUT-020'],
    at: [
      withError(decidedBy('DAB-PUT-020'), (error, { response }) => ({
        ...error,
        message: messageOf(response).replace(/(?<=<).*(?=>)/, (key) => key.split(', ').reverse().join(', ')),
      })),
    ],
  },
  {
    id: 'put-fails-on-odd-values',
    title: 'A value that cannot be converted in a PUT is a failure nobody handles.',
    fails: ['DAB-PUT-022'],
    at: [failing(decidedBy('DAB-PUT-022'))],
  },
  {
    id: 'foreign-key-is-409',
    title: 'A reference to a missing row is answered 409.',
    fails: ['DAB-PUT-023', 'DAB-PAT-012'],
    at: [refusedAs(saying(/^23503: insert/), { status: 409 })],
  },
  {
    id: 'duplicates-are-400',
    title: 'A doubled key or unique value is answered 400.',
    fails: ['DAB-PUT-024', 'DAB-PAT-012', 'DAB-POS-006'],
    at: [refusedAs(saying(/^23505/), { status: 400 })],
  },
  {
    id: 'patch-applies-json-patch',
    title: 'A JSON Patch is applied.',
    fails: ['DAB-PAT-011'],
    at: [
      taking(
        all(decidedBy('DAB-BOD-002'), ({ request }) => mediaTypeOf(request)?.essence === 'application/json-patch+json'),
        withPatchAsMembers,
      ),
    ],
  },
  {
    id: 'patch-skips-foreign-keys',
    title: 'A PATCH may refer to a row that is not there.',
    fails: ['DAB-PAT-012'],
    at: [skipping('foreign')],
  },
  {
    id: 'patch-skips-unique-keys',
    title: 'A PATCH may double a unique value.',
    fails: ['DAB-PAT-012'],
    at: [skipping('unique')],
  },
  {
    id: 'faulty-body-writes-anyway',
    title: 'A faulty PUT or PATCH is refused, and yet what can be read of it is written.',
    fails: faultsOfBody,
    at: [
      writingAnyway(
        all(
          on('PUT', 'PATCH'),
          decidedBy(...faultsOfBody, 'DAB-BOD-008'),
          ({ response }) => codeOf(response) === 'BadRequest',
        ),
      ),
    ],
  },
  {
    id: 'refused-rows-are-written',
    title: 'A row that the database refuses is written all the same.',
    fails: ['DAB-PUT-008', 'DAB-PUT-023', 'DAB-PUT-024', 'DAB-PAT-012', 'DAB-IFM-022', 'DAB-POS-006', 'DAB-TYP-002'],
    at: [
      atSeam(seams.violation, (violation, { call: { store, entity }, row }) => {
        putRow(store, entity, row);
        return violation;
      }),
    ],
  },
];

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

/** Does not look at one kind of constraint on PATCH. */
function skipping(kind: seams.Violation['of']): Attachment {
  return atSeam(
    seams.violation,
    (violation) => (violation?.of === kind ? undefined : violation),
    ({ call }) => call.request.method === 'PATCH',
  );
}
