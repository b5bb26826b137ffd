import { describe, expect, test } from 'vitest';
import { emptyBody, type HeaderField } from '../../../core/http.ts';
import { stringifyJson } from '../../../core/stringify-json.ts';
import { createService, type Service } from '../../kernel/create-service.ts';
import { jsonIn } from '../../kernel/message-in.ts';
import type { Workbench } from '../../kernel/workbench.ts';
import { loadCore } from '../../protocols/index.ts';
import type { ReadRows } from './given-row.ts';
import { plantRows } from './plant-rows.ts';
import { readCsvCells } from './read-csv-cells.ts';
import { readCsvRows } from './read-csv-rows.ts';
import { readJsonRows } from './read-json-rows.ts';
import { withRows } from './with-rows.ts';

/** What goes wrong, by place: "3:5 text". */
async function plant(id: string, text: string): Promise<{ service: Service; faults: string[] }> {
  const service = createService(await loadCore(id));
  const workbench = (await service.core.workbench?.()) as Workbench;
  const given = readJsonRows(text, [id]).get(id) as ReadRows;
  const found =
    given.faults.length > 0
      ? given.faults
      : service.onRows((store, world) => plantRows(store, world, workbench, given));
  return {
    service,
    faults: found.map(
      ({ place, message, hint }) => `${place.line}:${place.column} ${message}${hint ? ` (${hint})` : ''}`,
    ),
  };
}

async function read(service: Service, target: string, ...headers: HeaderField[]) {
  return jsonIn(await service.dispatch({ method: 'GET', target, headers, body: emptyBody }));
}

describe('rows in the words of the protocol', () => {
  test('Data API builder: a counter takes what is given and goes on behind it, mapped names are those of bodies', async () => {
    const { service, faults } = await plant(
      'dab',
      '{"Authors":[{"id":40,"name":"Ada"},{"name":"Bo"}],"storage/racks":[{"shelfId":9,"label":"Low"}],"Books":{"id":50,"title":"Mine","publisher_id":7}}',
    );
    expect(faults).toEqual([]);
    const { value } = (await read(service, '/api/Authors')) as { value: { id: number; name: string }[] };
    expect(value.slice(-2)).toEqual([
      { id: 40, name: 'Ada', birthdate: null },
      { id: 41, name: 'Bo', birthdate: null },
    ]);
    expect(await read(service, '/api/storage/racks/shelfId/9')).toEqual({
      value: [{ shelfId: 9, label: 'Low', remark: null }],
    });
  });

  test('Dataverse: a row that was read is a row that can be given, before the one that it refers to', async () => {
    const caller: HeaderField = ['Authorization', 'Bearer dataverse-caller'];
    const source = createService(await loadCore('dataverse'));
    const found = (await read(source, '/api/data/v9.2/contacts', caller)) as { value: Record<string, unknown>[] };
    const contact = {
      ...found.value[0],
      contactid: '11111111-0000-4000-8000-000000000001',
      createdon: '2001-02-03T04:05:06Z',
    };
    const account = {
      name: 'Mine',
      _primarycontactid_value: contact.contactid,
      revenue: 12.5,
      accountid: '11111111-0000-4000-8000-000000000002',
    };
    const { service, faults } = await plant('dataverse', JSON.stringify({ accounts: [account], contacts: [contact] }));
    expect(faults).toEqual([]);
    const shown = await read(service, `/api/data/v9.2/accounts(${account.accountid})?$expand=primarycontactid`, caller);
    expect(shown).toMatchObject({
      name: 'Mine',
      primarycontactid: { fullname: 'Yvonne McKay', createdon: '2001-02-03T04:05:06Z' },
    });
  });

  test('Matrix42: fragments with the TimeStamp that they are given, and objects', async () => {
    const { service, faults } = await plant(
      'matrix42',
      '{"SPSScRoleClassBase":[{"ID":"11111111-0000-4000-8000-000000000001","Name":"Mine","TimeStamp":"AAAAAEa8AAA="}],"SPSActivityTypeIncident":[{"SPSActivityClassBase":{"Subject":"Own"}}]}',
    );
    expect(faults).toEqual([]);
    const caller: HeaderField = ['Authorization', 'Bearer m42-caller'];
    const path = '/m42Services/api/data/fragments/SPSScRoleClassBase/11111111-0000-4000-8000-000000000001';
    expect(await read(service, path, caller)).toMatchObject({ Name: 'Mine', TimeStamp: 'AAAAAEa8AAA=' });
  });

  test('Dialogporten: dialogs of whoever owns their resource', async () => {
    const dialog = (serviceResource: string) => ({
      serviceResource: `urn:altinn:resource:${serviceResource}`,
      party: 'urn:altinn:person:identifier-no:08844397713',
      status: 'InProgress',
      content: { title: { value: [{ value: 'Mine', languageCode: 'nb' }], mediaType: 'text/plain' } },
    });
    const { service, faults } = await plant(
      'dialogporten',
      JSON.stringify({ dialogs: [dialog('ttd-a'), dialog('digdir-b')] }),
    );
    expect(faults).toEqual([]);
    const others = await read(service, '/api/v1/serviceowner/dialogs', ['Authorization', 'Bearer oth']);
    expect(others).toMatchObject({ items: [{ org: 'digdir' }] });
  });
});

