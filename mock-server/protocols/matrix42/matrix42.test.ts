import { describe, expect, it } from 'vitest';
import { decodeUtf8, type HeaderField, utf8 } from '../../../core/http.ts';
import { createService, type Service, type ServiceOptions } from '../../kernel/create-service.ts';
import { matrix42 } from './index.ts';
import { decodeRowversion } from './model/rowversion.ts';
import { publishedId } from './seed.ts';

const api = '/m42Services/api/data';
const categories = `${api}/fragments/SPSScCategoryClassBase`;
const authorization = matrix42.credentials['caller']?.[0] as HeaderField;

/** The object of a category is of a type of its own. */
const ownType = { 'Expression-TypeID': expect.any(String), 'Expression-TypeCase': 'SPSScCategoryType' };

interface Answer {
  readonly status: number;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely
  readonly json: any;
}

function caller(options: ServiceOptions = {}): (method: string, target: string, body?: unknown) => Promise<Answer> {
  const service: Service = createService(matrix42, options);
  return async (method, target, body) => {
    const headers: HeaderField[] = [authorization];
    if (body !== undefined) headers.push(['Content-Type', 'application/json']);
    const bytes = utf8(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body));
    const response = await service.dispatch({ method, target, headers, body: bytes });
    const text = decodeUtf8(response.body);
    return { status: response.status, text, json: text.startsWith('<') || text === '' ? undefined : JSON.parse(text) };
  };
}

describe('a fragment', () => {
  it('is made, read, found, changed and deleted', async () => {
    const call = caller();
    const created = await call('POST', categories, { Name: "O'Brien", DefaultImpact: 2 });
    expect(created.status).toBe(200);
    const url = `${categories}/${created.json}`;
    const first = await call('GET', url);
    expect(first.json).toMatchObject({ ID: created.json, Name: "O'Brien", DefaultImpact: 2, DefaultSubject: null });
    const where = encodeURIComponent(`Name = 'o''brien' AND TimeStamp >= ${decodeRowversion(first.json.TimeStamp)}`);
    const found = await call('GET', `${categories}?columns=ID,TimeStamp&where=${where}`);
    expect(found.json).toEqual([
      { ID: created.json, TimeStamp: first.json.TimeStamp, DisplayString: "O'Brien", ...ownType },
    ]);
    const changed = await call('PUT', `${categories}/`, { ID: created.json.toUpperCase(), DefaultImpact: 3 });
    expect(changed).toMatchObject({ status: 204, text: '' });
    const second = await call('GET', url);
    expect(second.json).toEqual({ ...first.json, DefaultImpact: 3, TimeStamp: second.json.TimeStamp });
    expect(decodeRowversion(second.json.TimeStamp)).toBeGreaterThan(decodeRowversion(first.json.TimeStamp) ?? 0n);
    expect((await call('DELETE', url)).status).toBe(204);
    expect(await call('GET', url)).toMatchObject({ status: 200, text: 'null' });
  });

  it('is the one of the page, at paths in any letter case', async () => {
    const { json } = await caller()('GET', `/M42services/API/data/FRAGMENTS/spssccategoryclassbase/${publishedId}`);
    expect(json).toMatchObject({ Name: 'Facility Management', TimeStamp: 'AAAAAEa7mU4=' });
  });

  it('has the TimeStamp of the body sample in the edition "documented" alone', async () => {
    const target = `${api}/fragments/SPSActivityClassBase/${publishedId}`;
    expect((await caller({ edition: 'documented' })('GET', target)).json).toMatchObject({ TimeStamp: 'AAAAACeGa20=' });
    expect((await caller()('GET', target)).json).toBeNull();
  });
});

describe('an update', () => {
  it.each([
    [500, 'an unknown attribute', { ID: publishedId, Description: 'x', Nope: 1 }],
    [
      500,
      'an attribute named as a hostile client would',
      '{"ID":"7777780d-71a0-df11-708c-000c2968299e","__proto__":null}',
    ],
    [400, 'a value of another type', { ID: publishedId, Description: 'x', DefaultImpact: '3' }],
    [400, 'a flag that is neither 0 nor 1', { ID: publishedId, Description: 'x', Hidden: 2 }],
    [400, 'an ID that is no GUID', { ID: 42, Description: 'x' }],
    [400, 'no ID', { Description: 'x' }],
    [400, 'a TimeStamp of seven bytes', { ID: publishedId, Description: 'x', TimeStamp: 'AAAAAAAAAA==' }],
    [400, 'a TimeStamp that is null', { ID: publishedId, Description: 'x', TimeStamp: null }],
    [500, 'another TimeStamp', { ID: publishedId, Description: 'x', TimeStamp: 'AAAAACeGa20=' }],
    [400, 'an array', [{ ID: publishedId }]],
    [400, 'malformed JSON', '{"ID":'],
  ])('is refused with %i for %s, and changes nothing', async (status, _, body) => {
    const call = caller();
    const before = await call('GET', `${categories}?columns=ID,Description,TimeStamp`);
    expect((await call('PUT', categories, body)).status).toBe(status);
    expect(await call('GET', `${categories}?columns=ID,Description,TimeStamp`)).toEqual(before);
  });

  it('needs a content type of JSON', async () => {
    const service = createService(matrix42);
    for (const type of [undefined, 'text/plain', 'application/xml']) {
      const headers: HeaderField[] = [authorization, ...(type ? [['Content-Type', type] as const] : [])];
      const answer = await service.dispatch({ method: 'PUT', target: categories, headers, body: utf8('{}') });
      expect(answer.status).toBe(415);
    }
  });

  it('is not addressed by a path with an id', async () => {
    expect((await caller()('PUT', `${categories}/${publishedId}`, { Description: 'x' })).status).toBe(405);
  });
});

