import type { HttpResponse } from '../../../../core/http.ts';
import type { Exchange } from '../../../kernel/bug.ts';
import { answering, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { all, decidedBy } from '../../../kernel/bugs/when.ts';
import { losing, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import type { Refused } from '../../../kernel/refused.ts';
import type { World } from '../../../kernel/world.ts';
import { refuse } from '../errors.ts';
import { correlate } from '../read/correlate.ts';
import { keyPath, respondWritten } from '../read/respond-written.ts';
import { fromV2, withPage } from './around/editions.ts';
import { isUnchanged, rowOf, updates } from './around/exchanges.ts';
import { answeringEmpty, refusingWith } from './around/refusals.ts';
import { clear } from './around/rows.ts';
import { withRows } from './around/rows-shown.ts';

/** Bugs of PUT and PATCH. */
export const upsertMutants: readonly Mutant[] = mutantsOf(
  [
    ['put-writes-nothing', 'An updating PUT answers well and writes nothing.', 'DAB-PUT-001'],
    ['put-never-inserts', 'A PUT on a missing row is answered 404.', 'DAB-PUT-002'],
    ['location-on-upsert', 'An inserting PUT or PATCH has a relative Location.', 'DAB-PUT-003'],
    [
      'update-is-201',
      'An update is answered 201.',
      ['DAB-PUT-001', 'DAB-PUT-004', 'DAB-PAT-001', 'DAB-CON-001', 'DAB-CON-002', 'DAB-CON-004'],
    ],
    ['update-is-204', 'An update is answered 204 without the row.', ['DAB-PUT-001', 'DAB-PAT-001']],
    ['insert-is-200', 'An insert is answered 200.', ['DAB-PUT-002', 'DAB-PAT-002']],
    ['insert-is-lost', 'An insert is answered 201, and the row is not there.', ['DAB-PUT-005', 'DAB-PAT-002']],
    [
      'answers-old-row',
      'An update answers with the row as it was before.',
      ['DAB-PUT-001', 'DAB-PAT-001', 'DAB-IFM-001', 'DAB-IFM-002'],
    ],
    ['repeated-put-changes', 'The same PUT again changes the row.', 'DAB-PUT-004'],
    ['patch-writes-nothing', 'An updating PATCH answers well and writes nothing.', 'DAB-PAT-001'],
    ['patch-never-inserts', 'A PATCH on a missing row is answered 404.', 'DAB-PAT-002'],
    ['repeated-put-shows-nothing', 'The same PUT again is answered without the row.', 'DAB-PUT-004'],
    ['updates-tell-a-location', 'An update has a Location.', 'DAB-PUT-025'],
    ['unchanged-patch-is-204', 'A PATCH that changes no value is answered 204.', 'DAB-PAT-013'],
  ],
  {
    'put-writes-nothing': losing(decidedBy('DAB-PUT-001')),
    'put-never-inserts': refusingWith(decidedBy('DAB-PUT-002'), notFound),
    'location-on-upsert': answering(decidedBy('DAB-PUT-003'), withRelativeLocation),
    'update-is-201': withStatus(201, decidedBy(...updates)),
    'update-is-204': answeringEmpty(204, decidedBy(...updates)),
    'insert-is-200': withStatus(200, decidedBy('DAB-PUT-002', 'DAB-PAT-002')),
    'insert-is-lost': losing(decidedBy('DAB-PUT-002', 'DAB-PAT-002')),
    'answers-old-row': answering(decidedBy(...updates), withOldRow),
    'repeated-put-changes': writing(all(decidedBy('DAB-PUT-001', 'DAB-IFM-001'), isUnchanged), clear),
    'patch-writes-nothing': losing(decidedBy('DAB-PAT-001')),
    'patch-never-inserts': refusingWith(decidedBy('DAB-PAT-002'), notFound),
    'repeated-put-shows-nothing': withRows(all(decidedBy('DAB-PUT-001'), isUnchanged), () => []),
    'updates-tell-a-location': answering(decidedBy('DAB-PUT-025'), withRelativeLocation),
    'unchanged-patch-is-204': answeringEmpty(204, all(decidedBy('DAB-PAT-001'), isUnchanged)),
  },
  {
    'put-writes-nothing': withPage,
    'put-never-inserts': withPage,
    'update-is-201': withPage,
    'update-is-204': fromV2,
    'insert-is-200': withPage,
    'insert-is-lost': withPage,
    'repeated-put-changes': withPage,
    'patch-writes-nothing': withPage,
    'patch-never-inserts': withPage,
  },
);

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
