import { headerValue } from '../../../../core/http.ts';
import { isJsonObject } from '../../../../core/json.ts';
import type { Exchange } from '../../../kernel/bug.ts';
import { changingMember, type When, withHeader } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { jsonOf, membersOf, withMembers, withText } from '../../../kernel/bugs/other-request.ts';
import { all, answered, done, on, refused } from '../../../kernel/bugs/when.ts';
import { carryingOut, losing, taking, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { putRow, rowsOf } from '../model/rows.ts';
import { nullRefused, payloadInvalid, statusInvalid } from '../refusals.ts';
import { nextVersion } from '../write/store-row.ts';
import { answeringEmptyObject, answeringNothing, overlooking, refusingWith, storingWhatIsValid } from './answers.ts';
import { deletes, patches, posts, rowBefore, tableOf, updates } from './exchanges.ts';

const sent =
  (name: string): When =>
  ({ request }) =>
    name in membersOf(request);
const empty: When = all(updates, ({ request }) => Object.keys(membersOf(request)).length === 0);
const noObject: When = all(
  refused(on('PATCH')),
  ({ request }) => jsonOf(request) !== undefined && !isJsonObject(jsonOf(request)),
);
const code =
  (text: string): When =>
  ({ response }) =>
    response.status === 400 && new TextDecoder().decode(response.body).includes(text);
const tooLong = all(on('PATCH'), code('0x80044331'));
const outOfRange = all(on('PATCH'), ({ response }) =>
  /0x80044330|0x8004431A/.test(new TextDecoder().decode(response.body)),
);
const badStatus = all(on('PATCH'), code('0x80048408'));
const expands: When = all(posts, ({ request }) => request.target.includes('$expand'));

/** Bugs in the values that a column takes. */
export const valueMutants: readonly Mutant[] = mutantsOf(
  [
    ['created-names-its-url-too', 'A 201 has OData-EntityId.', 'DV-CRT-003'],
    ['create-never-expands', 'A POST does not expand.', 'DV-CRT-004'],
    ['application-required-enforced', 'A column that applications require may not be null.', 'DV-UPD-008'],
    ['application-required-stays', 'A null for a column that applications require does nothing.', 'DV-UPD-008'],
    ['read-only-columns-refused', 'A column that cannot be updated is refused.', 'DV-UPD-009'],
    ['read-only-columns-stop-the-rest', 'A column that cannot be updated stops the others.', 'DV-UPD-009'],
    ['updates-take-back', 'An update takes back the one before it.', 'DV-UPD-013'],
    ['empty-patch-refused', 'A PATCH of nothing is refused.', 'DV-UPD-015'],
    ['empty-patch-empties', 'A PATCH of nothing empties the row.', 'DV-UPD-015'],
    ['status-of-any-state', 'A status may be of another state.', ['DV-STA-004', 'DV-STA-005']],
    ['bad-status-written', 'A status of another state is refused and written.', ['DV-STA-004', 'DV-STA-005']],
    ['status-needs-its-state', 'A status alone is refused.', 'DV-STA-005'],
    ['status-alone-is-lost', 'A status alone does nothing.', 'DV-STA-005'],
    ['error-says-preferred', 'An error says that the row was preferred.', 'DV-PRF-012'],
    ['refusal-with-the-row', 'Who prefers the row is answered 200 with it, also when refused.', 'DV-PRF-012'],
    ['delete-that-prefers-keeps', 'A DELETE that prefers the row keeps it.', 'DV-PRF-013'],
    ['delete-that-prefers-shows', 'A DELETE that prefers the row shows it.', 'DV-PRF-013'],
    ['key-in-body-wins', 'The primary key in the body of an upsert is written.', 'DV-UPS-010'],
    ['key-in-body-refused', 'The primary key may not stand in the body of an upsert.', 'DV-UPS-010'],
    ['key-in-body-loses', 'An upsert with its primary key in the body is lost.', 'DV-UPS-010'],
    ['long-texts-cut', 'A text that is too long is cut.', 'DV-ERR-008'],
    ['long-text-refused-in-part', 'A text that is too long is refused, and the rest stored.', 'DV-ERR-008'],
    ['long-text-of-another-code', 'A text that is too long has the code of something else.', 'DV-ERR-008'],
    ['any-number-and-choice', 'Numbers and choices are not looked at.', 'DV-ERR-009'],
    ['number-refused-in-part', 'A number out of range is refused, and the rest stored.', 'DV-ERR-009'],
    ['names-without-case', 'Names of properties have no case.', 'DV-ERR-010'],
    ['names-in-other-case-written', 'A name in another case is refused and written.', 'DV-ERR-010'],
    ['no-object-is-nothing', 'A body that is no object is an empty one.', 'DV-ERR-013'],
    ['no-object-empties', 'A body that is no object is refused, and touches the row.', 'DV-ERR-013'],
  ],
  {
    'created-names-its-url-too': withHeader(['OData-EntityId', 'http://x/'], answered(posts, 201)),
    'create-never-expands': changingMember('primarycontactid', expands, () => null),
    'application-required-enforced': refusingWith(all(updates, nameIsNull), () => nullRefused('name')),
    'application-required-stays': overlooking(all(updates, nameIsNull), (name) => name === 'name'),
    'read-only-columns-refused': refusingWith(all(updates, sent('createdon')), () => payloadInvalid('createdon')),
    'read-only-columns-stop-the-rest': losing(all(updates, sent('createdon'))),
    'updates-take-back': taking(
      all(updates, (exchange) => rowBefore(exchange)?.values['telephone1'] === '3'),
      ({ request }) =>
        withMembers(request, (name, value) => [
          [name, value],
          ['telephone1', '555'],
        ]),
    ),
    'empty-patch-refused': refusingWith(empty, () => payloadInvalid('nothing')),
    'empty-patch-empties': taking(empty, ({ request }) => withText(request, '{"description":null}')),
    'status-of-any-state': answeringNothing(badStatus),
    'bad-status-written': writing(badStatus, (exchange) => touchRow(exchange, membersOf(exchange.request))),
    'status-needs-its-state': refusingWith(
      all(updates, sent('statuscode'), ({ request }) => !('statecode' in membersOf(request))),
      () => statusInvalid('?', 0),
    ),
    'status-alone-is-lost': losing(
      all(updates, sent('statuscode'), ({ request }) => !('statecode' in membersOf(request))),
    ),
    'error-says-preferred': withHeader(
      ['Preference-Applied', 'return=representation'],
      all(refused(patches), prefersRow),
    ),
    'refusal-with-the-row': answeringEmptyObject(200, all(refused(patches), prefersRow, code('no_such_property'))),
    'delete-that-prefers-keeps': losing(all(deletes, prefersRow)),
    'delete-that-prefers-shows': answeringEmptyObject(200, all(deletes, prefersRow)),
    'key-in-body-wins': writing(all(done(patches), sent('accountid')), (exchange) => {
      const { store } = exchange;
      const table = tableOf(exchange);
      const row = rowsOf(store, table).get(String(membersOf(exchange.request)['accountid']).toLowerCase());
      if (row)
        putRow(store, table, { ...row, version: nextVersion(store), values: { ...row.values, name: 'Of two rows' } });
    }),
    'key-in-body-refused': refusingWith(all(done(patches), sent('accountid')), () => payloadInvalid('accountid')),
    'key-in-body-loses': losing(all(done(patches), sent('accountid'))),
    'long-texts-cut': answeringNothing(tooLong),
    'long-text-refused-in-part': storingWhatIsValid(tooLong),
    'long-text-of-another-code': changingMember('code', tooLong, () => '0x80040217'),
    'any-number-and-choice': answeringNothing(outOfRange),
    'number-refused-in-part': storingWhatIsValid(outOfRange),
    'names-without-case': taking(otherCase, lowered),
    'names-in-other-case-written': carryingOut(otherCase, lowered),
    'no-object-is-nothing': taking(noObject, ({ request }) => withText(request, '{}')),
    'no-object-empties': carryingOut(noObject, ({ request }) => withText(request, '{}')),
  },
);

function nameIsNull({ request }: Exchange): boolean {
  return membersOf(request)['name'] === null;
}

function prefersRow({ request }: Exchange): boolean {
  return /return=representation/.test(headerValue(request.headers, 'Prefer') ?? '');
}

function otherCase({ request, response }: Exchange): boolean {
  return response.status === 400 && request.method === 'PATCH' && 'NAME' in membersOf(request);
}

function lowered({ request }: Exchange): Exchange['request'] {
  return withMembers(request, (name, value) => [[name.toLowerCase(), value]]);
}

function touchRow(exchange: Exchange, values: ReturnType<typeof membersOf>): void {
  const row = rowBefore(exchange);
  if (row)
    putRow(exchange.store, tableOf(exchange), {
      ...row,
      version: nextVersion(exchange.store),
      values: { ...row.values, ...values },
    });
}
