import type { HttpRequest } from '../../../../core/http.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import { type Attachment, atSeam, type Exchange, memoryOf, off } from '../../../kernel/bug.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { carryingOut, taking, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import type { Store } from '../../../kernel/store.ts';
import { decodeRowversion, encodeRowversion, firstRowversion } from '../model/rowversion.ts';
import { newTimeStamp } from '../seams.ts';
import { bodyOf, doneUpdates, objectUpdates, staleUpdates, updateOf, updates, withBody } from './exchanges.ts';
import { withStamps } from './with-stamps.ts';

/** TimeStamps that are taken for the stored one although they are nearly it, or were it once. */
export const nearTimestampMutants: readonly Mutant[] = mutantsOf(
  [
    ['unreadable-timestamp-dropped', 'A TimeStamp that cannot be read is none.', 'M42-TS-011', off('M42-TS-011')],
    ['unreadable-timestamp-refused-and-stored', 'Such an update is refused, and stored.', 'M42-TS-011'],
    ['timestamps-contained', 'An update is done when its TimeStamp contains the stored one.', 'M42-TS-021'],
    ['timestamps-begin-alike', 'An update is done when the stored TimeStamp begins with its own.', 'M42-TS-021'],
    ['timestamps-without-case', 'TimeStamps are compared without their case.', 'M42-TS-021'],
    ['timestamps-rounded', 'Of TimeStamps the last byte does not count.', 'M42-TS-021'],
    ['timestamps-made-of-values', 'A TimeStamp is made of the values, and comes back with them.', 'M42-TS-003'],
    ['values-back-timestamp-back', 'An old TimeStamp is good again with the values of its time.', 'M42-TS-003'],
  ],
  {
    'unreadable-timestamp-refused-and-stored': carryingOut(
      (exchange) => exchange.response.status === 400 && carriesUnreadable(exchange),
      ({ request }) => withStamps(request, () => []) ?? request,
    ),
    'timestamps-contained': takingForStored((given, stored) => given.includes(stored)),
    'timestamps-begin-alike': takingForStored((given, stored) => stored.startsWith(given.replace(/=$/, ''))),
    'timestamps-without-case': takingForStored((given, stored) => given.toLowerCase() === stored.toLowerCase()),
    'timestamps-rounded': takingForStored((given, stored) => {
      const [one, other] = [decodeRowversion(given), decodeRowversion(stored)];
      return one !== undefined && other !== undefined && one >> 8n === other >> 8n;
    }),
    'timestamps-made-of-values': atSeam(newTimeStamp, (timeStamp, { id, row, body }) =>
      row ? stampOf(stringifyJson({ ...row.values, ...body, ID: id, TimeStamp: null })) : timeStamp,
    ),
    'values-back-timestamp-back': [
      writing(doneUpdates, rememberState),
      taking(
        (exchange) => staleUpdates(exchange) && hadTheseValues(exchange),
        ({ request }) => withoutTimeStamp(request),
      ),
    ],
  },
);

/** A TimeStamp that is always the same for a text (FNV-1a). */
function stampOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return encodeRowversion(firstRowversion + BigInt(hash >>> 0));
}

/** An update, of a fragment or of an object, with something for a TimeStamp that is no row version. */
function carriesUnreadable(exchange: Exchange): boolean {
  let unreadable = false;
  if (updates(exchange) || objectUpdates(exchange))
    withStamps(exchange.request, (stamp) => {
      unreadable ||= typeof stamp !== 'string' || decodeRowversion(stamp) === undefined;
      return [];
    });
  return unreadable;
}

/** Takes a TimeStamp that is refused for the stored one: what both are decides. */
function takingForStored(alike: (given: string, stored: string) => boolean): Attachment {
  const takes = (exchange: Exchange): boolean => {
    if (!updates(exchange) || exchange.response.status < 400) return false;
    const { row, body } = updateOf(exchange) ?? {};
    const given = body?.['TimeStamp'];
    return row !== undefined && typeof given === 'string' && given !== '' && alike(given, row.timeStamp);
  };
  return taking(takes, ({ request }) => withoutTimeStamp(request));
}

function withoutTimeStamp(request: HttpRequest): HttpRequest {
  const { TimeStamp: _, ...body } = bodyOf(request) ?? {};
  return withBody(request, body);
}

function pastStates(store: Store) {
  return memoryOf<{ readonly values: string }>(store, 'values-back-timestamp-back');
}

function rememberState(exchange: Exchange): void {
  const { row } = updateOf(exchange) ?? {};
  if (row) pastStates(exchange.store).put(`${row.id} ${row.timeStamp}`, { values: stringifyJson(row.values) });
}

function hadTheseValues(exchange: Exchange): boolean {
  const { row, body } = updateOf(exchange) ?? {};
  const past = pastStates(exchange.store).get(`${row?.id} ${String(body?.['TimeStamp'])}`);
  return past !== undefined && row !== undefined && past.values === stringifyJson(row.values);
}
