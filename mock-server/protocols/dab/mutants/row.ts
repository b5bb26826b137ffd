import { headerValue } from '../../../../core/http.ts';
import { atSeam, off } from '../../../kernel/bug.ts';
import { answering } from '../../../kernel/bugs/answer-otherwise.ts';
import { notKeeping } from '../../../kernel/bugs/family.ts';
import { all, decidedBy, on, refused } from '../../../kernel/bugs/when.ts';
import { losing, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { refuse } from '../errors.ts';
import { rowKey, rowsOf } from '../model/rows.ts';
import { correlate } from '../read/correlate.ts';
import { respondRows } from '../read/present-row.ts';
import { keyPath } from '../read/respond-written.ts';
import * as seams from '../seams.ts';
import { rowOf } from './around/exchanges.ts';
import { answeringEmpty, refusedAs, refusingBad, refusingWith } from './around/refusals.ts';
import { withRows } from './around/rows-shown.ts';
import { writingAnyway } from './around/write-anyway.ts';

/** Bugs of POST, GET and DELETE. */
export const rowMutants: readonly Mutant[] = [
  ...notKeeping({
    'forwarded-headers-are-ignored': ['DAB-POS-003', 'Forwarded scheme and host are ignored.'],
    'post-takes-key-and-query': ['DAB-POS-004', 'A POST may have a key or a query.'],
    'referenced-rows-are-deleted': ['DAB-DEL-003', 'A row is deleted though another refers to it.'],
  }),
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
