import { type HttpResponse, splitTarget } from '../../../../core/http.ts';
import type { Json } from '../../../../core/json.ts';
import { jsonEquals } from '../../../../core/json-equals.ts';
import { around, atSeam, type Exchange, memoryOf } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { answered } from '../../../kernel/bugs/when.ts';
import { writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import { nextRevision } from '../seams.ts';
import { refusingWith } from './attach.ts';
import { bodyOf } from './exchanges.ts';
import { did, got, reads, where } from './when.ts';

const cachedLists = 'lists-of-children-are-cached';
const reservedKeys = 'refused-transmission-keeps-its-key';
const createKeys = 'refused-create-keeps-its-key';
const isListRead: When = answered((exchange) => reads('activities')(exchange) || reads('transmissions')(exchange), 200);

/** Bugs of what stands beside a dialog and is forgotten when it changes, or when it does not. */
export const leftBehindMutants: readonly Mutant[] = mutantsOf([
  [
    'reference-keeps-revision',
    'A change of the external reference alone does not give the dialog a new revision.',
    'DP-CC-010',
    atSeam(
      nextRevision,
      (_next, { before }) => before.revision,
      ({ before, after }) => changesReferenceAlone(before, after),
    ),
  ],
  [
    cachedLists,
    'A list of children is cached until a child is posted: one that an update of the dialog adds is not in it.',
    'DP-PATCH-006',
    around(isListRead, (exchange) => {
      const lists = memoryOf<{ readonly response: HttpResponse }>(exchange.store, cachedLists);
      const old = lists.get(pathOf(exchange));
      if (old) return old.response;
      lists.put(pathOf(exchange), { response: exchange.response });
      return exchange.response;
    }),
    writing(did('activity', 'transmission'), (exchange) => {
      memoryOf(exchange.store, cachedLists).delete(pathOf(exchange));
    }),
  ],
  [
    createKeys,
    'A create that is refused with 422 has reserved its idempotency key.',
    'DP-ID-006',
    writing(where(got('post', 422), sendsKey), (exchange) =>
      memoryOf(exchange.store, createKeys).put(keyOf(exchange), {}),
    ),
    refusingWith(
      409,
      'IdempotentKey',
      where(did('post'), (exchange) => memoryOf(exchange.store, createKeys).get(keyOf(exchange)) !== undefined),
    ),
  ],
  [
    reservedKeys,
    'A transmission that is refused for an old revision has reserved its idempotency key.',
    'DP-TX-003',
    writing(got('transmission', 412), (exchange) => memoryOf(exchange.store, reservedKeys).put(keyOf(exchange), {})),
    refusingWith(
      409,
      'IdempotentKey',
      where(
        did('transmission'),
        (exchange) => memoryOf(exchange.store, reservedKeys).get(keyOf(exchange)) !== undefined,
      ),
    ),
  ],
]);

function pathOf({ request }: Exchange): string {
  return splitTarget(request.target).path;
}

/** A dialog and an idempotency key. */
function keyOf(exchange: Exchange): string {
  return `${pathOf(exchange)} ${String(bodyOf(exchange.request)['idempotentKey'])}`;
}

function changesReferenceAlone(before: DialogRow, after: DialogRow): boolean {
  const [was, is] = [before, after].map(({ fields }) => ({ ...fields, externalReference: null }));
  const children =
    before.activities.length === after.activities.length && before.transmissions.length === after.transmissions.length;
  return (
    children &&
    jsonEquals((was ?? null) as Json, (is ?? null) as Json) &&
    before.fields['externalReference'] !== after.fields['externalReference']
  );
}

function sendsKey({ request }: Exchange): boolean {
  return bodyOf(request)['idempotentKey'] !== undefined;
}
