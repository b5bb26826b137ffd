import { describe, expect, it } from 'vitest';
import { decodeUtf8, emptyBody, type HeaderField, headerValue, utf8 } from '../../../../core/http.ts';
import { createService } from '../../../kernel/create-service.ts';
import { matrix42 } from '../index.ts';
import { callersUserId } from '../model/seed-rows.ts';
import { publishedId } from '../seed.ts';

const api = '/m42Services/api';

interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely
  readonly json: any;
  readonly unmodelled: string | undefined;
}

function client() {
  const service = createService(matrix42);
  return async (method: string, path: string, body?: unknown, token = 'm42-caller'): Promise<Answer> => {
    const headers: HeaderField[] = [['Authorization', `Bearer ${token}`]];
    if (body !== undefined) headers.push(['Content-Type', 'application/json']);
    const bytes = body === undefined ? emptyBody : utf8(JSON.stringify(body));
    const answer = await service.dispatch({ method, target: `${api}${path}`, headers, body: bytes });
    const text = decodeUtf8(answer.body);
    const unmodelled = headerValue(answer.headers, 'conformance-unmodelled');
    return { status: answer.status, json: text === '' ? undefined : JSON.parse(text), unmodelled };
  };
}

type Send = ReturnType<typeof client>;

const create = async (send: Send, info: object, activity = 0): Promise<string> =>
  (await send('POST', `/ticket/create?activityType=${activity}`, info)).json;
const read = (send: Send, id: string, type = 'Incident') =>
  send('GET', `/data/objects/SPSActivityType${type}/${id}?full=true`);
const journalOf = (send: Send, id: string, more = '') =>
  send('GET', `/journal?objectId=${id}&objectLinkTemplate=${encodeURIComponent('<a href="#">{0}</a>')}${more}`);

describe('a creation of a ticket', () => {
  it.each([
    [0, 'Incident', /^INC\d{5}$/],
    [5, 'Ticket', /^TCK\d{5}$/],
    [6, 'ServiceRequest', /^TCK\d{5}$/],
  ])('of the activity type %i makes one of the type %s, with a number', async (activity, type, number) => {
    const send = client();
    const id = await create(send, { Subject: 'Printer down' }, activity);
    const { json } = await read(send, id, type);
    expect(json.SPSActivityClassBase).toMatchObject({
      Subject: 'Printer down',
      [`UsedInTypeSPSActivityType${type}`]: id,
    });
    expect(json.SPSActivityClassBase.TicketNumber).toMatch(number);
    expect((await send('GET', `/data/objectTypeName/${id}`)).json).toBe(`SPSActivityType${type}`);
  });

  it('takes its members in any letter case, attributes by name, and an entry of the journal', async () => {
    const send = client();
    const id = await create(send, {
      subject: 'Printer down',
      DescriptionHTML: '<p>x</p>',
      User: callersUserId,
      Category: publishedId,
      Impact: 3,
      state: 201,
      Priority: null,
      ResponsibleUser: '00000000-0000-0000-0000-000000000000',
      ResponsibleRole: '',
      ExtraProperties: [{ Name: 'Urgency', Value: 2 }],
      JournalEntry: { Comments: 'First', Publish: 1, VisibleInPortal: 1, SkipRaiseCoRuEvent: 1 },
    });
    const { json } = await read(send, id);
    expect(json).toMatchObject({
      SPSActivityClassBase: {
        DescriptionHTML: '<p>x</p>',
        Initiator: callersUserId,
        Impact: 3,
        Urgency: 2,
        Priority: null,
        Recipient: null,
        RecipientRole: null,
      },
      SPSCommonClassBase: { State: 201 },
      SPSActivityClassUnitOfWork: [{ OriginalSolutionHtml: 'First', VisibleInPortal: 1, UsedInType: id }],
    });
  });

  it('is refused for another activity type, what is wrong in it, and what nobody knows', async () => {
    const send = client();
    const at = async (query: string, body: object): Promise<number> =>
      (await send('POST', `/ticket/create${query}`, body)).status;
    expect(await at('', { Subject: 'x' })).toBe(500);
    expect(await at('?activityType=1', { Subject: 'x' })).toBe(500);
    expect(await at('?activityType=0', {})).toBe(500);
    expect(await at('?activityType=0', { Subject: 'x', Category: callersUserId })).toBe(500);
    expect(await at('?activityType=0', { Subject: 'x', Colour: 'red' })).toBe(400);
    expect(await at('?activityType=0', { Subject: 'x', ExtraProperties: ['Urgency'] })).toBe(400);
    expect(await at('?activityType=0', { Subject: 'x', ExtraProperties: [{ Name: 'Nope', Value: 1 }] })).toBe(500);
    expect(await at('?activityType=0', { Subject: 'x', JournalEntry: 'text' })).toBe(400);
    expect((await send('GET', '/data/fragments/SPSActivityClassBase')).json).toEqual([]);
  });

  it('says what of it this server does not keep', async () => {
    const send = client();
    const body = { Subject: 'x', Service: callersUserId, Asset: null, Sla: '' };
    expect(await send('POST', '/ticket/create?activityType=6', body)).toMatchObject({
      status: 200,
      unmodelled: 'Service',
    });
  });
});

