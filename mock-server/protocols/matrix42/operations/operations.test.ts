import { describe, expect, it } from 'vitest';
import { decodeUtf8, emptyBody, type HeaderField, headerValue, utf8 } from '../../../../core/http.ts';
import { createService, type Service, type ServiceOptions } from '../../../kernel/create-service.ts';
import { matrix42 } from '../index.ts';
import { jwtShapedApiToken, lifetimeMs } from '../model/tokens.ts';
import { publishedId } from '../seed.ts';

const api = '/m42Services/api';
const categories = `${api}/data/fragments/SPSScCategoryClassBase`;
const incidents = `${api}/data/objects/SPSActivityTypeIncident`;

interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely
  readonly json: any;
  readonly unmodelled: string | undefined;
}

function client(options: ServiceOptions = {}) {
  const service: Service = createService(matrix42, options);
  const send = async (method: string, target: string, body?: unknown, token = 'm42-caller'): Promise<Answer> => {
    const headers: HeaderField[] = [['Authorization', `Bearer ${token}`]];
    if (body !== undefined) headers.push(['Content-Type', 'application/json']);
    const bytes = body === undefined ? emptyBody : utf8(JSON.stringify(body));
    const answer = await service.dispatch({ method, target, headers, body: bytes });
    const text = decodeUtf8(answer.body);
    const json = text === '' ? undefined : JSON.parse(text);
    return { status: answer.status, json, unmodelled: headerValue(answer.headers, 'conformance-unmodelled') };
  };
  return Object.assign(send, { service });
}

describe('an API token', () => {
  it('is exchanged for an access token that is good for an hour', async () => {
    const send = client();
    const { json } = await send('POST', `${api}/ApiToken/GenerateAccessTokenFromApiToken/`, {}, 'm42-api-token');
    expect(json).toEqual({ RawToken: expect.any(String), LifeTime: expect.stringMatching(/Z$/) });
    const read = async (): Promise<number> => (await send('GET', categories, undefined, json.RawToken)).status;
    expect(await read()).toBe(200);
    send.service.advanceClock(lifetimeMs + 1);
    expect(await read()).toBe(401);
  });

  it('may look like a JWT, and the exchange needs neither slash nor body', async () => {
    const send = client({ variant: 'lifetime-as-timespan' });
    const path = `${api}/ApiToken/GenerateAccessTokenFromApiToken`;
    expect((await send('POST', path, undefined, jwtShapedApiToken)).json).toMatchObject({ LifeTime: '01:00:00' });
  });

  it('is null for a token that is none, and good for nothing but the exchange', async () => {
    const send = client();
    const path = `${api}/ApiToken/GenerateAccessTokenFromApiToken/`;
    for (const token of ['nobody', 'm42-caller', 'm42-access.caller.9999999999999.0'])
      expect(await send('POST', path, {}, token)).toMatchObject({ status: 200, json: null });
    expect((await send('GET', categories, undefined, 'm42-api-token')).status).toBe(406);
    expect((await send('GET', categories, undefined, 'm42-access.caller.9999999999999.0')).status).toBe(401);
  });
});

