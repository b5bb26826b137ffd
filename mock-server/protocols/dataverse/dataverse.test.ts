import { describe, expect, it } from 'vitest';
import { decodeUtf8, type HeaderField, headerValue, utf8 } from '../../../core/http.ts';
import { createService, type Service } from '../../kernel/create-service.ts';
import { dataverse } from './index.ts';
import { pageAccountId } from './seed.ts';

const api = '/api/data/v9.2';
const baseUrl = 'http://reference.invalid';

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly json: () => Record<string, unknown>;
  readonly header: (name: string) => string | undefined;
}

async function send(
  service: Service,
  method: string,
  path: string,
  { body, ...headers }: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const fields: HeaderField[] = [['Authorization', 'Bearer dataverse-caller'], ...Object.entries(headers)];
  const response = await service.dispatch({ method, target: api + path, headers: fields, body: utf8(body ?? '') });
  const text = decodeUtf8(response.body);
  return {
    status: response.status,
    body: text,
    json: () => JSON.parse(text),
    header: (name) => headerValue(response.headers, name),
  };
}

const create = (edition?: string): Service => createService(dataverse, { baseUrl, ...(edition ? { edition } : {}) });
const account = `/accounts(${pageAccountId})`;
const thing = '/sample_things(sample_key1=1,sample_key2=1)';

describe('the page, as written', () => {
  it('answers the update example', async () => {
    const service = create('documented');
    const answer = await send(service, 'PATCH', account, {
      'If-Match': '*',
      body: '{"name":"Updated Sample Account ","creditonhold":true,"address1_latitude":47.639583,"revenue":6000000}',
    });
    expect([answer.status, answer.body, answer.header('OData-EntityId')]).toEqual([204, '', undefined]);
    const { body } = await send(service, 'GET', account);
    expect(body).toContain('"revenue":6000000.0000');
    expect(body).toContain('"address1_latitude":47.63958,');
  });

  it('does not pass over a query in SQL, and says that it has none', async () => {
    const { status, header } = await send(create(), 'GET', '/accounts?sql=select%20name%20from%20account');
    expect(status).toBe(501);
    expect(header('Conformance-Unmodelled')).toBe('sql');
  });

  it('answers the update with data returned digit for digit', async () => {
    const answer = await send(
      create('documented'),
      'PATCH',
      `${account}?$select=name,creditonhold,address1_latitude,description,revenue,accountcategorycode,createdon`,
      { 'If-Match': '*', Prefer: 'return=representation', body: '{"name":"Updated Sample Account"}' },
    );
    expect(answer.status).toBe(200);
    expect(answer.header('Content-Type')).toBe('application/json; odata.metadata=minimal');
    expect(answer.body).toContain('"revenue":5000000.0000');
    expect(answer.json()).toEqual({
      '@odata.context': `${baseUrl}${api}/$metadata#accounts/$entity`,
      '@odata.etag': expect.stringMatching(/^W\/"\d+"$/),
      accountid: pageAccountId,
      accountcategorycode: 1,
      description: 'This is the description of the sample account',
      address1_latitude: 47.63958,
      creditonhold: false,
      name: 'Updated Sample Account',
      createdon: '2016-09-28T23:14:00Z',
      revenue: 5000000,
      _transactioncurrencyid_value: '048dddaa-6f7f-e611-80d3-00155db5e0b6',
    });
  });
});