describe('a closing of tickets', () => {
  it('gives each the state, a reason, another TimeStamp and an entry in its journal', async () => {
    const send = client();
    const ids = [await create(send, { Subject: 'a' }), await create(send, { Subject: 'b' }, 6)];
    const before = (await read(send, ids[0] ?? '')).json;
    const done = await send('POST', '/ticket/close', { ObjectIds: ids, Comments: '<p>Done</p>' });
    expect(done).toEqual({ status: 204, json: undefined, unmodelled: undefined });
    const after = (await read(send, ids[0] ?? '')).json;
    expect(after.SPSCommonClassBase).toMatchObject({ State: 204, Reason: 408 });
    expect(after.SPSCommonClassBase.TimeStamp).not.toBe(before.SPSCommonClassBase.TimeStamp);
    expect(after.SPSActivityClassUnitOfWork).toMatchObject([
      { OriginalSolutionHtml: '<p>Done</p>', ActivityAction: 7 },
    ]);
    expect((await read(send, ids[1] ?? '', 'ServiceRequest')).json.SPSCommonClassBase.State).toBe(204);
  });

  it('closes all or none, and none twice unless that is asked for', async () => {
    const send = client();
    const [one, two] = [await create(send, { Subject: 'a' }), await create(send, { Subject: 'b' })];
    const close = (body: object) => send('POST', '/ticket/close', { Comments: 'x', ...body });
    expect((await close({ ObjectIds: [one, publishedId] })).status).toBe(500);
    expect((await close({ ObjectIds: [one], Reason: 'solved' })).status).toBe(400);
    expect((await close({ ObjectIds: [] })).status).toBe(400);
    expect((await close({ ObjectIds: [one], Comments: null })).status).toBe(400);
    expect((await read(send, one)).json.SPSCommonClassBase.State).toBe(null);
    expect((await close({ ObjectIds: [one], Reason: 402, ErrorType: 2, SendMailToUsers: false })).unmodelled).toBe(
      'ErrorType',
    );
    expect((await close({ ObjectIds: [two, one] })).status).toBe(500);
    expect((await read(send, two)).json.SPSCommonClassBase.State).toBe(null);
    expect((await close({ ObjectIds: [two, one], SkipFailIfAlreadyClosed: true })).status).toBe(204);
    expect((await read(send, two)).json.SPSCommonClassBase.State).toBe(204);
  });

  it('of problems is a service of its own, and nobody closes who may not write', async () => {
    const send = client();
    const made = await send('POST', '/data/objects/SPSActivityTypeProblem', { SPSActivityClassBase: { Subject: 'x' } });
    const body = { ObjectIds: [made.json], Comments: 'x' };
    expect((await send('POST', '/ticket/close', body)).status).toBe(500);
    expect((await send('POST', '/problem/close', body, 'm42-reader')).status).toBe(403);
    expect((await send('POST', '/problem/close', body)).status).toBe(204);
    expect((await read(send, made.json, 'Problem')).json).toMatchObject({
      SPSActivityClassBase: { TicketNumber: 'PRB00001' },
      SPSCommonClassBase: { State: 204 },
    });
  });
});