describe('a relation', () => {
  it('of many to many is added, listed and removed', async () => {
    const send = client();
    const other = (await send('POST', categories, { Name: 'Other' })).json;
    const relation = `${categories}/${publishedId}/RelatedCategories`;
    expect((await send('GET', relation)).json).toEqual([]);
    for (let count = 0; count < 2; count++)
      expect(await send('POST', `${relation}/${other}`)).toEqual({
        status: 204,
        json: undefined,
        unmodelled: undefined,
      });
    expect((await send('GET', `${relation}?columns=Name`)).json).toMatchObject([{ Name: 'Other' }]);
    expect((await send('GET', `${relation}/schema-info?columns=Name`)).json).toMatchObject({
      Result: [{ Name: 'Other' }],
    });
    expect((await send('DELETE', `${relation}/${other}`)).status).toBe(204);
    expect((await send('GET', relation)).json).toEqual([]);
  });

  it('of an attribute leads to the one that it names, and is changed by no link', async () => {
    const send = client();
    const child = (await send('POST', categories, { Name: 'Child', Parent: publishedId })).json;
    expect((await send('GET', `${categories}/${child}/parent`)).json).toMatchObject([{ ID: publishedId }]);
    expect((await send('POST', `${categories}/${child}/Parent/${child}`)).status).toBe(500);
  });

  it('to nothing, from nothing, or that is none is refused', async () => {
    const send = client();
    const nobody = '00000000-0000-0000-dead-000000000000';
    for (const path of [`${publishedId}/RelatedCategories/${nobody}`, `${nobody}/RelatedCategories/${publishedId}`])
      expect((await send('POST', `${categories}/${path}`)).status).toBe(500);
    expect((await send('GET', `${categories}/${publishedId}/Nope`)).status).toBe(500);
  });
});

const ticket = { SPSActivityClassBase: { Subject: 'x' } };

describe('an object with any number of fragments of a definition', () => {
  it('shows and writes them where all of it is asked for', async () => {
    const send = client();
    const note = (text: string): object => ({ OriginalSolution: text, ActivityAction: 0 });
    const id = (await send('POST', `${incidents}/`, { ...ticket, SPSActivityClassUnitOfWork: [note('first')] })).json;
    const url = `${incidents}/${id}`;
    expect((await send('GET', url)).json).not.toHaveProperty('SPSActivityClassUnitOfWork');
    const { json: before } = await send('GET', `${url}?full=true`);
    const [first] = before.SPSActivityClassUnitOfWork;
    expect(first).toMatchObject({ OriginalSolution: 'first', CreatedDate: expect.any(String) });
    const put = (list: readonly unknown[], query = '?full=true'): Promise<Answer> =>
      send('PUT', `${incidents}${query}`, { ID: id, SPSActivityClassUnitOfWork: list });
    expect((await put([first, note('second')])).status).toBe(204);
    const { json: after } = await send('GET', `${url}?FULL=True`);
    expect(after.SPSActivityClassUnitOfWork).toMatchObject([first, { OriginalSolution: 'second' }]);
    expect((await put([note('third')], '')).status).toBe(500);
    expect((await put([{ ...first, TimeStamp: 'AAAAAEa7mU4=' }])).status).toBe(500);
    expect((await put([{ ID: publishedId }, note('third')])).status).toBe(500);
    expect((await send('GET', `${url}?full=true`)).json).toEqual(after);
    expect((await put([after.SPSActivityClassUnitOfWork[1]])).status).toBe(204);
    expect((await send('GET', `${url}?full=true`)).json.SPSActivityClassUnitOfWork).toHaveLength(1);
    await send('DELETE', url);
    const journal = `${api}/data/fragments/SPSActivityClassUnitOfWork`;
    expect((await send('GET', journal)).json).toEqual([]);
  });

  it('takes the fragment that an update names for its own, or refuses', async () => {
    const send = client();
    const id = (await send('POST', incidents, ticket)).json;
    const wrong = { ID: id, SPSActivityClassBase: { ID: publishedId, Subject: 'x' } };
    expect((await send('PUT', incidents, wrong)).status).toBe(500);
  });

  it('is not made without what it must have', async () => {
    const send = client();
    expect((await send('POST', incidents, { SPSCommonClassBase: { State: 200 } })).status).toBe(500);
    expect((await send('POST', categories, { Description: 'Nameless' })).status).toBe(500);
  });

  it('is made without its initial data, and says so', async () => {
    const body = { SPSActivityClassBase: { Subject: 'x' }, InitialData: { Configuration: { TicketType: '6' } } };
    expect(await client()('POST', incidents, body)).toMatchObject({ status: 200, unmodelled: 'InitialData' });
  });
});