describe('upsert', () => {
  it('creates by alternate key and repeats the key in OData-EntityId', async () => {
    const service = create();
    for (const name of ['one', 'two']) {
      const answer = await send(service, 'PATCH', thing, {
        'If-None-Match': 'null',
        body: `{"sample_name":"${name}"}`,
      });
      expect([answer.status, answer.header('OData-EntityId')]).toEqual([204, `${baseUrl}${api}${thing}`]);
    }
    expect((await send(service, 'GET', thing)).json()).toMatchObject({
      sample_key1: 1,
      sample_key2: 1,
      sample_name: 'two',
    });
  });

  it('finds a row by its key in any order of parts, and no longer after the key has changed', async () => {
    const service = create();
    await send(service, 'PATCH', thing, { body: '{"sample_name":"x"}' });
    const found = await send(service, 'GET', '/sample_things(sample_key2=1,sample_key1=1)');
    const { sample_thingid: id } = found.json();
    expect((await send(service, 'PATCH', `/sample_things(${id})`, { body: '{"sample_key1":2}' })).status).toBe(204);
    expect((await send(service, 'GET', thing)).status).toBe(404);
    expect((await send(service, 'GET', '/sample_things(sample_key1=2,sample_key2=1)')).status).toBe(200);
  });

  it('refuses a second row with the same key', async () => {
    const service = create();
    await send(service, 'PATCH', thing, { body: '{}' });
    const answer = await send(service, 'POST', '/sample_things', { body: '{"sample_key1":1,"sample_key2":1}' });
    expect(answer.status).toBe(412);
    expect(answer.body).toContain('0x80060892');
  });

  it.each(['(sample_key1=1)', "(sample_key1='a',sample_key2=1)", '(nope=1,sample_key2=1)', '(abc)'])(
    'refuses the key %s',
    async (key) => {
      expect((await send(create(), 'PATCH', `/sample_things${key}`, { body: '{}' })).status).toBe(400);
    },
  );
});

describe('conditions', () => {
  it.each([
    ['a row that exists', account],
    ['a row that does not', '/accounts(00000000-0000-0000-0000-0000000000ff)'],
  ])('decide about a PATCH on %s', async (_, target) => {
    const exists = target === account;
    const status = async (headers: Readonly<Record<string, string>>): Promise<number> =>
      (await send(create(), 'PATCH', target, { ...headers, body: '{"name":"x"}' })).status;
    expect(await status({})).toBe(204);
    expect(await status({ 'If-Match': '*' })).toBe(exists ? 204 : 404);
    expect(await status({ 'If-Match': 'W/"0"' })).toBe(exists ? 412 : 404);
    expect(await status({ 'If-None-Match': '*' })).toBe(exists ? 412 : 204);
    expect(await status({ 'If-None-Match': 'null' })).toBe(204);
    expect(await status({ 'If-Match': 'abc' })).toBe(400);
  });

  it('hold for the current tag, whether written weak, strong or in a list', async () => {
    const service = create();
    for (const form of [(tag: string) => tag, (tag: string) => tag.slice(2), (tag: string) => `W/"0", ${tag}`]) {
      const tag = (await send(service, 'GET', account)).header('ETag') ?? '';
      expect((await send(service, 'PATCH', account, { 'If-Match': form(tag), body: '{"name":"x"}' })).status).toBe(204);
    }
  });

  it('give 304 to a plain GET, not to one with expanded rows', async () => {
    const service = create();
    const tag = (await send(service, 'GET', account)).header('ETag') ?? '';
    expect((await send(service, 'GET', account, { 'If-None-Match': tag })).status).toBe(304);
    const expanded = await send(service, 'GET', `${account}?$expand=primarycontactid($select=fullname)`, {
      'If-None-Match': tag,
    });
    expect(expanded.json()).toMatchObject({ primarycontactid: { fullname: 'Yvonne McKay' } });
  });
});

describe('columns', () => {
  it.each([
    '{"name":5}',
    '{"creditonhold":"yes"}',
    '{"numberofemployees":1.5}',
    '{"numberofemployees":2147483648}',
    '{"address1_latitude":91}',
    '{"accountcategorycode":3}',
    '{"statecode":0,"statuscode":2}',
    '{"statecode":null}',
    '{"Name":"x"}',
    '{"_primarycontactid_value":null}',
    '{"nope@odata.bind":"/contacts(1)"}',
    '{"primarycontactid@odata.bind":"/accounts(00000000-0000-0000-0000-000000000001)"}',
    '{"name":',
    '[]',
    '',
  ])('refuse %s and keep the row', async (body) => {
    const service = create();
    const before = (await send(service, 'GET', account)).body;
    const answer = await send(service, 'PATCH', account, { body });
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ error: { code: expect.stringMatching(/^0x/), message: expect.any(String) } });
    expect((await send(service, 'GET', account)).body).toBe(before);
  });

  it('that clients cannot write are ignored', async () => {
    const service = create();
    await send(service, 'PATCH', account, { body: '{"createdon":"2000-01-01T00:00:00Z","name":"x"}' });
    expect((await send(service, 'GET', account)).json()).toMatchObject({
      createdon: '2016-09-28T23:14:00Z',
      name: 'x',
    });
  });

  it('that refer to a deleted row read as null', async () => {
    const service = create();
    await send(service, 'DELETE', '/contacts(00000000-0000-0000-0000-000000000002)');
    expect((await send(service, 'GET', account)).json()).toMatchObject({ _primarycontactid_value: null });
  });

  it('keep money to four decimals beyond the digits of a double', async () => {
    const service = create();
    await send(service, 'PATCH', account, { body: '{"revenue":123456789012345.67891}' });
    expect((await send(service, 'GET', `${account}/revenue`)).body).toContain('"value":123456789012345.6789}');
  });
});

