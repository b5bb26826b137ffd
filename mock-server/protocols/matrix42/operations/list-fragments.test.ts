import { beforeAll, describe, expect, it } from 'vitest';
import { decodeUtf8, emptyBody, type HeaderField, headerValue } from '../../../../core/http.ts';
import { createService, type Service } from '../../../kernel/create-service.ts';
import { matrix42 } from '../index.ts';
import { decodeRowversion } from '../model/rowversion.ts';

/* What lists are asked for, on categories Hardware > Notebooks > Batteries and an Orphan without texts. */
const api = '/m42Services/api/data';
const categories = `${api}/fragments/SPSScCategoryClassBase`;
const authorization = matrix42.credentials['caller']?.[0] as HeaderField;
const ids = { hardware: '11111111-0000-4000-8000-000000000001', notebooks: '11111111-0000-4000-8000-000000000002' };

let service: Service;

async function send(method: string, target: string, body?: object) {
  const bytes = body === undefined ? emptyBody : new TextEncoder().encode(JSON.stringify(body));
  const headers: HeaderField[] = [authorization, ['Content-Type', 'application/json']];
  return await service.dispatch({ method, target, headers, body: bytes });
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely
async function list(options: Readonly<Record<string, string>>, at = categories): Promise<any> {
  const response = await send('GET', `${at}?${new URLSearchParams(options)}`);
  return response.status === 200 ? JSON.parse(decodeUtf8(response.body)) : response.status;
}

async function names(where: string): Promise<string[] | number> {
  const rows = await list({ where, columns: 'Name', sort: 'Name' });
  return typeof rows === 'number' ? rows : rows.map(({ Name }: { Name: string }) => Name);
}

beforeAll(async () => {
  service = createService(matrix42);
  await send('DELETE', `${categories}/7777780d-71a0-df11-708c-000c2968299e`);
  const make = (body: object) => send('POST', categories, body);
  await make({ ID: ids.hardware, Name: 'Hardware', DefaultSubject: 'Broken', DefaultImpact: 1, Hidden: 0 });
  await make({
    ID: ids.notebooks,
    Name: 'Notebooks',
    DefaultSubject: "It's broken",
    DefaultImpact: 2,
    Hidden: 1,
    Parent: ids.hardware,
  });
  await make({ Name: 'Batteries', Parent: ids.notebooks, DefaultImpact: 3 });
  await make({ Name: 'Orphan' });
});

describe('where', () => {
  it.each<[string, string[] | number]>([
    ["Name = 'hardware'", ['Hardware']],
    ["DefaultSubject = 'It''s broken'", ['Notebooks']],
    ["DefaultSubject <> 'Broken'", ['Notebooks']],
    ["NOT DefaultSubject = 'Broken'", ['Notebooks']],
    ['DefaultImpact >= 2', ['Batteries', 'Notebooks']],
    ['DefaultImpact < 3 AND NOT Hidden = 1', ['Hardware']],
    ['DefaultImpact = 3 OR (Hidden = 0 AND DefaultImpact = 1)', ['Batteries', 'Hardware']],
    ['DefaultImpact IN (1, 3)', ['Batteries', 'Hardware']],
    ["Name NOT IN ('Orphan', 'Hardware')", ['Batteries', 'Notebooks']],
    ['DefaultImpact IN (1, NULL)', ['Hardware']],
    ['DefaultImpact IS NULL', ['Orphan']],
    ['DefaultImpact = NULL', []],
    ["DefaultSubject IS NOT NULL AND Name LIKE '%o%'", ['Notebooks']],
    ["Parent.Name = 'Hardware'", ['Notebooks']],
    [`Recursive(Parent).ID = '${ids.hardware}'`, ['Batteries', 'Notebooks']],
    ["DefaultImpact.DisplayString = 'Company'", ['Batteries']],
    [`id = '${ids.hardware.toUpperCase()}'`, ['Hardware']],
    ["Name = DefaultSubject OR Name = 'Orphan'", ['Orphan']],
    ["Nope = 'x'", 500],
    ["Parent.Nope = 'x'", 500],
    ["T(Nope).ID = 'x'", 500],
    ["DefaultImpact = 'many'", 500],
    ["TimeStamp = 'AAAAAEa7mU4='", 500],
    ["ID = 'x'", 500],
    ["DefaultImpact LIKE '1'", 500],
    ["Recursive(DefaultRecipientRole).ID = 'x'", 500],
    ['Name', 500],
  ])('%s: %j', async (where, found) => {
    expect(await names(where)).toEqual(found);
  });

  it('compares a TimeStamp as a decimal number', async () => {
    const [{ TimeStamp }] = await list({ where: "Name = 'Notebooks'", columns: 'ID,TimeStamp' });
    expect(await names(`TimeStamp > ${decodeRowversion(TimeStamp)}`)).toEqual(['Batteries', 'Orphan']);
  });

  it('compares dates as instants, and finds what belongs to the same object', async () => {
    const tickets = `${api}/fragments/SPSActivityClassBase`;
    const make = async (subject: string, state: number, date: string) =>
      await send('POST', `${api}/objects/SPSActivityTypeIncident`, {
        SPSActivityClassBase: { Subject: subject, ReminderDate: date },
        SPSCommonClassBase: { State: state },
      });
    await make('early', 200, '2026-08-31T11:49:52.61Z');
    await make('late', 204, '2026-09-02T00:00:00+02:00');
    const subjects = async (where: string) =>
      (await list({ where, columns: 'Subject', sort: 'Subject' }, tickets)).map(
        ({ Subject }: { Subject: string }) => Subject,
      );
    expect(await subjects('ReminderDate < #2026-09-01#')).toEqual(['early']);
    expect(await subjects("ReminderDate = '2026-09-01T22:00:00Z'")).toEqual(['late']);
    expect(await subjects('T(SPSCommonClassBase).State = 204')).toEqual(['late']);
    expect(await subjects("T(SPSCommonClassBase).State.DisplayString = 'New'")).toEqual(['early']);
  });
});

describe('columns', () => {
  it('are the ids where none is named, also by an empty option', async () => {
    for (const options of [{}, { columns: '' }, { columns: ' ', where: '', sort: '' }])
      expect(Object.keys((await list(options))[0])).toEqual([
        'ID',
        'DisplayString',
        'Expression-TypeID',
        'Expression-TypeCase',
      ]);
  });

  it('have other names, and lead to what attributes refer to', async () => {
    const columns =
      '[Expression-ObjectID] as ObjectID, Parent.Name as ParentName, DefaultImpact.DisplayString AS Impact';
    const [row] = await list({ where: "Name = 'Notebooks'", columns });
    expect(row).toMatchObject({ ObjectID: expect.any(String), ParentName: 'Hardware', Impact: 'Department' });
    expect(row.ObjectID).not.toBe(ids.notebooks);
  });

  it.each(['Nope', 'DisplayString', 'Parent.Name', 'ID, id', 'Name as', 'ID,End'])('%s: 500', async (columns) => {
    expect(await list({ columns })).toBe(500);
  });
});

describe('the order', () => {
  const sorted = async (sort: string, columns = 'Name,DefaultImpact') => {
    const rows = await list({ columns, sort });
    return typeof rows === 'number' ? rows : rows.map(({ Name }: { Name: string }) => Name);
  };

  it('is that of the named columns, nothing before anything', async () => {
    expect(await sorted('DefaultImpact DESC, Name')).toEqual(['Batteries', 'Notebooks', 'Hardware', 'Orphan']);
    expect(await sorted('DefaultImpact')).toEqual(['Orphan', 'Hardware', 'Notebooks', 'Batteries']);
    expect(await sorted('TimeStamp DESC', 'Name,TimeStamp')).toEqual(['Orphan', 'Batteries', 'Notebooks', 'Hardware']);
  });

  it('is of columns by the names that they have', async () => {
    expect(await sorted('Level DESC', 'Name,DefaultImpact AS Level')).toEqual([
      'Batteries',
      'Notebooks',
      'Hardware',
      'Orphan',
    ]);
    for (const sort of ['DefaultImpact', 'Nope DESC', 'Name sideways']) expect(await sorted(sort, 'Name')).toBe(500);
  });
});

describe('pages', () => {
  it('are counted from 0, and end', async () => {
    const page = async (options: object) =>
      (await list({ columns: 'Name', sort: 'Name', ...options })).map(({ Name }: { Name: string }) => Name);
    expect(await page({ pageSize: '3' })).toEqual(['Batteries', 'Hardware', 'Notebooks']);
    expect(await page({ PAGESIZE: '3', PageNumber: '1' })).toEqual(['Orphan']);
    expect(await page({ pagesize: '3', pagenumber: '2' })).toEqual([]);
    expect(await page({ pageNumber: '1', page: '2' })).toHaveLength(4);
    for (const wrong of ['x', '-1', '1.5']) expect(await list({ pagesize: wrong })).toBe(400);
  });
});

describe('schema-info', () => {
  it('tells the types of the columns beside the rows', async () => {
    const options = { columns: 'ID,TimeStamp,Name as Title,Hidden,Parent', where: "Name = 'Hardware'" };
    expect(await list(options, `${categories}/schema-info`)).toMatchObject({
      Result: [{ ID: ids.hardware, Title: 'Hardware' }],
      Schema: [
        { ColumnName: 'ID', ColumnType: 'GuidType', Localizable: false },
        { ColumnName: 'TimeStamp', ColumnType: 'VarBinaryType' },
        { ColumnName: 'Title', ColumnType: 'StringType' },
        { ColumnName: 'Hidden', ColumnType: 'BoolType' },
        { ColumnName: 'Parent', ColumnType: 'GuidType' },
      ],
    });
    const pickups = await list({ columns: 'DisplayString' }, `${api}/fragments/SVMActivityPickupImpact/schema-info`);
    expect(pickups.Schema).toEqual([{ ColumnName: 'DisplayString', ColumnType: 'StringType', Localizable: true }]);
  });

  it('tells those of a fragment, and null where there is none', async () => {
    const one = await list({}, `${categories}/${ids.hardware}/schema-info`);
    expect(one.Result).toMatchObject({ ID: ids.hardware, Name: 'Hardware' });
    expect(one.Schema).toHaveLength(Object.keys(one.Result).length);
    expect(await list({}, `${categories}/11111111-0000-4000-8000-00000000ffff/schema-info`)).toBeNull();
  });

  it('cannot include localizations, and says so; without schema-info they mean nothing', async () => {
    const asked = await send('GET', `${categories}/schema-info?includeLocalizations=true`);
    expect([asked.status, headerValue(asked.headers, 'conformance-unmodelled')]).toEqual([500, 'includeLocalizations']);
    expect(await list({ includeLocalizations: 'true' })).toHaveLength(4);
  });
});