describe('a journal', () => {
  it('takes an entry with its text, and shows the newest first', async () => {
    const send = client();
    const id = await create(send, { Subject: 'x' });
    for (const Comments of ['One', 'Two', 'Three'])
      expect((await send('POST', '/journal/Add', { ObjectId: id, Comments, Creator: callersUserId })).status).toBe(200);
    const { json } = await journalOf(send, id, '&start=0&count=2&timeOffset=0');
    expect(json).toMatchObject([
      { Text: 'Three', Header: 'Comment', Creator: 'Brandt, Ada', CreatedDate: expect.stringMatching(/Z$/) },
      { Text: 'Two' },
    ]);
  });

  it('takes an entry without one, which an update fills', async () => {
    const send = client();
    const id = await create(send, { Subject: 'x', JournalEntry: { Comments: 'First' } });
    const list = '/data/fragments/SPSActivityClassUnitOfWork?columns=ID,UsedInType';
    const [entry] = (await send('GET', list)).json;
    const ticket = (await read(send, id)).json.SPSActivityClassBase.ID;
    const shell = { TypeId: entry['Expression-TypeID'], ObjectId: entry.UsedInType, TargetObjectId: ticket };
    const { json } = await send('POST', '/journal/add', shell);
    const fill = { ID: json.JournalId, OriginalSolutionHtml: 'Filled', ActivityAction: 0, VisibleInPortal: 1 };
    expect((await send('PUT', '/data/fragments/SPSActivityClassUnitOfWork', fill)).status).toBe(204);
    expect((await journalOf(send, id)).json).toMatchObject([{ Text: 'Filled' }, { Text: 'First' }]);
  });

  it('takes none for what has no journal, or for an object and a fragment of another one', async () => {
    const send = client();
    const [one, two] = [await create(send, { Subject: 'a' }), await create(send, { Subject: 'b' })];
    const other = (await read(send, two)).json.SPSActivityClassBase.ID;
    const add = async (body: object): Promise<number> => (await send('POST', '/journal/add', body)).status;
    expect(await add({ ObjectId: publishedId, Comments: 'x' })).toBe(500);
    expect(await add({ ObjectId: one, TargetObjectId: other })).toBe(500);
    expect(await add({ ObjectId: one, Comments: 1 })).toBe(400);
    expect(await add({ ObjectId: one, TargetObjectId: one.toUpperCase() })).toBe(200);
    expect((await journalOf(send, two)).json).toEqual([]);
    expect((await send('GET', `/journal?objectId=${one}`)).status).toBe(400);
    expect((await journalOf(send, one, '&count=all')).status).toBe(400);
    expect((await journalOf(send, publishedId)).status).toBe(500);
  });

  it('is read whole and written back whole with one entry more', async () => {
    const send = client();
    const id = await create(send, { Subject: 'x', JournalEntry: { Comments: 'First' } });
    const { json } = await read(send, id);
    json.SPSActivityClassUnitOfWork.push({ OriginalSolutionHtml: 'Second', ActivityAction: 0, VisibleInPortal: 0 });
    expect((await send('PUT', '/data/objects/SPSActivityTypeIncident?full=true', json)).status).toBe(204);
    expect((await journalOf(send, id)).json).toMatchObject([{ Text: 'Second' }, { Text: 'First' }]);
  });
});

describe('the schema', () => {
  it('tells pick-lists, types of attributes, relations and the types that use a definition', async () => {
    const send = client();
    const classes = (await send('GET', '/Schema/classes')).json as Record<string, unknown>[];
    expect(classes.find(({ InternalName }) => InternalName === 'SVMActivityPickupImpact')).toMatchObject({
      IsPickup: true,
    });
    expect(classes.find(({ InternalName }) => InternalName === 'SPSUserClassBase')).not.toHaveProperty('IsPickup');
    const { json } = await send('GET', '/Schema/classes/SPSActivityClassBase');
    expect(json.Attributes).toContainEqual(
      expect.objectContaining({
        InternalName: 'Impact',
        Datatype: 2,
        PickupClass: { InternalName: 'SVMActivityPickupImpact' },
      }),
    );
    expect(json.Relations).toContainEqual(expect.objectContaining({ InternalName: 'AttachedUsers', RelationType: 1 }));
    expect(json.UsedInTypes).toContainEqual({ InternalName: 'SPSActivityTypeProblem', DisplayName: 'Problem' });
    expect((await send('GET', '/Schema/types/SPSActivityTypeIncident')).json.RelatedClasses).toContainEqual(
      expect.objectContaining({ InternalName: 'SPSActivityClassUnitOfWork', Cardinality: 3 }),
    );
    expect((await send('GET', '/Schema/customPrefix')).json).toBe('Ud_');
    const names = ((await send('GET', '/Schema/types')).json as { InternalName: string }[]).map(
      (type) => type.InternalName,
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it('knows the caller as a user, who is an object', async () => {
    const send = client();
    const { json } = await send('GET', '/userinfo');
    expect(json).toMatchObject({
      Id: callersUserId,
      FirstName: 'Ada',
      LastName: 'Brandt',
      DisplayString: 'Brandt, Ada',
    });
    expect((await send('GET', `/data/objects/SPSUserType/${json.ObjectID}`)).json).toMatchObject({
      SPSUserClassBase: { ID: callersUserId },
    });
    expect((await send('GET', `/data/objectTypeName/${callersUserId}`)).json).toBe('');
  });
});