describe('what is wrong is told where it stands, and nothing of it is put in', () => {
  test.each([
    ['dab', '{\n  "Bookz": []\n}', ['2:3 there is no table "Bookz" (did you mean "Books"?)']],
    ['dab', '{\n  "Bookz": [{}]\n}', ['2:3 there is no table "Bookz" (did you mean "Books"?)']],
    [
      'dab',
      '{\n  "Books": [\n    {"id": 91, "title": "a"},\n    {"id": 92, "titel": "b"}]}',
      ['4:16 Books has no column "titel" (did you mean "title"?)'],
    ],
    ['dab', '{"Books":[{"id":"x","title":"a"}]}', [expect.stringContaining('1:11 Parameter "x" cannot be resolved')]],
    [
      'dab',
      '{"BooksSold":[{"id":1,"last_sold_on_date":"2020-01-01"}]}',
      ['1:23 the database computes this column: leave it out'],
    ],
    [
      'dab',
      '{"Books":[{"id":93,"title":"a"},{"id":1,"title":"b"}]}',
      [expect.stringContaining('1:33 23505: duplicate key')],
    ],
    ['dataverse', '{"account":[{"name":"x"}]}', ['1:2 there is no table "account" (did you mean "accounts"?)']],
    [
      'dataverse',
      '{"accounts":[{"numberofemployees":"x"}]}',
      [expect.stringContaining("1:14 Cannot convert the literal 'x'")],
    ],
    [
      'dataverse',
      '{"tasks":[{"_regardingobjectid_value":"x"}]}',
      [expect.stringContaining('1:12 this lookup leads to several tables: write regardingobjectid_')],
    ],
    [
      'matrix42',
      '{"SPSScRoleClassBase":[{"TimeStamp":"x"}]}',
      [expect.stringContaining('1:25 this is no row version')],
    ],
    ['dialogporten', '{"dialogs":[{"progress":101}]}', [expect.stringMatching(/^1:\d+ /)]],
    ['dab', '{"Books":[{"id":1,"id":2}]}', ['1:19 this is no JSON: member "id" is doubled']],
    ['dab', '{"Books":[1]}', [expect.stringContaining('1:11 a row is an object')]],
    ['dab', '[]', [expect.stringContaining('1:1 rows stand by table')]],
    ['dab', '{}', [expect.stringContaining('1:1 there are no rows')]],
    ['dab', '', ['1:1 this is no JSON: unexpected end']],
  ])('%s: %s', async (id, text, expected) => {
    const { service, faults } = await plant(id, text);
    expect(faults).toEqual(expected);
    const fresh = createService(await loadCore(id), { clock: () => 0 });
    expect(service.snapshot().store.tables.size).toBe(fresh.snapshot().store.tables.size);
    if (id === 'dab') expect(await read(service, '/api/Books')).toEqual(await read(fresh, '/api/Books'));
  });
});

test('several protocols stand by their names', () => {
  const read = readJsonRows('{"dab":{"Books":[{"id":1}]},"matrix42":{"X":[]}}', ['dab', 'matrix42']);
  expect([...read].map(([id, { rows, faults }]) => [id, rows.length, faults.length])).toEqual([
    ['dab', 1, 0],
    ['matrix42', 0, 0],
  ]);
  expect(readJsonRows('{\n"Books":[]}', ['dab', 'matrix42']).get('dab')?.faults).toMatchObject([
    { place: { line: 2, column: 1 }, message: '"Books" is no protocol that is served' },
  ]);
});

test('first rows are there again after a reset', async () => {
  const core = await loadCore('dab');
  const workbench = (await core.workbench?.()) as Workbench;
  const rows = readJsonRows('{"Books":[{"id":50,"title":"Mine"}]}', ['dab']).get('dab') as ReadRows;
  const service = createService(withRows(core, workbench, rows));
  const title = async () => read(service, '/api/Books/id/50?$select=title');
  await service.dispatch({ method: 'DELETE', target: '/api/Books/id/50', headers: [], body: emptyBody });
  expect(await title()).not.toEqual({ value: [{ title: 'Mine' }] });
  service.reset();
  expect(await title()).toEqual({ value: [{ title: 'Mine' }] });
});

describe('CSV', () => {
  const tables = [
    {
      name: 'T',
      members: new Map([
        ['n', 'number'],
        ['b', 'boolean'],
        ['j', 'json'],
        ['t', 'text'],
      ] as const),
    },
  ];

  test('fields have places, quotes, line breaks and blanks of their own', () => {
    const read = readCsvCells('\uFEFFa,b\r\n"x ""y""\n z", 1 \n\n"",\n');
    expect(read).toEqual({
      records: [
        [
          { line: 1, column: 1, text: 'a', quoted: false },
          { line: 1, column: 3, text: 'b', quoted: false },
        ],
        [
          { line: 2, column: 1, text: 'x "y"\n z', quoted: true },
          { line: 3, column: 5, text: ' 1 ', quoted: false },
        ],
        [
          { line: 5, column: 1, text: '', quoted: true },
          { line: 5, column: 4, text: '', quoted: false },
        ],
      ],
    });
    expect(readCsvCells('a\n"x"y')).toMatchObject({
      place: { line: 2, column: 1 },
      message: 'this field does not end',
    });
  });

  test('cells are what their column is', () => {
    const { rows, faults } = readCsvRows(
      'n,b,j,t\n1.50,TRUE,"{""a"":1}",5\n,,,""\nnull,false,[],"null"\n',
      'T',
      tables,
    );
    expect(faults).toEqual([]);
    expect(rows.map(({ row }) => stringifyJson(row))).toEqual([
      '{"n":1.50,"b":true,"j":{"a":1},"t":"5"}',
      '{"t":""}',
      '{"n":null,"b":false,"j":[],"t":"null"}',
    ]);
  });

  test('what is none is told', () => {
    const { faults } = readCsvRows('n,b,n\nx,maybe,1\n1,true\n', 'T', tables);
    expect(faults.map(({ place, message }) => `${place.line}:${place.column} ${message}`)).toEqual([
      '1:5 column "n" is doubled',
      '2:1 "x" is no number',
      '2:3 "maybe" is no boolean',
      '3:1 2 fields, and the first line has 3',
    ]);
  });
});