describe('lists', () => {
  it('are filtered', async () => {
    const service = create();
    await send(service, 'PATCH', thing, { body: '{"sample_name":"it\'s"}' });
    const query = "$select=sample_name&$filter=sample_name%20eq%20'it''s'%20and%20sample_key1%20eq%201";
    expect((await send(service, 'GET', `/sample_things?${query}`)).json()).toMatchObject({
      value: [{ sample_name: "it's" }],
    });
  });

  const phones = ['b', undefined, 'C', 'a'];

  /** Descriptions of the accounts that a query finds; they were made in the order of `phones`. */
  async function found(query: string): Promise<unknown> {
    const service = create();
    for (const [at, telephone1] of phones.entries())
      await send(service, 'POST', '/accounts', {
        body: JSON.stringify({ name: 'Listed', description: `${at}`, telephone1 }),
      });
    const answer = await send(service, 'GET', `/accounts?$filter=name eq 'listed' and ${query}`.replaceAll(' ', '%20'));
    expect(answer.status).toBe(200);
    return (answer.json() as { value: readonly { description: string }[] }).value
      .map(({ description }) => description)
      .join('');
  }

  it.each([
    ['true', '0123'],
    ['true&$orderby=telephone1', '1302'],
    ['true&$orderby=telephone1 desc&$top=2', '20'],
    ['true&$top=2', '01'],
    ["(telephone1 gt 'a' and not contains(telephone1,'c'))", '0'],
    ['telephone1 eq null', '1'],
    ["telephone1 ne 'b'", '23'],
    ['createdon lt 9999-12-31 and statecode eq 0', '0123'],
    ['accountid ne 00000000-0000-0000-0000-000000000001 and primarycontactid eq null', '0123'],
  ])('with %s find %s', async (query, expected) => {
    expect(await found(query)).toBe(expected);
  });

  it.each([
    ['$filter=nope eq 1', 'nope'],
    ['$filter=name eq 5', 'syntax'],
    ['$filter=name', 'syntax'],
    ['$filter=name eq', 'syntax'],
    ["$filter=tolower(name) eq 'a'", 'syntax'],
    ['$orderby=nope', 'nope'],
    ['$orderby=name up', 'syntax'],
    ['$expand=nope', 'nope'],
    ['$expand=primarycontactid($select=nope)', 'nope'],
    ['$expand=primarycontactid($top=1)', 'syntax'],
    ['$expand=primarycontactid($expand=nope)', 'nope'],
  ])('refuse %s', async (query, part) => {
    const answer = await send(create(), 'GET', `/accounts?${query.replaceAll(' ', '%20')}`);
    expect(answer.status).toBe(400);
    expect(answer.body).toContain(part);
  });
});

describe('methods and names that are not there', () => {
  it.each([
    ['PATCH', '/accounts', 405],
    ['DELETE', '/accounts', 405],
    ['POST', `${account}/name`, 405],
    ['GET', '/Accounts', 404],
    ['PUT', `${account}/nope`, 404],
    ['GET', '/accounts(00000000-0000-0000-0000-0000-0000000001)', 400],
  ])('%s %s gives %i', async (method, path, status) => {
    const answer = await send(create(), method, path, { body: '{"value":1}' });
    expect(answer.status).toBe(status);
    expect(answer.header('OData-Version')).toBe('4.0');
  });

  it('nobody gets anything', async () => {
    const response = await create().dispatch({ method: 'GET', target: `${api}/accounts`, headers: [], body: utf8('') });
    expect(response.status).toBe(401);
  });
});
