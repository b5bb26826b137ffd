import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamicsWebApi } from 'dynamics-web-api';
import odataQuery from 'odata-query';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReferenceServer, loadCore, type ReferenceServer } from '../mock-server/index.ts';
import { runCommand } from './support/run-node.ts';

/* More clients that people use with the real thing, against the reference server, over sockets (docs/clients.md). */
type Row = Record<string, unknown>;

// Its types are those of its other build.
const buildQuery = odataQuery as unknown as (query: object) => string;

let server: ReferenceServer;
let authorization = '';
let api: DynamicsWebApi;

beforeAll(async () => {
  server = await createReferenceServer({ protocols: ['dataverse'], root: 'dataverse' });
  authorization = (await loadCore('dataverse')).credentials['caller']?.[0]?.[1] ?? '';
  api = new DynamicsWebApi({
    serverUrl: server.url,
    dataApi: { version: '9.2' },
    onTokenRefresh: async () => authorization.replace('Bearer ', ''),
  });
});
afterAll(() => server.stop());

const service = (): string => `${server.url}/api/data/v9.2`;

async function get(path: string): Promise<Row> {
  const response = await fetch(`${service()}/${path}`, { headers: { Authorization: authorization } });
  const body = (await response.json()) as Row;
  if (!response.ok) throw new Error(JSON.stringify(body));
  return body;
}

/** The names in the rows of a list. */
async function namesOf(set: string, query: string, name = 'name'): Promise<unknown[]> {
  const { value } = await get(`${set}${query}`);
  return (value as Row[]).map((row) => row[name]);
}

async function createAccount(data: Row): Promise<string> {
  const made = await api.create<Row>({ collection: 'accounts', data, returnRepresentation: true });
  return String(made['accountid']);
}

describe('dynamics-web-api', () => {
  test('creates a row with others in it, and reads them by expansion and by navigation', async () => {
    const id = await createAccount({
      name: 'With others',
      primarycontactid: {
        firstname: 'Susie',
        lastname: 'Curtis',
        Contact_Tasks: [{ subject: 'One' }, { subject: 'Two' }],
      },
    });
    const expand = [
      {
        property: 'primarycontactid',
        select: ['fullname'],
        expand: [{ property: 'Contact_Tasks', select: ['subject'] }],
      },
    ];
    const read = await api.retrieve<Row>({ collection: 'accounts', key: id, select: ['name'], expand });
    expect(read['primarycontactid']).toMatchObject({
      fullname: 'Susie Curtis',
      Contact_Tasks: [{ subject: 'One' }, { subject: 'Two' }],
    });
    const contact = await api.retrieve<Row>({
      collection: 'accounts',
      key: id,
      navigationProperty: 'primarycontactid',
      select: ['fullname'],
    });
    expect(contact['fullname']).toBe('Susie Curtis');
  });

  test('puts rows into collections and takes them out, and links and unlinks', async () => {
    const id = await createAccount({ name: 'Company' });
    const made = await api.create<Row>({
      collection: 'contacts',
      data: { lastname: 'Member' },
      returnRepresentation: true,
    });
    const contact = String(made['contactid']);
    const relation = {
      collection: 'accounts',
      primaryKey: id,
      relationshipName: 'contact_customer_accounts',
      relatedCollection: 'contacts',
      relatedKey: contact,
    };
    await api.associate(relation);
    const members = await api.retrieve<{ value: Row[] }>({
      collection: 'accounts',
      key: id,
      navigationProperty: 'contact_customer_accounts',
    });
    expect(members.value.map(({ lastname }) => lastname)).toEqual(['Member']);
    await api.disassociate(relation);
    const none = await api.retrieve<{ value: Row[] }>({
      collection: 'accounts',
      key: id,
      navigationProperty: 'contact_customer_accounts',
    });
    expect(none.value).toEqual([]);
    await api.associateSingleValued({
      collection: 'accounts',
      primaryKey: id,
      navigationProperty: 'primarycontactid',
      relatedCollection: 'contacts',
      relatedKey: contact,
    });
    await api.disassociateSingleValued({
      collection: 'accounts',
      primaryKey: id,
      navigationProperty: 'primarycontactid',
    });
    expect((await api.retrieve<Row>({ collection: 'accounts', key: id }))['_primarycontactid_value']).toBeNull();
  });

  test('reads the definitions of tables, columns and relationships, and names rows by their tables', async () => {
    const entity = await api.retrieveEntity<Row>({
      key: "LogicalName='account'",
      select: ['EntitySetName', 'MetadataId'],
    });
    expect(entity['EntitySetName']).toBe('accounts');
    const attributes = await api.retrieveAttributes<Row>({
      entityKey: String(entity['MetadataId']),
      castType: 'Microsoft.Dynamics.CRM.PicklistAttributeMetadata',
      select: ['LogicalName'],
    });
    expect(attributes.value.map(({ LogicalName }) => LogicalName)).toEqual(['accountcategorycode']);
    const named = new DynamicsWebApi({
      serverUrl: server.url,
      dataApi: { version: '9.2' },
      useEntityNames: true,
      onTokenRefresh: async () => authorization.replace('Bearer ', ''),
    });
    const made = await named.create<Row>({
      collection: 'contact',
      data: { lastname: 'By name' },
      returnRepresentation: true,
    });
    expect(made['lastname']).toBe('By name');
  });
});

