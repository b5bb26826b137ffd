import { randomUUID } from 'node:crypto';
import { DynamicsWebApi } from 'dynamics-web-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReferenceServer, type ReferenceServer } from '../mock-server/index.ts';

/* A client library that people use with the real thing, against the reference server, over sockets. */
type Row = Record<string, unknown>;

let server: ReferenceServer;
let api: DynamicsWebApi;

beforeAll(async () => {
  server = await createReferenceServer({
    protocols: ['dataverse'],
    root: 'dataverse',
    service: { token: { any: true } },
  });
  api = new DynamicsWebApi({
    serverUrl: server.url,
    dataApi: { version: '9.2' },
    onTokenRefresh: async () => 'eyJhbGciOiJub25lIn0.e30.',
  });
});
afterAll(() => server.stop());

const create = (data: Row): Promise<Row> =>
  api.create<Row>({ collection: 'accounts', data, returnRepresentation: true });
const read = (key: string): Promise<Row> =>
  api.retrieve<Row>({ collection: 'accounts', key, select: ['name', 'description'] });

/** What the library throws: an error with the status and the texts of the OData error. */
async function refusalOf(action: Promise<unknown>): Promise<{ status: number; message: string }> {
  const outcome = await action.then(
    () => undefined,
    (error: { status: number; message: string }) => error,
  );
  if (outcome === undefined) throw new Error('it was not refused');
  return { status: outcome.status, message: outcome.message };
}

