import type { HttpRequest, HttpResponse } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, jsonObject } from '../../../../core/json.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import { type Attachment, atSeam, type Exchange, off } from '../../../kernel/bug.ts';
import { answering, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { jsonOf, withText } from '../../../kernel/bugs/other-request.ts';
import { all, decidedBy, on } from '../../../kernel/bugs/when.ts';
import { losing, taking, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import type { Refused } from '../../../kernel/refused.ts';
import type { World } from '../../../kernel/world.ts';
import { refuse } from '../errors.ts';
import { putRow } from '../model/rows.ts';
import { correlate } from '../read/correlate.ts';
import { keyPath, respondWritten } from '../read/respond-written.ts';
import { mediaTypeOf } from '../request/media-type-of.ts';
import * as seams from '../seams.ts';
import { isUnchanged, rowOf, updates } from './around/exchanges.ts';
import {
  answeringEmpty,
  codeOf,
  failing,
  messageOf,
  refusedAs,
  refusingWith,
  saying,
  withError,
} from './around/refusals.ts';
import { cleared } from './around/rows.ts';
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

/** Bugs of PUT and PATCH. */
export const upsertMutants: readonly Mutant[] = [
  {
    id: 'put-writes-nothing',
    title: 'An updating PUT answers well and writes nothing.',
    fails: ['DAB-PUT-001'],
    at: [losing(decidedBy('DAB-PUT-001'))],
    editions: ['v2', 'documented'],
  },
  {
    id: 'put-never-inserts',
    title: 'A PUT on a missing row is answered 404.',
    fails: ['DAB-PUT-002'],
    at: [refusingWith(decidedBy('DAB-PUT-002'), notFound)],
    editions: ['v2', 'documented'],
  },
  {
    id: 'location-on-upsert',
    title: 'An inserting PUT or PATCH has a relative Location.',
    fails: ['DAB-PUT-003'],
    at: [answering(decidedBy('DAB-PUT-003'), withRelativeLocation)],
  },
  {
    id: 'update-is-201',
    title: 'An update is answered 201.',
    fails: ['DAB-PUT-001', 'DAB-PUT-004', 'DAB-PAT-001', 'DAB-CON-001', 'DAB-CON-002', 'DAB-CON-004'],
    at: [withStatus(201, decidedBy(...updates))],
    editions: ['v2', 'documented'],
  },
  {
    id: 'update-is-204',
    title: 'An update is answered 204 without the row.',
    fails: ['DAB-PUT-001', 'DAB-PAT-001'],
    at: [answeringEmpty(204, decidedBy(...updates))],
    editions: ['v2'],
  },
  {
    id: 'insert-is-200',
    title: 'An insert is answered 200.',
    fails: ['DAB-PUT-002', 'DAB-PAT-002'],
    at: [withStatus(200, decidedBy('DAB-PUT-002', 'DAB-PAT-002'))],
    editions: ['v2', 'documented'],
  },
  {
    id: 'insert-is-lost',
    title: 'An insert is answered 201, and the row is not there.',
    fails: ['DAB-PUT-005', 'DAB-PAT-002'],
    at: [losing(decidedBy('DAB-PUT-002', 'DAB-PAT-002'))],
    editions: ['v2', 'documented'],
  },
  {
    id: 'answers-old-row',
    title: 'An update answers with the row as it was before.',
    fails: ['DAB-PUT-001', 'DAB-PAT-001', 'DAB-IFM-001', 'DAB-IFM-002'],
    at: [answering(decidedBy(...updates), withOldRow)],
  },
  {
    id: 'repeated-put-changes',
    title: 'The same PUT again changes the row.',
    fails: ['DAB-PUT-004'],
    at: [writing(all(decidedBy('DAB-PUT-001', 'DAB-IFM-001'), isUnchanged), clear)],
    editions: ['v2', 'documented'],
  },
  {
    id: 'put-need-not-be-complete',
    title: 'A PUT may leave out a column that must have a value; the database refuses it with a text of its own.',
    fails: ['DAB-PUT-011'],
    at: [off('DAB-PUT-011')],
  },
  {
    id: 'incomplete-put-is-404',
    title: 'An incomplete PUT is answered 404.',
    fails: ['DAB-PUT-011'],
    at: [refusedAs(decidedBy('DAB-PUT-011'), { status: 404, code: 'ItemNotFound' })],
  },
  {
    id: 'patch-writes-nothing',
    title: 'An updating PATCH answers well and writes nothing.',
    fails: ['DAB-PAT-001'],
    at: [losing(decidedBy('DAB-PAT-001'))],
    editions: ['v2', 'documented'],
  },
  {
    id: 'patch-never-inserts',
    title: 'A PATCH on a missing row is answered 404.',
    fails: ['DAB-PAT-002'],
    at: [refusingWith(decidedBy('DAB-PAT-002'), notFound)],
    editions: ['v2', 'documented'],
  },
  {
    id: 'patch-inserts-incomplete',
    title: 'A PATCH on a missing row inserts it although a column is missing.',
    fails: ['DAB-PAT-003'],
    at: [off('DAB-PAT-003')],
  },
  {
    id: 'incomplete-patch-writes-anyway',
    title: 'An incomplete PATCH on a missing row is answered 404, and yet it inserts.',
    fails: ['DAB-PAT-003'],
    at: [writingAnyway(decidedBy('DAB-PAT-003'))],
  },
  {
    id: 'empty-patch-succeeds',
    title: 'A PATCH that changes nothing is answered 200.',
    fails: ['DAB-PAT-008'],
    at: [off('DAB-PAT-008')],
  },
  {
    id: 'empty-patch-clears',
    title: 'A PATCH that changes nothing is refused, and yet clears the row.',
    fails: ['DAB-PAT-008'],
    at: [writing(decidedBy('DAB-PAT-008'), clear)],
  },
  {
    id: 'put-inserts-generated-keys',
    title: 'A PUT inserts a row with a key that the database should generate.',
    fails: ['DAB-PUT-019'],
    at: [off('DAB-PUT-019')],
  },
  {
    id: 'put-inserts-partly-generated-keys',
    title: 'A PUT inserts a row with a key part that the database should generate.',
    fails: ['DAB-PUT-020'],
    at: [off('DAB-PUT-020')],
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
    id: 'put-skips-unknown-members',
    title: 'A PUT leaves out unknown members in silence.',
    fails: ['DAB-PUT-021'],
    at: [off('DAB-PUT-021')],
  },
  {
    id: 'put-fails-on-odd-values',
    title: 'A value that cannot be converted in a PUT is a failure nobody handles.',
    fails: ['DAB-PUT-022'],
    at: [failing(decidedBy('DAB-PUT-022'))],
  },
  {
    id: 'put-refers-to-nothing',
    title: 'A PUT may refer to a row that is not there.',
    fails: ['DAB-PUT-023'],
    at: [off('DAB-PUT-023')],
  },
  {
    id: 'foreign-key-is-409',
    title: 'A reference to a missing row is answered 409.',
    fails: ['DAB-PUT-023', 'DAB-PAT-012'],
    at: [refusedAs(saying(/^23503: insert/), { status: 409 })],
  },
  {
    id: 'put-doubles-unique-values',
    title: 'A PUT may double a unique value.',
    fails: ['DAB-PUT-024'],
    at: [off('DAB-PUT-024')],
  },
  {
    id: 'duplicates-are-400',
    title: 'A doubled key or unique value is answered 400.',
    fails: ['DAB-PUT-024', 'DAB-PAT-012', 'DAB-POS-006'],
    at: [refusedAs(saying(/^23505/), { status: 400 })],
  },
  {
    id: 'patch-inserts-generated-keys',
    title: 'A PATCH inserts a row with a key that the database should generate.',
    fails: ['DAB-PAT-004'],
    at: [off('DAB-PAT-004')],
  },
  {
    id: 'patch-skips-unknown-members',
    title: 'A PATCH leaves out unknown members in silence.',
    fails: ['DAB-PAT-009'],
    at: [off('DAB-PAT-009')],
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
    id: 'patch-skips-constraints',
    title: 'A PATCH may refer to nothing and double unique values.',
    fails: ['DAB-PAT-012'],
    at: [off('DAB-PAT-012')],
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
    id: 'unchanged-patch-is-204',
    title: 'A PATCH that changes no value is answered 204.',
    fails: ['DAB-PAT-013'],
    at: [answeringEmpty(204, all(decidedBy('DAB-PAT-001'), isUnchanged))],
  },
  {
    id: 'faulty-body-writes-anyway',
    title: 'A faulty PUT or PATCH is refused, and yet what can be read of it is written.',
    fails: faultsOfBody,
    at: [
      writingAnyway(
        all(on('PUT', 'PATCH'), decidedBy(...faultsOfBody), ({ response }) => codeOf(response) === 'BadRequest'),
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

function notFound(world: World): Refused {
  return refuse(world, 404, 'EntityNotFound', 'Not found');
}

function withRelativeLocation(exchange: Exchange): HttpResponse {
  const row = rowOf(exchange);
  const { response } = exchange;
  if (!row?.is) return response;
  const others = response.headers.filter(([name]) => name !== 'Location');
  return { ...response, headers: [...others, ['Location', keyPath(row.call.entity, row.is)]] };
}

function withOldRow(exchange: Exchange): HttpResponse {
  const row = rowOf(exchange);
  if (!row?.was) return exchange.response;
  return correlate(exchange.request, respondWritten(row.call, exchange.response.status, row.was, {}), row.call.world);
}

/** Sets what may be null in the row to null. */
function clear(exchange: Exchange): void {
  const row = rowOf(exchange);
  if (row?.was) putRow(exchange.store, row.call.entity, cleared(row.call.entity, row.was));
}

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
