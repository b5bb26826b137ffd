import { decodeUtf8, headerValue } from '../../../../core/http.ts';
import { isJsonObject, jsonObject } from '../../../../core/json.ts';
import { off } from '../../../kernel/bug.ts';
import {
  changeMembers,
  changingMember,
  type When,
  withHeader,
  withJson,
  withStatus,
} from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { membersOf, withText } from '../../../kernel/bugs/other-request.ts';
import { all, answered, decidedBy, done, on, refused, sends } from '../../../kernel/bugs/when.ts';
import { carryingOut, losing, taking, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { putRow, rowsOf } from '../model/rows.ts';
import { badUrl, keyInvalid, keyMissing, payloadInvalid, segmentMissing } from '../refusals.ts';
import { answeringEmptyObject, answeringNothing, overlooking, refusingWith, saying } from './answers.ts';
import { about, patches, tableOf, updates } from './exchanges.ts';

const written: When = done(on('PATCH', 'PUT'));
const inTarget =
  (pattern: RegExp): When =>
  ({ request }) =>
    pattern.test(request.target);
const reads: When = done(about('row', 'GET'));
const badSelect: When = all(refused(decidedBy('DV-ERR-001')), inTarget(/no_such_property/));
const textKey = inTarget(/accountnumber=/);
const functions = decidedBy('DV-ERR-012');

/** Bugs in how things are spelt: keys, versions, texts, names. */
export const spellingMutants: readonly Mutant[] = mutantsOf(
  [
    ['any-version-of-a-body', 'A body may be in any version of OData.', 'DV-HDR-003', off('DV-HDR-003')],
    ['unknown-version-written', 'A body in an unknown version is refused and stored.', 'DV-HDR-003'],
    ['later-version-answered', 'Who takes 4.01 is answered in it.', 'DV-HDR-004'],
    ['later-version-refused', 'Who takes 4.01 is refused.', 'DV-HDR-004'],
    ['accept-is-wanted', 'A request without Accept is refused.', 'DV-HDR-009'],
    ['xml-instead', 'Without Accept a row is XML.', 'DV-HDR-009'],
    ['nothing-without-accept', 'Without Accept a row is empty.', 'DV-HDR-009'],
    ['xml-is-a-fault', 'A row as XML is a fault of the server.', 'DV-HDR-010'],
    ['encoded-apostrophe-refused', 'An encoded apostrophe is no apostrophe.', 'DV-HDR-016'],
    ['encoded-apostrophe-another', 'An encoded apostrophe belongs to the value.', 'DV-HDR-016'],
    ['escapes-refused', 'JSON may hold no escapes.', 'DV-HDR-021'],
    ['astral-text-lost', 'Characters of four bytes become question marks.', 'DV-HDR-021'],
    ['upper-guids-refused', 'A GUID in upper case is no GUID.', 'DV-HDR-022'],
    ['upper-guids-shown', 'A key is shown as it was asked for.', 'DV-HDR-022'],
    ['named-primary-key-refused', 'A primary key may not be named.', 'DV-AK-012'],
    ['named-primary-key-writes-nothing', 'A row that is named by its named key is not written.', 'DV-AK-012'],
    ['bad-guid-is-404', 'A key that is no GUID is not found.', 'DV-ERR-006'],
    ['bad-select-is-passed-over', 'Unknown columns in $select of a GET are passed over.', 'DV-ERR-007'],
    ['bad-select-unnamed', 'The unknown column is not named.', ['DV-ERR-007', 'DV-PRF-014']],
    ['bad-select-is-500', 'An unknown column of a GET is a fault of the server.', 'DV-ERR-007'],
    ['bad-select-of-a-patch-is-500', 'An unknown column of a PATCH is a fault of the server.', 'DV-PRF-014'],
    ['text-key-shown-otherwise', 'A text that is a key is shown with something behind it.', ['DV-AK-010', 'DV-AK-019']],
    ['bad-select-is-written', 'A PATCH that selects an unknown column is refused and stored.', 'DV-PRF-014'],
    ['functions-by-any-method', 'A function takes any method.', 'DV-ERR-012', answeringNothing(functions)],
    ['function-method-is-405', 'Another method of a function is 405.', 'DV-ERR-012', off('DV-ERR-012')],
    ['errors-without-annotations', 'Errors have no annotations.', 'DV-ERR-011'],
    ['errors-always-annotated', 'Errors have annotations unasked.', 'DV-ERR-011'],
    ['text-key-creates-nothing', 'A row made by a text key is lost.', 'DV-AK-010', losing(all(done(patches), textKey))],
    ['text-key-deletes-nothing', 'A DELETE by a text key keeps the row.', 'DV-AK-010'],
    ['text-key-answers-201', 'A PATCH by a text key answers 201.', 'DV-AK-010'],
    ['text-key-finds-nobody', 'A row is not found by a text key.', 'DV-AK-010'],
    ['text-key-empties', 'A row that is read by a text key has no name.', 'DV-AK-010'],
    ['text-key-is-405', 'No DELETE by a text key.', 'DV-AK-010'],
    ['doubled-apostrophe-stays', 'A doubled apostrophe in a key is two.', 'DV-AK-019'],
    ['key-order-fixed', 'The columns of a key stand in one order.', 'DV-AK-011'],
    ['key-order-writes-nothing', 'In another order a key writes nothing.', 'DV-AK-011'],
    ['key-order-another-row', 'In another order a key shows another row.', 'DV-AK-011'],
    ['key-of-any-type', 'A key value may have any type.', 'DV-AK-023', off('DV-AK-023')],
    ['key-of-another-type-creates', 'A key of another type is refused and makes a row.', 'DV-AK-023'],
    ['second-key-refused', 'A lookup is no part of a key.', 'DV-AK-021'],
    ['second-key-incomplete', 'A row made by a lookup in a key does not have it.', 'DV-AK-021'],
    ['other-key-refused', 'No key value is changed by another key.', 'DV-AK-009'],
    ['other-key-passed-over', 'A key value is not changed by another key.', 'DV-AK-009'],
    ['property-by-key-refused', 'A property has no address by an alternate key.', 'DV-AK-022'],
    ['property-by-key-lost', 'A property that is written by an alternate key is lost.', 'DV-AK-022'],
    ['property-by-key-as-text', 'A property that is set by an alternate key is another one.', 'DV-AK-022'],
  ],
  {
    'unknown-version-written': carryingOut(refused(decidedBy('DV-HDR-003')), ({ request }) => ({
      ...request,
      headers: request.headers.filter(([name]) => name !== 'OData-Version'),
    })),
    'later-version-answered': withHeader(['OData-Version', '4.01'], takes401),
    'later-version-refused': refusingWith(all(reads, takes401), badUrl),
    'accept-is-wanted': refusingWith(all(reads, accepts(undefined)), badUrl),
    'xml-instead': withHeader(['Content-Type', 'application/xml'], all(reads, accepts(undefined))),
    'nothing-without-accept': answeringEmptyObject(200, all(reads, accepts(undefined))),
    'xml-is-a-fault': withStatus(500, all(reads, accepts('application/xml'))),
    'encoded-apostrophe-refused': refusingWith(all(written, inTarget(/=%27/)), badUrl),
    'encoded-apostrophe-another': changingMember(
      'accountnumber',
      all(written, inTarget(/=%27/)),
      (value) => `'${String(value)}'`,
    ),
    'escapes-refused': refusingWith(
      all(written, ({ request }) => decodeUtf8(request.body).includes('\\u')),
      () => payloadInvalid('escape'),
    ),
    'astral-text-lost': taking(
      all(updates, ({ request }) => /[\ud800-\udfff]|\\ud8/i.test(decodeUtf8(request.body))),
      ({ request }) =>
        withText(
          request,
          decodeUtf8(request.body).replaceAll(
            /[\ud800-\udbff][\udc00-\udfff]|\\ud[89ab][0-9a-f]{2}\\u[0-9a-f]{4}/gi,
            '?',
          ),
        ),
    ),
    'upper-guids-refused': refusingWith(
      all(done(about('row', 'GET', 'PATCH')), inTarget(/\([0-9A-F-]*[A-F][0-9A-F-]*\)/)),
      badUrl,
    ),
    'upper-guids-shown': withJson(
      all(done(about('row', 'GET', 'PATCH')), inTarget(/\([0-9A-F-]*[A-F][0-9A-F-]*\)/)),
      (body, exchange) =>
        changeMembers(body, (name, value) =>
          name === tableOf(exchange).primaryKey ? String(value).toUpperCase() : value,
        ),
    ),
    'named-primary-key-refused': refusingWith(all(done(on('GET', 'PATCH')), inTarget(/\(accountid=/)), badUrl),
    'named-primary-key-writes-nothing': losing(all(done(patches), inTarget(/\(accountid=/))),
    'bad-guid-is-404': refusingWith(
      all(({ response }) => response.status === 400, inTarget(/accounts\((?:abc|[0-9-]+)\)/)),
      () => segmentMissing('accounts'),
    ),
    'bad-select-is-passed-over': taking(all(badSelect, on('GET')), ({ request }) => ({
      ...request,
      target: request.target.replace(/\?.*$/, ''),
    })),
    'bad-select-unnamed': saying(badSelect, () => 'A column is unknown.'),
    'bad-select-is-500': withStatus(500, all(badSelect, on('GET'))),
    'bad-select-of-a-patch-is-500': withStatus(500, all(badSelect, on('PATCH'))),
    'text-key-shown-otherwise': changingMember('accountnumber', all(reads, textKey), (value) => `${String(value)}?`),
    'bad-select-is-written': carryingOut(all(badSelect, on('PATCH')), ({ request }) => ({
      ...request,
      target: request.target.replace(/\?.*$/, ''),
    })),
    'errors-without-annotations': withJson(all(refused(decidedBy('DV-ERR-001')), sends('Prefer')), (body) =>
      isJsonObject(body) && isJsonObject(body['error'])
        ? jsonObject([['error', jsonObject(Object.entries(body['error']).filter(([name]) => !name.startsWith('@')))]])
        : body,
    ),
    'errors-always-annotated': withJson(
      all(refused(decidedBy('DV-ERR-001')), ({ request }) => headerValue(request.headers, 'Prefer') === undefined),
      (body) =>
        isJsonObject(body) && isJsonObject(body['error'])
          ? jsonObject([
              ['error', jsonObject([...Object.entries(body['error']), ['@Microsoft.PowerApps.CDS.TraceText', '']])],
            ])
          : body,
    ),
    'text-key-deletes-nothing': losing(all(done(on('DELETE')), textKey)),
    'text-key-answers-201': withStatus(201, answered(all(patches, textKey), 204)),
    'text-key-finds-nobody': refusingWith(all(reads, textKey), (exchange) => keyMissing(tableOf(exchange))),
    'text-key-empties': changingMember('name', all(reads, textKey), () => null),
    'text-key-is-405': refusingWith(all(done(on('DELETE')), textKey), badUrl),
    'doubled-apostrophe-stays': changingMember('accountnumber', all(reads, inTarget(/''/)), (value) =>
      String(value).replace("'", "''"),
    ),
    'key-order-fixed': refusingWith(all(done(on('GET', 'PATCH')), inTarget(/key2=[^)]*key1=/)), (exchange) =>
      keyInvalid(tableOf(exchange)),
    ),
    'key-order-writes-nothing': losing(all(done(patches), inTarget(/key2=[^)]*key1=/))),
    'key-order-another-row': changingMember(
      'sample_thingid',
      all(reads, inTarget(/key2=[^)]*key1=/)),
      () => '00000000-0000-0000-0000-000000000000',
    ),
    'key-of-another-type-creates': writing(all(refused(on('PATCH')), inTarget(/key1='/)), (exchange) => {
      const { store, world } = exchange;
      const table = tableOf(exchange);
      putRow(store, table, {
        id: world.uuid(4),
        version: 1n,
        values: { sample_name: membersOf(exchange.request)['sample_name'] ?? null },
      });
    }),
    'second-key-refused': refusingWith(all(done(on('PATCH')), inTarget(/_value=/)), (exchange) =>
      keyInvalid(tableOf(exchange)),
    ),
    'second-key-incomplete': changingMember('_sample_accountid_value', all(reads, inTarget(/_value=/)), () => null),
    'other-key-refused': refusingWith(done(decidedBy('DV-AK-009')), () => payloadInvalid('A key value cannot change.')),
    'other-key-passed-over': overlooking(done(decidedBy('DV-AK-009')), (name) => /key1$/.test(name)),
    'property-by-key-refused': refusingWith(all(done(about('property', 'PUT', 'DELETE')), inTarget(/=/)), badUrl),
    'property-by-key-lost': losing(all(done(about('property', 'PUT', 'DELETE')), inTarget(/=/))),
    'property-by-key-as-text': writing(all(done(about('property', 'PUT', 'DELETE')), inTarget(/key1=/)), (exchange) => {
      const { store, before } = exchange;
      const table = tableOf(exchange);
      for (const [id, row] of rowsOf(store, table).entries())
        if (rowsOf(before, table).get(id)?.version !== row.version)
          putRow(store, table, { ...row, values: { ...row.values, sample_name: 'Another' } });
    }),
  },
);

function takes401({ request }: Parameters<When>[0]): boolean {
  return headerValue(request.headers, 'OData-MaxVersion') === '4.01';
}

function accepts(type: string | undefined): When {
  return ({ request }) => headerValue(request.headers, 'Accept') === type;
}
