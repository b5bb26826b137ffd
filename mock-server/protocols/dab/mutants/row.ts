import { type HttpRequest, headerValue, splitTarget } from '../../../../core/http.ts';
import { isJsonObject, jsonObject } from '../../../../core/json.ts';
import type { Exchange } from '../../../kernel/bug.ts';
import { atSeam, off } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { answering } from '../../../kernel/bugs/answer-otherwise.ts';
import { optionOf, withOptions } from '../../../kernel/bugs/other-request.ts';
import { all, decidedBy, done, on, refused } from '../../../kernel/bugs/when.ts';
import { losing, taking, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { refuse } from '../errors.ts';
import { rowKey, rowsOf } from '../model/rows.ts';
import { correlate } from '../read/correlate.ts';
import { respondRows } from '../read/present-row.ts';
import { keyPath } from '../read/respond-written.ts';
import * as seams from '../seams.ts';
import { callOf, rowOf } from './around/exchanges.ts';
import { answeringEmpty, refusedAs, refusingBad, refusingWith, saying } from './around/refusals.ts';
import { withRows } from './around/rows-shown.ts';
import { writingAnyway } from './around/write-anyway.ts';

/** Bugs of POST, GET and DELETE. */
export const rowMutants: readonly Mutant[] = [
  {
    id: 'get-doubles',
    title: 'A read by key shows the row twice.',
    fails: ['DAB-GET-001'],
    at: [withRows(decidedBy('DAB-GET-001'), (rows) => [...rows, ...rows])],
  },
  {
    id: 'get-misses-with-404',
    title: 'A read by key of a missing row is answered 404.',
    fails: ['DAB-GET-002'],
    at: [refusingWith(decidedBy('DAB-GET-002'), (world) => refuse(world, 404, 'ItemNotFound', 'Not found'))],
  },
  {
    id: 'get-hides-rows',
    title: 'A read by key shows no row.',
    fails: ['DAB-POS-001', 'DAB-PUT-005'],
    at: [withRows(decidedBy('DAB-GET-001'), () => [])],
    editions: ['v2', 'documented'],
  },
  {
    id: 'relative-location',
    title: 'A POST answers with a Location that leads nowhere.',
    fails: ['DAB-POS-001'],
    at: [atSeam(seams.locationOfNew, (sound, { call: { entity }, row }) => sound && `/${keyPath(entity, row)}`)],
  },
  {
    id: 'delete-is-200',
    title: 'A DELETE is answered 200 with a body.',
    fails: ['DAB-DEL-001', 'DAB-CON-008'],
    at: [
      answering(decidedBy('DAB-DEL-001'), ({ request, world }) =>
        correlate(request, respondRows(request, world, 200, []), world),
      ),
    ],
  },
  {
    id: 'delete-keeps-row',
    title: 'A DELETE is answered 204, and the row stays.',
    fails: ['DAB-DEL-001', 'DAB-GET-002'],
    at: [losing(decidedBy('DAB-DEL-001'))],
    editions: ['v2', 'documented'],
  },
  {
    id: 'delete-misses-with-204',
    title: 'A DELETE of a missing row is answered 204.',
    fails: ['DAB-DEL-002', 'DAB-CON-007'],
    at: [answeringEmpty(204, decidedBy('DAB-DEL-002'))],
  },
  {
    id: 'composite-location-in-other-order',
    title: 'A Location has the key parts in another order.',
    fails: ['DAB-POS-002'],
    at: [
      atSeam(
        seams.locationOfNew,
        (sound, { call: { entity }, row }) => {
          const path = keyPath(entity, row);
          const [first, one, ...others] = path.split('/');
          return sound.replace(path, [...others, first, one].join('/'));
        },
        ({ call: { entity } }) => entity.key.length > 1,
      ),
    ],
  },
  {
    id: 'forwarded-headers-are-ignored',
    title: 'Forwarded scheme and host are ignored.',
    fails: ['DAB-POS-003'],
    at: [off('DAB-POS-003')],
  },
  {
    id: 'forwarded-headers-count-in-1-x',
    title: 'Forwarded scheme and host are used.',
    fails: ['DAB-POS-001'],
    at: [
      atSeam(seams.locationOfNew, (sound, { call: { request } }) =>
        sound.replace(
          /^(.*?):\/\/([^/]*)/,
          (_, scheme, host) =>
            `${headerValue(request.headers, 'x-forwarded-proto') ?? scheme}://${headerValue(request.headers, 'x-forwarded-host') ?? host}`,
        ),
      ),
    ],
    editions: ['v1'],
  },
  {
    id: 'post-takes-key-and-query',
    title: 'A POST may have a key or a query.',
    fails: ['DAB-POS-004'],
    at: [off('DAB-POS-004')],
  },
  {
    id: 'refused-post-inserts',
    title: 'A POST with a key or query is refused, and yet the row is inserted.',
    fails: ['DAB-POS-004'],
    at: [writingAnyway(decidedBy('DAB-POS-004'))],
  },
  {
    id: 'post-names-no-member',
    title: 'A POST with an unknown member has the text of a PUT.',
    fails: ['DAB-POS-005'],
    at: [
      refusedAs(decidedBy('DAB-POS-005'), {
        message: 'Invalid request body. Either insufficient or extra fields supplied.',
      }),
    ],
  },
  {
    id: 'post-replaces',
    title: 'A POST of a taken key replaces the row.',
    fails: ['DAB-POS-006', 'DAB-CON-003'],
    at: [off('DAB-POS-006')],
  },
  {
    id: 'location-is-encoded',
    title: 'A key in a Location is percent-encoded.',
    fails: ['DAB-POS-007'],
    at: [
      atSeam(
        seams.locationOfNew,
        (sound) => encodeURI(sound),
        ({ call: { entity }, row }) => /[^!#-;=?-Z_a-z~]/.test(keyPath(entity, row)),
      ),
    ],
  },
  {
    id: 'odd-key-is-not-inserted',
    title: 'A row whose key a header cannot hold is not inserted.',
    fails: ['DAB-POS-007'],
    at: [losing(all(on('POST'), decidedBy('DAB-POS-007')))],
  },
  {
    id: 'unknown-parameters-are-ignored',
    title: 'Unknown query parameters are ignored.',
    fails: ['DAB-GET-003'],
    at: [off('DAB-GET-003', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE')],
  },
  {
    id: 'get-ignores-unknown-parameters',
    title: 'A GET ignores unknown query parameters.',
    fails: ['DAB-GET-003'],
    at: [off('DAB-GET-003', 'GET')],
  },
  {
    id: 'put-ignores-unknown-parameters',
    title: 'A PUT ignores unknown query parameters.',
    fails: ['DAB-GET-003'],
    at: [off('DAB-GET-003', 'PUT')],
  },
  {
    id: 'patch-ignores-unknown-parameters',
    title: 'A PATCH ignores unknown query parameters.',
    fails: ['DAB-GET-003'],
    at: [off('DAB-GET-003', 'PATCH')],
  },
  {
    id: 'delete-ignores-unknown-parameters',
    title: 'A DELETE ignores unknown query parameters.',
    fails: ['DAB-GET-003'],
    at: [off('DAB-GET-003', 'DELETE')],
  },
  {
    id: 'unknown-selected-columns-are-ignored',
    title: 'Unknown columns in $select are ignored.',
    fails: ['DAB-GET-003'],
    at: [off('DAB-GET-003', '$select of an unknown column')],
  },
  {
    id: 'selected-columns-in-own-spelling',
    title: 'A read names selected columns as the table does.',
    fails: ['DAB-GET-003'],
    at: [taking(done(reads('$select')), inOwnSpelling('$select'))],
  },
  {
    id: 'empty-select-is-all',
    title: 'An empty $select selects all columns.',
    fails: ['DAB-GET-003'],
    at: [taking(({ request }) => optionOf(request, '$select') === '', without('$select'))],
  },
  {
    id: 'parameters-in-any-case',
    title: 'Query parameters may be written in any letter case.',
    fails: ['DAB-GET-003'],
    at: [
      taking(saying(/^Invalid Query Parameter: /), ({ request }) =>
        withOptions(request, (name, value) => [name.toLowerCase(), value]),
      ),
    ],
  },
  {
    id: 'version-is-a-parameter',
    title: 'A version of the interface may be asked for in the query.',
    fails: ['DAB-GET-003'],
    at: [taking(saying(/^Invalid Query Parameter: api-version/), without('api-version'))],
  },
  {
    id: 'no-rows-may-be-asked-for',
    title: 'A $first of 0 is taken.',
    fails: ['DAB-GET-003'],
    at: [off('DAB-GET-003', '$first=0')],
  },
  {
    id: 'filter-hides-all',
    title: 'A read by key with a filter shows no row.',
    fails: ['DAB-GET-003'],
    at: [withRows(all(decidedBy('DAB-GET-001'), reads('$filter')), () => [])],
  },
  {
    id: 'unknown-filtered-columns-are-null',
    title: 'An unknown column in $filter is taken for null.',
    fails: ['DAB-GET-003'],
    at: [off('DAB-GET-003', '$filter of unknown-path')],
  },
  {
    id: 'unknown-ordering-columns-are-ignored',
    title: 'An unknown column in $orderby is ignored.',
    fails: ['DAB-GET-003'],
    at: [off('DAB-GET-003', '$orderby of unknown-path')],
  },
  {
    id: 'filtered-columns-in-any-case',
    title: 'A filter may name columns in any letter case.',
    fails: ['DAB-GET-003'],
    at: [taking(all(saying(/^Could not find a property named/), reads('$filter')), inOwnSpelling('$filter'))],
  },
  {
    id: 'key-takes-no-order',
    title: 'A read by key with $orderby or $first is refused.',
    fails: ['DAB-GET-003'],
    at: [
      refusingBad(
        all(
          decidedBy('DAB-GET-001', 'DAB-GET-002'),
          ({ request }) => (optionOf(request, '$orderby') ?? optionOf(request, '$first')) !== undefined,
        ),
        'Unexpected query.',
      ),
    ],
  },
  {
    id: 'put-takes-no-query',
    title: 'A PUT with a query is refused.',
    fails: ['DAB-GET-003'],
    at: [refusingBad(done(all(on('PUT'), hasQuery)), 'Unexpected query.')],
  },
  {
    id: 'patch-takes-no-query',
    title: 'A PATCH with a query is refused.',
    fails: ['DAB-GET-003'],
    at: [refusingBad(done(all(on('PATCH'), hasQuery)), 'Unexpected query.')],
  },
  {
    id: 'delete-takes-no-query',
    title: 'A DELETE with a query is refused.',
    fails: ['DAB-GET-003'],
    at: [refusingBad(done(all(on('DELETE'), hasQuery)), 'Unexpected query.')],
  },
  {
    id: 'continuations-are-checked-on-writes',
    title: 'A write with a continuation that is none is refused.',
    fails: ['DAB-GET-003'],
    at: [
      refusingBad(
        done(all(on('PUT', 'PATCH', 'DELETE'), ({ request }) => optionOf(request, '$after') !== undefined)),
        'Unexpected continuation.',
      ),
    ],
  },
  {
    id: 'select-has-no-effect',
    title: 'A read shows all columns whatever is selected.',
    fails: ['DAB-GET-003'],
    at: [taking(done(reads('$select')), without('$select'))],
  },
  {
    id: 'select-limits-answers-to-writes',
    title: 'A write shows the selected columns only.',
    fails: ['DAB-GET-003'],
    at: [
      withRows(
        done(all(on('PUT', 'PATCH'), ({ request }) => optionOf(request, '$select') !== undefined)),
        (rows, { request }) => {
          const names = optionOf(request, '$select')?.split(',');
          return rows.map((row) =>
            isJsonObject(row) ? jsonObject(Object.entries(row).filter(([name]) => names?.includes(name))) : row,
          );
        },
      ),
    ],
  },
  {
    id: 'referenced-rows-are-deleted',
    title: 'A row is deleted though another refers to it.',
    fails: ['DAB-DEL-003'],
    at: [off('DAB-DEL-003')],
  },
  {
    id: 'delete-minds-a-body',
    title: 'A DELETE with a body is refused.',
    fails: ['DAB-DEL-003'],
    at: [
      refusingBad(
        all(decidedBy('DAB-DEL-001', 'DAB-DEL-002', 'DAB-DEL-003'), ({ request }) => request.body.length > 0),
        'Request body contains invalid JSON.',
      ),
    ],
  },
  {
    id: 'refused-delete-deletes',
    title: 'A DELETE is refused, and yet the row is gone.',
    fails: ['DAB-DEL-003', 'DAB-AUT-011'],
    at: [
      writing(refused(all(on('DELETE'), decidedBy('DAB-DEL-003', 'DAB-AUT-011'))), (exchange) => {
        const row = rowOf(exchange);
        if (row) rowsOf(exchange.store, row.call.entity).delete(rowKey(row.call.entity, row.key));
      }),
    ],
  },
];

function hasQuery({ request }: Exchange): boolean {
  return Boolean(splitTarget(request.target).query);
}

function reads(option: string): When {
  return ({ request }) => request.method === 'GET' && optionOf(request, option) !== undefined;
}

function without(option: string): (exchange: Exchange) => HttpRequest {
  return ({ request }) => withOptions(request, (name, value) => (name === option ? undefined : [name, value]));
}

/** Spells the columns that an option names as the table does. */
function inOwnSpelling(option: string): (exchange: Exchange) => HttpRequest {
  return (exchange) => {
    const names = callOf(exchange)?.entity.columns.map(({ exposed }) => exposed) ?? [];
    const own = (word: string): string => names.find((name) => name.toLowerCase() === word.toLowerCase()) ?? word;
    return withOptions(exchange.request, (name, value) => [
      name,
      name === option ? value.replaceAll(/\w+/g, own) : value,
    ]);
  };
}