describe('what a test may set', () => {
  it('is the TimeStamp of the next write', async () => {
    const service = createService(matrix42);
    service.setNextVersion('AAAAACeGa20=');
    const headers = [
      ['Authorization', 'Bearer m42-caller'],
      ['Content-Type', 'application/json'],
    ] as const;
    const body = utf8(JSON.stringify({ ID: publishedId, DefaultImpact: 2 }));
    await service.dispatch({ method: 'PUT', target: categories, headers, body });
    const read = await service.dispatch({
      method: 'GET',
      target: `${categories}/${publishedId}`,
      headers,
      body: utf8(''),
    });
    expect(JSON.parse(decodeUtf8(read.body)).TimeStamp).toBe('AAAAACeGa20=');
    expect(() => service.setNextVersion('abc')).toThrow('is no version token of matrix42');
  });

  it('is an API token of its own', async () => {
    const exchange = `${api}/ApiToken/GenerateAccessTokenFromApiToken`;
    expect((await client({ token: { only: 'mine' } })('POST', exchange, {}, 'mine')).json).toHaveProperty('RawToken');
    expect((await client()('POST', exchange, {}, 'mine')).json).toBeNull();
  });
});

describe('who asks', () => {
  it('sees no tickets as a stranger, and is denied as each reader is', async () => {
    const send = client();
    const one = `${categories}/${publishedId}`;
    expect((await send('GET', one, undefined, 'm42-stranger')).json).toBeNull();
    expect((await send('GET', categories, undefined, 'm42-stranger')).json).toEqual([]);
    expect((await send('GET', `${api}/data/fragments/SPSUserClassBase`, undefined, 'm42-stranger')).json).toHaveLength(
      3,
    );
    const update = { ID: publishedId, DefaultSubject: 'x' };
    expect((await send('PUT', categories, update, 'm42-reader')).status).toBe(403);
    expect(await send('PUT', categories, update, 'm42-silent-reader')).toMatchObject({ status: 200, json: null });
    expect((await send('PUT', categories, update, 'm42-expired')).status).toBe(401);
    expect((await send('GET', one)).json.DefaultSubject).toBe('');
  });
});

describe('the schema', () => {
  it('names classes, their attributes, and types', async () => {
    const send = client();
    expect((await send('GET', `${api}/Schema/classes`)).json).toContainEqual(
      expect.objectContaining({ InternalName: 'SPSActivityClassBase' }),
    );
    const { json: one } = await send('GET', `${api}/schema/classes/SPSScCategoryClassBase`);
    expect(one.Attributes.map(({ InternalName }: { InternalName: string }) => InternalName)).not.toContain('ID');
    expect(one.Attributes).toContainEqual(expect.objectContaining({ InternalName: 'Parent', Datatype: 1 }));
    const { json: types } = await send('GET', `${api}/Schema/types`);
    expect(types).toContainEqual(expect.objectContaining({ InternalName: 'SPSActivityTypeIncident' }));
    const [row] = (await send('GET', categories)).json;
    expect(types).toContainEqual(expect.objectContaining({ Id: row['Expression-TypeID'] }));
    expect((await send('GET', `${api}/Schema/classes/Nope`)).status).toBe(500);
  });

  it('tells whether an expression is one', async () => {
    const send = client();
    const check = async (expr: string, entityClass = 'SPSScCategoryClassBase'): Promise<boolean> => {
      const query = new URLSearchParams({ entityClass, expr });
      return (await send('GET', `${api}/Schema/evaluateParameterExpressionEntityClass?${query}`)).json.IsValid;
    };
    expect([
      await check("Name = 'x'"),
      await check("Nope = 'x'"),
      await check('Name ='),
      await check('ID = 1', 'Nope'),
    ]).toEqual([true, false, false, false]);
  });
});

it('a service that this server does not have is told from a wrong path', async () => {
  const send = client();
  const classify = await send('POST', `${api}/ticket/Classify`, { TicketSubject: 'x' });
  expect(classify).toMatchObject({ status: 404, unmodelled: 'services beside the data' });
  expect(await send('GET', `${api}/nowhere`)).toMatchObject({ status: 404, unmodelled: undefined });
});
