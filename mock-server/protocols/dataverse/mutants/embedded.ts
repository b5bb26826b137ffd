import type { Attachment, Exchange } from '../../../kernel/bug.ts';
import { all, answered } from '../../../kernel/bugs/when.ts';
import { writing } from '../../../kernel/bugs/write-otherwise.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { type BatchPart, readBatch } from '../operations/batch/read-batch.ts';
import { about, callOf } from './exchanges.ts';

/** Writes something for requests of a change set that was refused, after it was undone. */
export function writingAfterRefusal(method: string, write: (inner: Exchange) => void): Attachment {
  const of = (exchange: Exchange): readonly Exchange[] =>
    inSets(exchange).filter(({ request }) => request.method === method);
  return writing(
    all(answered(about('batch', 'POST'), 400), (exchange) => of(exchange).length > 0),
    (exchange) => {
      for (const inner of of(exchange)) write(inner);
    },
  );
}

/** The requests of the change sets of a batch, as if each had come by itself. */
function inSets(exchange: Exchange): readonly Exchange[] {
  const items = readBatch(callOf(exchange));
  if (isRefused(items)) return [];
  const parts = items.flatMap((item): readonly BatchPart[] => (item.kind === 'part' ? [] : item.parts));
  return parts
    .filter(({ request }) => !request.target.startsWith('$'))
    .map(({ request }) => ({ ...exchange, request, carrier: { request: exchange.request, place: 'change set' } }));
}
