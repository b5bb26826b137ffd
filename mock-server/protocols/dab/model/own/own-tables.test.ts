import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { numberFromText } from '../../../../../core/exact-number.ts';
import { emptyBody, type HeaderField, utf8 } from '../../../../../core/http.ts';
import type { JsonObject } from '../../../../../core/json.ts';
import { parseJson } from '../../../../../core/parse-json.ts';
import { createService, type Service } from '../../../../kernel/create-service.ts';
import { jsonIn } from '../../../../kernel/message-in.ts';
import type { ProtocolCore } from '../../../../kernel/protocol-core.ts';
import { dab } from '../../index.ts';
import { entities } from '../entities.ts';
import { ownTables } from './own-tables.ts';
import { readDdl } from './read-ddl.ts';

const observed = (name: string): string =>
  readFileSync(new URL(`../../../../../spec/dab/observed/${name}`, import.meta.url), 'utf8');

function own(config: object, ddl: string) {
  const read = ownTables(parseJson(JSON.stringify(config)) as JsonObject, ddl);
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  const core: ProtocolCore = { ...dab, model: read.model, defaultFeatures: read.features, seed: () => undefined };
  return { core, unsupported: read.unsupported };
}

test('the recorded configuration over its recorded tables is what this server has by itself', () => {
  const read = ownTables(parseJson(observed('dab-config.json')) as JsonObject, observed('fixture.sql'));
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  const { configuration, features } = {
    configuration: read.model as { entities: typeof entities; basePath: string },
    features: read.features,
  };
  expect(configuration.basePath).toBe('/api');
  expect([...features].sort()).toEqual([...dab.defaultFeatures].sort());
  expect(read.unsupported).toEqual([]);
  for (const known of entities) {
    const found = configuration.entities.find(({ name }) => name === known.name);
    const { listsOnlyGet, roles, ...shape } = known;
    const columns = shape.columns.map((column) => (column.name === 'amount' ? { ...column, numeric: [5, 2] } : column));
    expect(found).toMatchObject({ ...shape, columns, onlyListed: true });
    // Policies on what is created are of SQL Server alone, so that nobody could record them with this database.
    for (const [role, permissions] of Object.entries(roles).filter(([role]) => role !== 'crepol'))
      expect([known.name, role, found?.roles[role]]).toEqual([known.name, role, permissions]);
  }
});

const ddl = `
  /* SQL Server */
  CREATE TABLE [dbo].[Orders] (
    [Id] INT IDENTITY(1,1) NOT NULL,
    [Number] NVARCHAR(10) NOT NULL UNIQUE,
    [Total] DECIMAL(12, 3) NULL CONSTRAINT [DF_Total] DEFAULT ((0)),
    [Made] DATETIME2(7) NOT NULL DEFAULT (getutcdate()),
    [Mark] UNIQUEIDENTIFIER NOT NULL DEFAULT newid(),
    [Area] geography NULL,
    [CustomerId] INT NULL,
    CONSTRAINT [PK_Orders] PRIMARY KEY CLUSTERED ([Id] ASC),
    CONSTRAINT CK CHECK ([Total] >= 0)
  );
  GO
  CREATE TABLE dbo.Customers (Id int NOT NULL, Name varchar(max) NOT NULL);
  ALTER TABLE ONLY dbo.Customers ADD CONSTRAINT pk PRIMARY KEY (Id);
  ALTER TABLE [dbo].[Orders] WITH CHECK ADD CONSTRAINT FK_Customer FOREIGN KEY([CustomerId]) REFERENCES [dbo].[Customers] ([Id]);
  CREATE TABLE ignored.audit (what xml);`;

const config = {
  'data-source': { 'database-type': 'mssql' },
  runtime: {
    rest: { path: '/data', 'request-body-strict': false },
    graphql: {},
    host: { mode: 'production', authentication: { provider: 'Simulator' } },
  },
  entities: {
    Order: {
      source: { object: 'dbo.Orders', type: 'table' },
      rest: { path: '/sales/orders' },
      mappings: { Number: 'number' },
      permissions: [
        { role: 'authenticated', actions: ['read'] },
        { role: 'Clerk', actions: ['*'] },
        {
          role: 'guest',
          actions: [
            { action: 'read', fields: { include: ['Id', 'number'] }, policy: { database: '@item.Total lt 100' } },
          ],
        },
      ],
    },
    Customer: { source: 'dbo.Customers', permissions: [{ role: 'anonymous', actions: ['read', 'create'] }] },
    Report: { source: { object: 'dbo.report', type: 'stored-procedure' }, rest: true, permissions: [] },
    Hidden: { source: 'dbo.Hidden', rest: false, permissions: [] },
  },
};