describe('what odata-query builds', () => {
  test('filters by columns, by the row of a lookup, by collections, and expands', async () => {
    const id = await createAccount({
      name: 'Queried',
      numberofemployees: 7,
      Account_Tasks: [{ subject: 'Call' }, { subject: 'Write' }],
    });
    const person = await api.create<Row>({
      collection: 'contacts',
      data: { lastname: 'Asked' },
      returnRepresentation: true,
    });
    await api.update({
      collection: 'accounts',
      key: id,
      data: { 'primarycontactid@odata.bind': `/contacts(${person['contactid']})` },
    });
    const found = async (filter: unknown): Promise<unknown[]> =>
      await namesOf('accounts', buildQuery({ filter, select: ['name'] }));
    expect(await found({ name: 'Queried' })).toEqual(['Queried']);
    expect(await found({ and: [{ name: { contains: 'uerie' } }, { numberofemployees: { gt: 6, lt: 8 } }] })).toEqual([
      'Queried',
    ]);
    expect(await found({ primarycontactid: { lastname: 'Asked' } })).toEqual(['Queried']);
    expect(await found({ Account_Tasks: { any: { subject: 'Call' } } })).toEqual(['Queried']);
    expect(await found({ name: 'Queried', Account_Tasks: { all: { subject: 'Call' } } })).toEqual([]);
    const query = buildQuery({
      filter: { name: 'Queried' },
      expand: { Account_Tasks: { select: ['subject'], orderBy: ['subject desc'], top: 1 } },
    });
    const { value } = await get(`accounts${query}`);
    expect((value as Row[])[0]?.['Account_Tasks']).toMatchObject([{ subject: 'Write' }]);
  });
});

describe('dataverse-webapi', () => {
  test('creates, reads, updates and links; with "If-None-Match: null" on everything', async () => {
    const { WebApiConfig, ...client } = await browserClient();
    const config = new WebApiConfig('9.2', authorization.replace('Bearer ', ''), server.url);
    const made = await client.createWithReturnData(config, 'accounts', { name: 'By another library' }, '$select=name');
    const id = String(made['accountid']);
    expect(made['name']).toBe('By another library');
    await client.update(config, 'accounts', id, { description: 'Changed' });
    await client.updateProperty(config, 'accounts', id, 'telephone1', '555');
    await client.deleteProperty(config, 'accounts', id, 'description');
    const read = await client.retrieve(config, 'accounts', id, '$select=name,description,telephone1');
    expect(read).toMatchObject({ name: 'By another library', description: null, telephone1: '555' });
    const list = await client.retrieveMultiple(config, 'accounts', `$select=name&$filter=accountid eq ${id}`);
    expect(list.value.length).toBe(1);
    const who = await client.unboundFunction(config, 'WhoAmI');
    expect(who).toMatchObject({ UserId: expect.any(String) });
    await client.deleteRecord(config, 'accounts', id);
  });
});

/** The build for browsers, which alone speaks http: with XMLHttpRequest as far as it uses it. */
async function browserClient() {
  class Request {
    onreadystatechange: (() => void) | null = null;
    readyState = 0;
    status = 0;
    response = '';
    #headers: Record<string, string> = {};
    #method = '';
    #url = '';
    #answered = new Headers();
    open(method: string, url: string): void {
      this.#method = method;
      this.#url = new URL(url).href;
    }
    setRequestHeader(name: string, value: string): void {
      this.#headers[name] = value;
    }
    getAllResponseHeaders(): string {
      return [...this.#answered].map(([name, value]) => `${name}: ${value}`).join('\r\n');
    }
    send(body?: string): void {
      const sent = fetch(this.#url, { method: this.#method, headers: this.#headers, ...(body && { body }) });
      void sent.then(async (answer) => {
        this.#answered = answer.headers;
        this.status = answer.status;
        this.response = await answer.text();
        this.readyState = 4;
        this.onreadystatechange?.();
      });
    }
  }
  Object.assign(globalThis, { XMLHttpRequest: Request });
  return await import('dataverse-webapi');
}

describe('odata2ts', () => {
  test('makes types and services of the metadata document', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'conformance-odata2ts-'));
    try {
      const metadata = await fetch(`${service()}/$metadata`, { headers: { Authorization: authorization } });
      writeFileSync(join(folder, 'metadata.xml'), await metadata.text());
      writeFileSync(join(folder, 'tsconfig.json'), '{}');
      const bin = createRequire(import.meta.url).resolve('@odata2ts/odata2ts/lib/run-cli.js');
      const line = [bin, '--source', 'metadata.xml', '--output', 'out', '--mode', 'all', '--emit-mode', 'ts'];
      const { code, stderr } = await runCommand(process.execPath, line, { cwd: folder });
      expect([code, stderr]).toEqual([0, '']);
      const model = readFileSync(join(folder, 'out', 'MicrosoftDynamicsCrmModel.ts'), 'utf8');
      expect(model).toMatch(/export interface account\b/i);
      expect(model).toMatch(/primarycontactid\??: contact \| null/i);
      expect(model).toMatch(/Account_Tasks\??: Array<task>/i);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
