import type { HttpResponse } from '../../../../core/http.ts';
import type { Exchange } from '../../../kernel/bug.ts';
import { answering, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { all, decidedBy } from '../../../kernel/bugs/when.ts';
import { losing, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import type { Refused } from '../../../kernel/refused.ts';
import type { World } from '../../../kernel/world.ts';
import { refuse } from '../errors.ts';
import { correlate } from '../read/correlate.ts';
import { keyPath, respondWritten } from '../read/respond-written.ts';
import { isUnchanged, rowOf, updates } from './around/exchanges.ts';
import { answeringEmpty, refusingWith } from './around/refusals.ts';
import { clear } from './around/rows.ts';

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
    id: 'unchanged-patch-is-204',
    title: 'A PATCH that changes no value is answered 204.',
    fails: ['DAB-PAT-013'],
    at: [answeringEmpty(204, all(decidedBy('DAB-PAT-001'), isUnchanged))],
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