describe('a configuration of one’s own', () => {
  const sent = async (service: Service, method: string, target: string, body?: object, ...headers: HeaderField[]) => {
    const answer = await service.dispatch({
      method,
      target,
      headers: [['Content-Type', 'application/json'], ...headers],
      body: body ? utf8(JSON.stringify(body)) : emptyBody,
    });
    return {
      status: answer.status,
      body: jsonIn(answer),
      unmodelled: answer.headers.find(([name]) => name === 'Conformance-Unmodelled')?.[1],
    };
  };
  const clerk: HeaderField = ['X-MS-API-ROLE', 'clerk'];

  test('has its paths, columns, types, defaults and keys', async () => {
    const service = createService(own(config, ddl).core, { clock: () => Date.parse('2026-01-02T03:04:05Z') });
    expect((await sent(service, 'GET', '/api/Order')).status).toBe(400);
    expect((await sent(service, 'POST', '/data/Customer', { Id: 5, Name: 'Ada' })).status).toBe(201);
    const made = await sent(
      service,
      'POST',
      '/data/sales/orders',
      { number: 'A-1', Total: 12.34567, CustomerId: 5 },
      clerk,
    );
    expect(made.status).toBe(201);
    expect(made.body).toEqual({
      value: [
        {
          Id: 1,
          number: 'A-1',
          Total: numberFromText('12.346'),
          Made: '2026-01-02T03:04:05',
          Mark: expect.stringMatching(/^[0-9a-f-]{36}$/),
          Area: null,
          CustomerId: 5,
        },
      ],
    });
    const refused = async (body: object): Promise<number> =>
      (await sent(service, 'POST', '/data/sales/orders', body, clerk)).status;
    expect(await refused({ number: 'A-1' })).toBe(409);
    expect(await refused({ number: 'A-2', CustomerId: 6 })).toBe(400);
    expect(await refused({ number: 'longer than ten' })).toBe(500);
    expect((await sent(service, 'POST', '/data/sales/orders', { number: 'A-3', Total: 1e9 }, clerk)).status).toBe(500);
  });

  test('has its roles, and who is not listed inherits', async () => {
    const service = createService(own(config, ddl).core);
    for (const Total of [50, 500])
      await sent(service, 'POST', '/data/sales/orders', { number: `N-${Total}`, Total }, clerk);
    const orders = '/data/sales/orders';
    expect((await sent(service, 'POST', orders, { number: 'B' })).status).toBe(403);
    expect((await sent(service, 'GET', orders, undefined, ['X-MS-API-ROLE', 'anybody'])).status).toBe(200);
    expect((await sent(service, 'DELETE', `${orders}/Id/1`, undefined, ['X-MS-API-ROLE', 'anybody'])).status).toBe(403);
    const seen = await sent(service, 'GET', `${orders}?$select=Id,number`, undefined, ['X-MS-API-ROLE', 'guest']);
    expect(seen.body).toEqual({ value: [{ Id: 1, number: 'N-50' }] });
    expect((await sent(service, 'DELETE', '/data/Customer/Id/5')).status).toBe(403);
  });

  test('says what it does not do, at start and in answers', async () => {
    const { core, unsupported } = own(config, ddl);
    expect(unsupported).toEqual([
      'Orders.Area: geography is held as a text',
      'CHECK of Orders is not checked',
      'Report: a stored-procedure as source',
      'runtime.graphql',
    ]);
    const service = createService(core);
    expect(await sent(service, 'GET', '/data/Report')).toMatchObject({
      status: 404,
      unmodelled: 'a stored-procedure as source',
    });
    expect((await sent(service, 'GET', '/data/Hidden')).unmodelled).toBeUndefined();
  });

  test('is refused where it does not fit its tables', () => {
    const entity = (change: object) => ({ ...config, entities: { Order: { ...config.entities.Order, ...change } } });
    const faults = (file: object): readonly string[] => {
      const read = ownTables(parseJson(JSON.stringify(file)) as JsonObject, `${ddl} create table t (a int);`);
      return 'faults' in read ? read.faults.map(({ path, message }) => `${path.join('.')}: ${message}`) : [];
    };
    expect(faults({})).toEqual(['entities: it has no entities']);
    expect(faults(entity({ source: 'dbo.Nope' }))).toEqual([
      'entities.Order.source: the table dbo.Nope is not in the DDL file',
    ]);
    expect(faults(entity({ mappings: { Nummer: 'n' } }))).toEqual([
      'entities.Order.mappings: Orders has no column "Nummer"',
      expect.stringContaining('has no field "number"'),
    ]);
    expect(faults(entity({ source: 't', mappings: {}, permissions: [] }))).toEqual([
      'entities.Order.source: t has no primary key: name its columns in "key-fields"',
    ]);
    expect(faults(entity({ permissions: [{ role: 'a', actions: ['write'] }] }))).toEqual([
      'entities.Order.permissions: there is no action "write"',
    ]);
  });
});

test('DDL as PostgreSQL and MySQL write it', () => {
  const tables = readDdl(`-- dump
    CREATE TABLE public.a (
        id bigint NOT NULL,
        name character varying(40) DEFAULT 'x''y'::character varying NOT NULL,
        at timestamp with time zone DEFAULT now(),
        price double precision,
        tags text[],
        whole numeric,
        sum int GENERATED ALWAYS AS (id + 1) STORED,
        copy text GENERATED ALWAYS AS (name) STORED
    );
    ALTER TABLE public.a ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (SEQUENCE NAME public.a_id_seq);
    ALTER TABLE ONLY public.a ADD CONSTRAINT a_pkey PRIMARY KEY (id);
    CREATE TABLE \`b\` (\`id\` int NOT NULL AUTO_INCREMENT, \`n\` tinyint DEFAULT -1, PRIMARY KEY (\`id\`), KEY \`i\` (\`n\`)) ENGINE=InnoDB;`);
  const a = tables.get('a');
  expect(a?.key).toEqual(['id']);
  expect(a?.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
    'id bigint',
    'name text',
    'at timestamptz',
    'price double',
    'tags text',
    'whole numeric',
    'sum int',
    'copy text',
  ]);
  expect(a?.columns[1]).toMatchObject({ length: 40, default: "x'y", nullable: false });
  expect(a?.columns[2]).toMatchObject({ initially: 'now', nullable: true });
  expect(a?.columns[7]).toMatchObject({ generated: { from: 'name' } });
  expect(a?.columns[0]).toMatchObject({ generated: 'identity' });
  expect(a?.unsupported).toEqual([
    'a.tags: text[] is held as a text',
    'a.sum: it is computed by an expression, and null here',
  ]);
  expect(tables.get('b')).toMatchObject({
    key: ['id'],
    columns: [
      { name: 'id', generated: 'identity' },
      { name: 'n', default: -1 },
    ],
  });
});