describe('dynamics-web-api', () => {
  test('creates, reads, updates and deletes a row', async () => {
    const made = await create({ name: 'Made by a library' });
    const id = String(made['accountid']);
    expect((await read(id))['name']).toBe('Made by a library');
    await api.update({ collection: 'accounts', key: id, data: { description: 'Changed' } });
    expect(await read(id)).toMatchObject({ name: 'Made by a library', description: 'Changed' });
    await api.deleteRecord({ collection: 'accounts', key: id });
    expect((await refusalOf(read(id))).status).toBe(404);
  });

  test('updates with the version it read, and is refused with an old one', async () => {
    const id = String((await create({ name: 'Versioned' }))['accountid']);
    const version = String((await read(id))['@odata.etag']);
    await api.update({ collection: 'accounts', key: id, ifmatch: version, data: { description: 'First' } });
    // The library makes a 412 of its own conditional requests a plain "no" instead of an error.
    const second = await api.update({
      collection: 'accounts',
      key: id,
      ifmatch: version,
      data: { description: 'Second' },
    });
    expect(second).toBe(false);
    expect((await read(id))['description']).toBe('First');
    await api.deleteRecord({ collection: 'accounts', key: id });
  });

  test('upserts by primary key, and only creates or only updates when asked to', async () => {
    const id = randomUUID();
    await api.upsert({ collection: 'accounts', key: id, data: { name: 'Upserted' } });
    expect((await read(id))['name']).toBe('Upserted');
    expect(await api.upsert({ collection: 'accounts', key: id, ifnonematch: '*', data: { name: 'Again' } })).toBeNull();
    expect((await read(id))['name']).toBe('Upserted');
    const missing = randomUUID();
    expect(
      await api.upsert({ collection: 'accounts', key: missing, ifmatch: '*', data: { name: 'Never' } }),
    ).toBeNull();
    expect((await refusalOf(read(missing))).status).toBe(404);
    await api.deleteRecord({ collection: 'accounts', key: id });
  });

  test('upserts by an alternate key', async () => {
    const number = Math.floor(Math.random() * 1e9);
    const key = `sample_key1=${number},sample_key2=1`;
    await api.upsert({ collection: 'sample_things', key, data: { sample_name: 'one' } });
    await api.upsert({ collection: 'sample_things', key, data: { sample_name: 'two' } });
    const thing = await api.retrieve<Row>({ collection: 'sample_things', key });
    expect(thing['sample_name']).toBe('two');
    await api.deleteRecord({ collection: 'sample_things', key });
  });

  test('changes and clears a single property', async () => {
    const id = String((await create({ name: 'Single', description: 'there' }))['accountid']);
    await api.updateSingleProperty({ collection: 'accounts', key: id, fieldValuePair: { name: 'Changed alone' } });
    await api.deleteRecord({ collection: 'accounts', key: id, property: 'description' });
    expect(await read(id)).toMatchObject({ name: 'Changed alone', description: null });
    await api.deleteRecord({ collection: 'accounts', key: id });
  });

  test('counts rows, walks the pages of a list and reads what people read', async () => {
    const names = ['Paged 1', 'Paged 2', 'Paged 3'];
    for (const name of names) await create({ name, accountcategorycode: 1 });
    const filter = "startswith(name,'Paged')";
    expect(await api.count({ collection: 'accounts', filter })).toBe(3);
    const asked = { collection: 'accounts', select: ['name'], filter, orderBy: ['name desc'], maxPageSize: 2 };
    const first = await api.retrieveMultiple<Row>({ ...asked, count: true });
    expect([first.oDataCount, first.value.map(({ name }) => name)]).toEqual([3, ['Paged 3', 'Paged 2']]);
    const second = await api.retrieveMultiple<Row>(asked, first.oDataNextLink);
    expect([second.oDataNextLink, second.value.map(({ name }) => name)]).toEqual([undefined, ['Paged 1']]);
    const all = await api.retrieveAll<Row>(asked);
    expect(all.value.map(({ name }) => name)).toEqual([...names].reverse());
    const labelled = await api.retrieveMultiple<Row>({
      ...asked,
      select: ['accountcategorycode'],
      includeAnnotations: '*',
    });
    expect(labelled.value[0]?.['accountcategorycode_Formatted']).toBe('Preferred Customer');
  });

  test('is told what the reference server does not have', async () => {
    const refused = await refusalOf(api.retrieveMultiple({ collection: 'accounts', apply: 'aggregate($count as n)' }));
    expect(refused).toEqual({ status: 501, message: "'$apply' is not implemented by this server." });
  });

  test('sends a batch: a change set whose requests refer to each other, and a read behind it', async () => {
    api.startBatch();
    void api.create({ collection: 'contacts', data: { lastname: 'Batched' }, contentId: '1' });
    void api.create({ collection: 'accounts', data: { name: 'Batched', 'primarycontactid@odata.bind': '$1' } });
    void api.retrieveMultiple({
      collection: 'accounts',
      select: ['name'],
      filter: "name eq 'Batched'",
      inChangeSet: false,
    });
    const [contact, account, list] = (await api.executeBatch()) as [string, string, { value: Row[] }];
    expect(list.value).toMatchObject([{ name: 'Batched', accountid: account }]);
    const bound = await api.retrieve<Row>({
      collection: 'accounts',
      key: account,
      select: ['_primarycontactid_value'],
    });
    expect(bound['_primarycontactid_value']).toBe(contact);
    api.startBatch();
    void api.deleteRecord({ collection: 'accounts', key: account });
    void api.deleteRecord({ collection: 'contacts', key: contact });
    await api.executeBatch();
    expect((await refusalOf(read(account))).status).toBe(404);
  });

  test('undoes a change set that fails', async () => {
    const id = String((await create({ name: 'Before the batch' }))['accountid']);
    api.startBatch();
    void api.update({ collection: 'accounts', key: id, data: { name: 'Half' } });
    void api.update({ collection: 'accounts', key: randomUUID(), data: { name: 'Nobody' } });
    await expect(api.executeBatch()).rejects.toBeDefined();
    expect((await read(id))['name']).toBe('Before the batch');
    await api.deleteRecord({ collection: 'accounts', key: id });
  });

  test('reads by a URL that is too long, which it sends in a batch', async () => {
    const id = String((await create({ name: 'Found by a long URL' }))['accountid']);
    const others = Array.from({ length: 200 }, (_, index) => `name eq 'nobody ${index}'`).join(' or ');
    const { value } = await api.retrieveMultiple<Row>({
      collection: 'accounts',
      select: ['name'],
      filter: `${others} or name eq 'Found by a long URL'`,
    });
    expect(value).toMatchObject([{ accountid: id }]);
    await api.deleteRecord({ collection: 'accounts', key: id });
  });

  test('writes several rows at once', async () => {
    const target = (name: string): Row => ({ '@odata.type': 'Microsoft.Dynamics.CRM.account', name });
    const action = (actionName: string, targets: readonly Row[]): Promise<{ Ids: string[] } | undefined> =>
      api.callAction<{ Ids: string[] } | undefined>({
        collection: 'accounts',
        actionName,
        action: { Targets: targets },
      });
    const made = await action('Microsoft.Dynamics.CRM.CreateMultiple', [target('One'), target('Two')]);
    const [one = '', two = ''] = made?.Ids ?? [];
    expect([(await read(one))['name'], (await read(two))['name']]).toEqual(['One', 'Two']);
    await action('Microsoft.Dynamics.CRM.UpsertMultiple', [{ ...target('Again'), '@odata.id': `accounts(${one})` }]);
    expect((await read(one))['name']).toBe('Again');
    for (const key of [one, two]) await api.deleteRecord({ collection: 'accounts', key });
  });

  test('asks who it is', async () => {
    expect(await api.callFunction<Row>('WhoAmI')).toMatchObject({ UserId: expect.any(String) });
  });
});
