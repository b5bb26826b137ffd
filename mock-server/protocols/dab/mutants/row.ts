import { type HttpResponse, headerValue } from '../../../../core/http.ts';
import { isJsonObject, type JsonObject, jsonObject } from '../../../../core/json.ts';
import { around, atSeam, type Exchange, memoryOf, off } from '../../../kernel/bug.ts';
import { answering } from '../../../kernel/bugs/answer-otherwise.ts';
import { keepsCompressed } from '../../../kernel/bugs/compressed.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { all, answered, decidedBy, on, refused } from '../../../kernel/bugs/when.ts';
import { losing, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { refuse } from '../errors.ts';
import { rowKey, rowsOf } from '../model/rows.ts';
import { correlate } from '../read/correlate.ts';
import { respondRows } from '../read/present-row.ts';
import { keyPath } from '../read/respond-written.ts';
import * as seams from '../seams.ts';
import { inV1, withPage } from './around/editions.ts';
import { callOf, rowOf } from './around/exchanges.ts';
import { answeringEmpty, messageOf, refusedAs, refusingBad, refusingWith, withError } from './around/refusals.ts';
import { withRows } from './around/rows-shown.ts';
import { writingAnyway } from './around/write-anyway.ts';

/** Bugs of POST, GET and DELETE. */
export const rowMutants: readonly Mutant[] = mutantsOf(
  [
    ['forwarded-headers-are-ignored', 'Forwarded scheme and host are ignored.', 'DAB-POS-003', off('DAB-POS-003')],
    ['forwarded-names-unchecked', 'A Location has any text that is forwarded.', 'DAB-POS-008', off('DAB-POS-008')],
    ['post-takes-key-and-query', 'A POST may have a key or a query.', 'DAB-POS-004', off('DAB-POS-004')],
    ['referenced-rows-are-deleted', 'A row is deleted though another refers to it.', 'DAB-DEL-003'],
    [
      'compressed-reads-are-kept',
      'Who takes gzip is shown a row as it was when it was first compressed.',
      'DAB-PUT-005',
      keepsCompressed(decidedBy('DAB-GET-001')),
    ],
    ['get-doubles', 'A read by key shows the row twice.', 'DAB-GET-001'],
    ['get-misses-with-404', 'A read by key of a missing row is answered 404.', 'DAB-GET-002'],
    ['get-hides-rows', 'A read by key shows no row.', ['DAB-POS-001', 'DAB-PUT-005']],
    ['relative-location', 'A POST answers with a Location that leads nowhere.', 'DAB-POS-001'],
    ['delete-is-200', 'A DELETE is answered 200 with a body.', ['DAB-DEL-001', 'DAB-CON-008']],
    ['delete-keeps-row', 'A DELETE is answered 204, and the row stays.', ['DAB-DEL-001', 'DAB-GET-002']],
    ['delete-misses-with-204', 'A DELETE of a missing row is answered 204.', ['DAB-DEL-002', 'DAB-CON-007']],
    ['composite-location-in-other-order', 'A Location has the key parts in another order.', 'DAB-POS-002'],
    ['forwarded-headers-count-in-1-x', 'Forwarded scheme and host are used.', 'DAB-POS-001'],
    ['refused-post-inserts', 'A POST with a key or query is refused, and yet the row is inserted.', 'DAB-POS-004'],
    ['post-names-no-member', 'A POST with an unknown member has the text of a PUT.', 'DAB-POS-005'],
    ['post-replaces', 'A POST of a taken key replaces the row.', ['DAB-POS-006', 'DAB-CON-003'], off('DAB-POS-006')],
    [
      'post-remembers-bodies',
      'A POST with a body that was sent before gets the answer of then, and makes nothing.',
      'DAB-POS-001',
    ],
    ['post-shows-key-alone', 'The answer to a POST shows the key of the row, and no other column.', 'DAB-POS-001'],
    ['delete-text-without-value', 'The text of a missed DELETE names the key column alone.', 'DAB-DEL-002'],
    ['location-is-encoded', 'A key in a Location is percent-encoded.', 'DAB-POS-007'],
    ['odd-key-is-not-inserted', 'A row whose key a header cannot hold is not inserted.', 'DAB-POS-007'],
    ['delete-minds-a-body', 'A DELETE with a body is refused.', 'DAB-DEL-003'],
    ['refused-delete-deletes', 'A DELETE is refused, and yet the row is gone.', ['DAB-DEL-003', 'DAB-AUT-014']],
  ],
  {
    'referenced-rows-are-deleted': off('DAB-DEL-003'),
    'get-doubles': withRows(decidedBy('DAB-GET-001'), (rows) => [...rows, ...rows]),
    'get-misses-with-404': refusingWith(decidedBy('DAB-GET-002'), (world) =>
      refuse(world, 404, 'ItemNotFound', 'Not found'),
    ),
    'get-hides-rows': withRows(decidedBy('DAB-GET-001'), () => []),
    'relative-location': atSeam(
      seams.locationOfNew,
      (sound, { call: { entity }, row }) => sound && `/${keyPath(entity, row)}`,
    ),
    'post-shows-key-alone': withRows(answered(on('POST'), 201), (rows, exchange) =>
      rows.map((row) => (isJsonObject(row) ? onlyKey(row, exchange) : row)),
    ),
    'delete-is-200': answering(decidedBy('DAB-DEL-001'), ({ request, world }) =>
      correlate(request, respondRows(request, world, 200, []), world),
    ),
    'delete-keeps-row': losing(decidedBy('DAB-DEL-001')),
    'delete-misses-with-204': answeringEmpty(204, decidedBy('DAB-DEL-002')),
    'composite-location-in-other-order': atSeam(
      seams.locationOfNew,
      (sound, { call: { entity }, row }) => {
        const path = keyPath(entity, row);
        const [first, one, ...others] = path.split('/');
        return sound.replace(path, [...others, first, one].join('/'));
      },
      ({ call: { entity } }) => entity.key.length > 1,
    ),
    'forwarded-headers-count-in-1-x': atSeam(seams.locationOfNew, (sound, { call: { request } }) =>
      sound.replace(
        /^(.*?):\/\/([^/]*)/,
        (_, scheme, host) =>
          `${headerValue(request.headers, 'x-forwarded-proto') ?? scheme}://${headerValue(request.headers, 'x-forwarded-host') ?? host}`,
      ),
    ),
    'post-remembers-bodies': around(answered(on('POST'), 201), answerOfThen),
    'refused-post-inserts': writingAnyway(decidedBy('DAB-POS-004')),
    'post-names-no-member': refusedAs(decidedBy('DAB-POS-005'), {
      message: 'Invalid request body. Either insufficient or extra fields supplied.',
    }),
    'delete-text-without-value': withError(decidedBy('DAB-DEL-002'), (error, { response }) => ({
      ...error,
      message: messageOf(response).replaceAll(/: [^,>]*(?=[,>])/g, ': ?'),
    })),
    'location-is-encoded': atSeam(
      seams.locationOfNew,
      (sound) => encodeURI(sound),
      ({ call: { entity }, row }) => /[^!#-;=?-Z_a-z~]/.test(keyPath(entity, row)),
    ),
    'odd-key-is-not-inserted': losing(all(on('POST'), decidedBy('DAB-POS-007'))),
    'delete-minds-a-body': refusingBad(
      all(decidedBy('DAB-DEL-001', 'DAB-DEL-002', 'DAB-DEL-003'), ({ request }) => request.body.length > 0),
      'Request body contains invalid JSON.',
    ),
    'refused-delete-deletes': writing(
      refused(all(on('DELETE'), decidedBy('DAB-DEL-003', 'DAB-AUT-011'))),
      (exchange) => {
        const row = rowOf(exchange);
        if (row) rowsOf(exchange.store, row.call.entity).delete(rowKey(row.call.entity, row.key));
      },
    ),
  },
  {
    'get-hides-rows': withPage,
    'delete-keeps-row': withPage,
    'forwarded-headers-count-in-1-x': inV1,
  },
);

/** The answer to the first POST of this body on this path; what the second has made is undone. */
function answerOfThen(exchange: Exchange): HttpResponse {
  const { request, response, store } = exchange;
  const sent = memoryOf<{ readonly response: HttpResponse }>(store, 'bodies');
  const key = JSON.stringify([request.target, [...request.body]]);
  const then = sent.get(key);
  if (!then) sent.put(key, { response });
  else exchange.undo();
  return then?.response ?? response;
}

function onlyKey(row: JsonObject, exchange: Exchange): JsonObject {
  const { columns = [], key = [] } = callOf(exchange)?.entity ?? {};
  const names = columns.filter(({ name }) => key.includes(name)).map(({ exposed }) => exposed);
  return jsonObject(Object.entries(row).filter(([name]) => names.includes(name)));
}