describe('a list', () => {
  it('shows ids alone, and pages from 0', async () => {
    const call = caller();
    for (const Name of ['a', 'b', 'c']) await call('POST', categories, { Name });
    const all = await call('GET', categories);
    expect(all.json).toContainEqual({ ID: publishedId, DisplayString: 'Facility Management', ...ownType });
    const page = await call('GET', `${categories}?Columns=[Name]&Sort=Name&PageSize=2&pageNumber=1`);
    expect(page.json.map(({ Name }: { Name: string }) => Name)).toEqual(['c', 'Facility Management']);
  });

  it.each(['columns=Nope', 'where=Nope%20=%201', 'where=Name%20like'])('answers 500 to ?%s', async (query) => {
    expect((await caller()('GET', `${categories}?${query}`)).status).toBe(500);
  });
});

describe('an object', () => {
  const incidents = `${api}/objects/SPSActivityTypeIncident`;

  it('is updated as a whole or not at all', async () => {
    const call = caller();
    const id = (await call('POST', `${incidents}/`, { SPSActivityClassBase: { Subject: 'one' } })).json;
    const { json: before } = await call('GET', `${incidents}/${id}`);
    expect(before.SPSActivityClassBase).toMatchObject({ Subject: 'one', UsedInTypeSPSActivityTypeIncident: id });
    const node = (name: string, more: object): object => ({ [name]: { TimeStamp: before[name].TimeStamp, ...more } });
    const fresh = {
      ...node('SPSActivityClassBase', { Subject: 'two' }),
      ...node('SPSCommonClassBase', { State: 200 }),
    };
    expect((await call('PUT', incidents, { ID: id, ...fresh })).status).toBe(204);
    const { json: after } = await call('GET', `${incidents}/${id}`);
    expect(after).toMatchObject({ SPSActivityClassBase: { Subject: 'two' }, SPSCommonClassBase: { State: 200 } });
    const mixed = { SPSActivityClassBase: { Subject: 'three' }, ...node('SPSCommonClassBase', { State: 204 }) };
    expect((await call('PUT', incidents, { ID: id, ...mixed })).status).toBe(500);
    expect((await call('GET', `${incidents}/${id}`)).json).toEqual(after);
    const fragment = `${api}/fragments/SPSActivityClassBase/${after.SPSActivityClassBase.ID}`;
    expect((await call('GET', fragment)).json).toEqual(after.SPSActivityClassBase);
    await call('DELETE', `${incidents}/${id}`);
    expect((await call('GET', fragment)).json).toBeNull();
    expect((await call('GET', `${incidents}/${id}`)).json).toBeNull();
  });

  it('has only the fragments of its type', async () => {
    expect((await caller()('POST', incidents, { SPSScCategoryClassBase: {} })).status).toBe(500);
    expect((await caller()('GET', `${api}/objects/Nope/${publishedId}`)).status).toBe(500);
  });
});

describe('a caller', () => {
  it.each([[], [['Authorization', 'Bearer x'] as const]])('without an access token is told 401', async (...headers) => {
    const service = createService(matrix42);
    const fields = headers.filter((field) => field !== undefined) as unknown as HeaderField[];
    const answer = await service.dispatch({ method: 'GET', target: categories, headers: fields, body: utf8('') });
    expect(answer.status).toBe(401);
  });
});

describe('somebody else at work', () => {
  it('touches no fragment of ours and adds no end of rows', async () => {
    const service = createService(matrix42, { variant: 'busy' });
    const request = {
      method: 'GET',
      target: `${categories}?columns=ID,Name`,
      headers: [authorization],
      body: utf8(''),
    };
    for (let count = 0; count < 20; count++) await service.dispatch(request);
    const rows = JSON.parse(decodeUtf8((await service.dispatch(request)).body));
    expect(rows).toHaveLength(4);
    expect(rows.filter(({ Name }: { Name: string }) => Name === 'Facility Management')).toHaveLength(1);
  });
});
