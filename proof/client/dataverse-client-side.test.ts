import { describe, expect, test } from 'vitest';
import { emptyBody, type HttpResponse, utf8 } from '../../core/http.ts';
import type { ClientReply, ClientRequest } from '../../mock-server/kernel/client-side.ts';
import { createService } from '../../mock-server/kernel/create-service.ts';
import { clientSide } from '../../mock-server/protocols/dataverse/client-side.ts';
import { dataverse } from '../../mock-server/protocols/dataverse/index.ts';

const service = createService(dataverse);
const account = '00000000-0000-0000-0000-000000000001';
const root = '/api/data/v9.2';
const answer: HttpResponse = { status: 204, headers: [], body: emptyBody };

function read(
  method: string,
  path: string,
  {
    body,
    headers = {},
    reply = answer,
  }: { body?: object; headers?: Record<string, string>; reply?: HttpResponse } = {},
): { readonly asks: ClientRequest; readonly says: ClientReply } {
  const request = {
    method,
    target: `${root}/${path}`,
    headers: Object.entries(headers),
    body: body === undefined ? emptyBody : utf8(JSON.stringify(body)),
  };
  return service.onRows((store, world) => {
    const call = { store, request, world };
    const asks = clientSide.readRequest(call);
    return { asks, says: clientSide.readReply(call, asks, reply) };
  });
}

describe('a request', () => {
  test('names a row in one way, however it is addressed', () => {
    const row = `accounts(${account})`;
    expect(read('GET', row).asks).toEqual({ act: 'read', row });
    expect(read('GET', `accounts(accountid=${account})?$select=name`).asks).toEqual({ act: 'read', row });
    expect(read('DELETE', row, { headers: { 'if-match': 'W/"1"' } }).asks).toEqual({
      act: 'delete',
      row,
      condition: { kind: 'version', token: 'W/"1"' },
    });
  });

  test('sets members, without annotations and bindings; a status goes with its state', () => {
    const body = { name: 'A', 'primarycontactid@odata.bind': '/contacts(1)', '@odata.etag': 'W/"1"' };
    expect(read('PATCH', `accounts(${account})`, { body }).asks.sets).toEqual(new Map([['name', '"A"']]));
    expect(read('PATCH', `accounts(${account})`, { body: { statecode: 1, statuscode: 2 } }).asks.sets).toEqual(
      new Map([['statecode', '1']]),
    );
    expect(read('PUT', `accounts(${account})/name`, { body: { value: 'A' } }).asks).toEqual({
      act: 'update',
      row: `accounts(${account})`,
      sets: new Map([['name', '"A"']]),
    });
    expect(read('DELETE', `accounts(${account})/name`).asks.sets).toEqual(new Map([['name', 'null']]));
  });

  test.each([
    ['If-Match', '*', { kind: 'there' }],
    ['If-None-Match', '*', { kind: 'not-there' }],
    ['If-None-Match', 'null', undefined],
  ])('%s: %s', (name, value, condition) => {
    const { asks } = read('PATCH', `accounts(${account})`, { body: { name: 'A' }, headers: { [name]: value } });
    expect(asks.condition).toEqual(condition);
  });
});

describe('an answer', () => {
  const shown = { '@odata.etag': 'W/"7"', accountid: account, name: 'A', 'name@annotation': 1 };
  const ok = (json: object): HttpResponse => ({ status: 200, headers: [], body: utf8(JSON.stringify(json)) });
  const rows = [
    {
      row: `accounts(${account})`,
      token: 'W/"7"',
      values: new Map([
        ['accountid', `"${account}"`],
        ['name', '"A"'],
      ]),
    },
  ];

  test('shows rows with their tags, alone and in lists', () => {
    expect(read('GET', `accounts(${account})`, { reply: ok(shown) }).says.shows).toEqual(rows);
    expect(read('GET', 'accounts', { reply: ok({ value: [shown] }) }).says.shows).toEqual(rows);
  });

  test('without a row may tell its tag', () => {
    const reply: HttpResponse = { ...answer, headers: [['ETag', 'W/"8"']] };
    expect(read('PATCH', `accounts(${account})`, { body: { name: 'A' }, reply }).says.shows).toEqual([
      { row: `accounts(${account})`, token: 'W/"8"', values: new Map() },
    ]);
  });

  test.each([
    [412, {}, 'conflict'],
    [412, { 'If-None-Match': '*' }, 'refused'],
    [429, {}, 'throttled'],
    [401, {}, 'unauthenticated'],
    [404, {}, 'refused'],
    [204, {}, 'done'],
  ])('%i with %j is %s', (status, headers, outcome) => {
    const reply = { ...answer, status };
    expect(read('PATCH', `accounts(${account})`, { body: {}, headers, reply }).says.outcome).toBe(outcome);
  });
});
