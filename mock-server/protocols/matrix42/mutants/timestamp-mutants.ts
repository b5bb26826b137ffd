import { decodeUtf8, type HttpRequest, splitTarget, utf8 } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import { atSeam, type Exchange, memoryOf, off } from '../../../kernel/bug.ts';
import { answering, withJson } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { taking, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { type Refused, refusedWith } from '../../../kernel/refused.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import type { Store } from '../../../kernel/store.ts';
import { type AttributeValues, fragmentsOf } from '../model/fragment-row.ts';
import { decodeRowversion, encodeRowversion, firstRowversion } from '../model/rowversion.ts';
import { refuse } from '../refuse.ts';
import { fragmentAsShown, newTimeStamp, timeStampsAgree, verdictOnTimeStamp } from '../seams.ts';
import { conflict } from '../write/judge-time-stamp.ts';
import { storeUpdate } from '../write/write-fragment.ts';
import { doneUpdates, namesNoDefinition, staleUpdates, updateOf, updates } from './exchanges.ts';
import { bothEditions } from './update-mutants.ts';
import { withStamps } from './with-stamps.ts';

/** What is wrong with TimeStamps. */
export const timestampMutants: readonly Mutant[] = mutantsOf(
  [
    ['timestamp-ignored', 'The TimeStamp of an update is not looked at.', 'M42-TS-003'],
    [
      'timestamp-compared-as-at-least',
      'An update is refused only if its TimeStamp is smaller than the stored one.',
      'M42-TS-013',
    ],
    [
      'timestamp-compared-by-prefix',
      'The last characters of the TimeStamp are not compared.',
      ['M42-TS-003', 'M42-TS-013', 'M42-TS-014', 'M42-TS-015', 'M42-OBJ-005'],
    ],
    ['timestamp-required', 'An update without TimeStamp is refused.', ['M42-TS-001', 'M42-UPD-001']],
    ['current-timestamp-refused', 'An update with the stored TimeStamp is refused with 500.', 'M42-TS-002'],
    ['timestamp-is-read-only', 'An update with any TimeStamp is refused with 400.', 'M42-TS-002'],
    [
      'conflict-is-409',
      'An update with an old TimeStamp is answered with 409.',
      ['M42-TS-003', 'M42-TS-013', 'M42-TS-014', 'M42-TS-015', 'M42-OBJ-005'],
    ],
    [
      'conflict-is-412',
      'An update with an old TimeStamp is answered with 412.',
      ['M42-TS-003', 'M42-TS-013', 'M42-TS-014', 'M42-TS-015', 'M42-OBJ-005'],
    ],
    [
      'stale-update-applied',
      'An update with an old TimeStamp is refused and stored nevertheless.',
      ['M42-TS-004', 'M42-TS-014', 'M42-UPD-015'],
    ],
    [
      'stale-update-half-applied',
      'Of an update with an old TimeStamp the first attribute is stored before it is refused.',
      ['M42-TS-004', 'M42-TS-014', 'M42-UPD-015'],
    ],
    ['repeated-update-accepted', 'An update that equals the last accepted one is answered as it was.', 'M42-TS-015'],
    ['insisting-helps', 'An update with an old TimeStamp is carried out when it is sent once more.', 'M42-TS-003'],
    [
      'timestamp-unchanged',
      'An update leaves the TimeStamp as it was.',
      ['M42-TS-003', 'M42-TS-005', 'M42-TS-010', 'M42-TS-014'],
    ],
    ['reset-keeps-timestamp', 'An update that resets an attribute leaves the TimeStamp as it was.', 'M42-TS-005'],
    [
      'timestamp-stored-from-body',
      'The TimeStamp of an update is stored like an attribute.',
      ['M42-TS-010', 'M42-TS-014'],
    ],
    ['timestamp-in-hexadecimal', 'TimeStamps are hexadecimal numbers.', 'M42-TS-006'],
    ['counter-per-fragment', 'Each fragment counts its own TimeStamps.', 'M42-TS-007'],
    ['rowversion-counts-down', 'TimeStamps fall with every write.', 'M42-TS-007'],
    ['conflict-told-as-unknown-definition', 'A conflict is told as an unknown Data Definition.', 'M42-TS-020'],
    [
      'conflict-told-as-another-unknown-definition',
      'A conflict is told as a Data Definition that is unknown, by its name.',
      'M42-TS-020',
    ],
    ['errors-alike', 'All errors with 500 have the same body.', 'M42-TS-020'],
  ],
  {
    'timestamp-ignored': [off('M42-TS-003'), off('M42-TS-013')],
    'timestamp-compared-as-at-least': off('M42-TS-013'),
    // Without the last 16 bits: four characters with the padding.
    'timestamp-compared-by-prefix': atSeam(
      timeStampsAgree,
      (_agree, { given, stored }) => given.slice(0, -4) === stored.slice(0, -4),
    ),
    'timestamp-required': atSeam(
      verdictOnTimeStamp,
      (verdict, { world }) =>
        verdict ?? refusedWith(refuse(world, 400, { name: 'TimeStampMissing', message: 'TimeStamp is required.' })),
      ({ body }) => !Object.hasOwn(body, 'TimeStamp'),
    ),
    'current-timestamp-refused': atSeam(
      verdictOnTimeStamp,
      (verdict, { world }) => verdict ?? conflict(world),
      hasTimeStamp,
    ),
    'timestamp-is-read-only': atSeam(
      verdictOnTimeStamp,
      (_verdict, { world }) =>
        refusedWith(refuse(world, 400, { name: 'ReadOnly', message: 'TimeStamp cannot be written.' })),
      hasTimeStamp,
    ),
    'conflict-is-409': atSeam(verdictOnTimeStamp, answerConflictWith(409), hasTimeStamp),
    'conflict-is-412': atSeam(verdictOnTimeStamp, answerConflictWith(412), hasTimeStamp),
    'stale-update-applied': writing(staleUpdates, (exchange) => applyStale(exchange, (values) => values)),
    'stale-update-half-applied': writing(staleUpdates, keepFirstAttribute),
    'repeated-update-accepted': [
      writing(doneUpdates, rememberUpdate),
      answering(
        (exchange) => staleUpdates(exchange) && isRepeated(exchange),
        () => respondEmpty(204),
      ),
    ],
    'insisting-helps': [
      writing(staleUpdates, ({ request, store }) =>
        memoryOf<object>(store, 'insisting-helps').put(decodeUtf8(request.body), {}),
      ),
      taking(
        (exchange) =>
          staleUpdates(exchange) && memoryOf(exchange.before, 'insisting-helps').has(decodeUtf8(exchange.request.body)),
        ({ request }) => withStamps(request, () => []) ?? request,
      ),
    ],
    'timestamp-unchanged': atSeam(newTimeStamp, (timeStamp, { row }) => row?.timeStamp ?? timeStamp),
    'reset-keeps-timestamp': atSeam(newTimeStamp, (timeStamp, { row, body }) =>
      row && Object.values(body ?? {}).includes(null) ? row.timeStamp : timeStamp,
    ),
    'timestamp-stored-from-body': atSeam(newTimeStamp, (timeStamp, { body }) =>
      typeof body?.['TimeStamp'] === 'string' ? body['TimeStamp'] : timeStamp,
    ),
    'timestamp-in-hexadecimal': [
      atSeam(fragmentAsShown, (fragment) => ({
        ...fragment,
        TimeStamp: toHexadecimal(String(fragment['TimeStamp'])),
      })),
      taking(carriesHexadecimal, ({ request }) => fromHexadecimal(request)),
    ],
    'counter-per-fragment': atSeam(newTimeStamp, (_timeStamp, { store, id }) =>
      encodeRowversion(store.next(`rowversion/${id}`, firstRowversion)),
    ),
    'rowversion-counts-down': atSeam(newTimeStamp, (timeStamp) =>
      encodeRowversion((1n << 63n) - (decodeRowversion(timeStamp) ?? 0n)),
    ),
    'conflict-told-as-unknown-definition': withJson(
      (exchange) => staleUpdates(exchange) || (updates(exchange) && namesNoDefinition(exchange)),
      () => ({ ExceptionName: 'DataDefinitionNotFound', Message: 'The Data Definition was not found.' }),
    ),
    'conflict-told-as-another-unknown-definition': withJson(
      (exchange) => staleUpdates(exchange) || (updates(exchange) && namesNoDefinition(exchange)),
      (_body, { request }) => ({
        ExceptionName: 'DataDefinitionNotFound',
        Message: `The Data Definition '${splitTarget(request.target).path.split('/').at(-1)}' was not found.`,
      }),
    ),
    'errors-alike': withJson(
      ({ response }) => response.status === 500,
      () => ({ ExceptionName: 'Exception', Message: 'An error has occurred.' }),
    ),
  },
  {
    'timestamp-ignored': { editions: bothEditions },
    'timestamp-required': { editions: bothEditions },
    'current-timestamp-refused': { editions: bothEditions },
    'timestamp-is-read-only': { editions: bothEditions },
  },
);

function hasTimeStamp({ body }: { readonly body: JsonObject }): boolean {
  return Object.hasOwn(body, 'TimeStamp');
}

/** Another status for the conflict; what is refused for another reason stays as it is. */
function answerConflictWith(status: number) {
  return (verdict: Refused | undefined): Refused | undefined =>
    verdict?.refused.status === 500 ? refusedWith({ ...verdict.refused, status }) : verdict;
}

function applyStale(exchange: Exchange, part: (values: AttributeValues) => AttributeValues): void {
  const { definition, row, values = {}, body = {} } = updateOf(exchange) ?? {};
  if (definition && row) storeUpdate(exchange, definition, { row, values: part(values) }, body);
}

/** The first attribute alone is stored, and its TimeStamp stays as it was. */
function keepFirstAttribute({ ...exchange }: Exchange): void {
  const { definition, row, values = {} } = updateOf(exchange) ?? {};
  const first = Object.fromEntries(Object.entries(values).slice(0, 1));
  if (definition && row)
    fragmentsOf(exchange.store, definition).put(row.id, { ...row, values: { ...row.values, ...first } });
}

function rememberedUpdates(store: Store) {
  return memoryOf<{ readonly body: string }>(store, 'repeated-update-accepted');
}

function rememberUpdate(exchange: Exchange): void {
  const { row, body } = updateOf(exchange) ?? {};
  if (row && body) rememberedUpdates(exchange.store).put(row.id, { body: stringifyJson(body) });
}

function isRepeated(exchange: Exchange): boolean {
  const { row, body } = updateOf(exchange) ?? {};
  return body !== undefined && rememberedUpdates(exchange.store).get(row?.id ?? '')?.body === stringifyJson(body);
}

function toHexadecimal(timeStamp: string): string {
  return `0x${(decodeRowversion(timeStamp) ?? 0n).toString(16).padStart(16, '0').toUpperCase()}`;
}

function carriesHexadecimal({ request }: Exchange): boolean {
  return /"0x[0-9A-F]{16}"/.test(decodeUtf8(request.body));
}

function fromHexadecimal(request: HttpRequest): HttpRequest {
  const body = decodeUtf8(request.body).replaceAll(
    /"(0x[0-9A-F]{16})"/g,
    (_all, digits: string) => `"${encodeRowversion(BigInt(digits))}"`,
  );
  return { ...request, body: utf8(body) };
}
