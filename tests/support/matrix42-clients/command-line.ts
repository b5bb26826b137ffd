import { access, apiToken, type ClientStory, query, sender } from './story.ts';

/** Python's urllib with the fields that the script gives it, recorded from urllib. */
const urllib =
  (...own: readonly string[]) =>
  (body: string | undefined): readonly string[] => [
    'Accept-Encoding: identity',
    ...(body === undefined ? [] : ['Content-Length: {length}']),
    'Host: {host}',
    'User-Agent: Python-urllib/3.11',
    ...own,
    ...(body === undefined ? [] : ['Content-Type: application/json;charset=UTF-8']),
    'Connection: close',
  ];
const m42 = sender(urllib(access, 'Accept: application/json'));
const list = (name: string, where: string, columns: string, pageSize = 1): readonly [string, string] => [
  'GET',
  `/data/fragments/${name}?${query({ where, columns, pageSize, pageNumber: 0 })}`,
];
const user = '5eed0000-0001-4000-8000-000000000001';

/** The command line for agents: set-up, a service request, a change of state by its TimeStamp, a comment in two steps, closing. */
export const commandLine: ClientStory = {
  client: 'm42.py of synit-io',
  source: 'https://github.com/synit-io/skills/blob/52d97c82d397a38bb60088bcce831470c44abb85/m42sd-skill/scripts/m42.py',
  requests: [
    sender(urllib(apiToken))('POST', '/ApiToken/GenerateAccessTokenFromApiToken/', {
      body: '{}',
      keeps: { access: 'RawToken' },
    }),
    m42(...list('SPSCommonPickupObjectStatus', '', 'ID,Value,DisplayString,StateGroup', 1000), {
      reads: ['0/StateGroup'],
    }),
    m42(
      ...list(
        'SPSSecurityClassRole',
        'ShowInForwardAction=1',
        'ID,Name,ShowInForwardAction,T(SPSScRoleClassBase).ID as RoleId',
        1000,
      ),
      { keeps: { role: '0/RoleId' }, shows: { '0/ShowInForwardAction': 1 } },
    ),
    m42('POST', '/data/objects/SPSActivityTypeTicket', {
      body: `{"SPSActivityClassBase": {"Subject": "By a script", "Initiator": "${user}", "Urgency": 2, "Impact": 1, "DescriptionHTML": "It's &lt;broken&gt;"}, "InitialData": {"Configuration": {"TicketType": "6"}}}`,
      keeps: { ticket: '' },
      unmodelled: 'InitialData',
    }),
    // The id that it got is that of the object; it takes it for a fragment, finds none, and looks for the subject.
    m42(
      ...list(
        'SPSActivityClassBase',
        "ID='{ticket}'",
        'ID,TicketNumber,Subject,CreatedDate,T(SPSCommonClassBase).State.DisplayString as Status',
      ),
      {
        shows: { '': [] },
      },
    ),
    m42(
      ...list(
        'SPSActivityClassBase',
        "Subject='By a script' AND CreatedDate > #2020-01-01#",
        'ID,TicketNumber,Subject,CreatedDate,T(SPSCommonClassBase).State.DisplayString as Status',
        10,
      ),
      { keeps: { fragment: '0/ID', number: '0/TicketNumber' }, reads: ['0/Status'] },
    ),
    // update-ticket: the state by the TimeStamp that it has just read, then attributes by theirs.
    m42(
      ...list(
        'SPSActivityClassBase',
        "TicketNumber='{number}'",
        'ID,T(SPSCommonClassBase).ID as CID,T(SPSCommonClassBase).State as State,T(SPSCommonClassBase).TimeStamp as TimeStamp',
      ),
      { keeps: { common: '0/CID', stamp: '0/TimeStamp' } },
    ),
    m42('PUT', '/data/fragments/SPSCommonClassBase', {
      body: '{"ID": "{common}", "State": 202, "TimeStamp": "{stamp}"}',
      status: 204,
      reads: [],
    }),
    m42('PUT', '/data/fragments/SPSCommonClassBase', {
      body: '{"ID": "{common}", "State": 202, "TimeStamp": "{stamp}"}',
      status: 500,
    }),
    m42(...list('SPSActivityClassBase', "ID='{fragment}'", 'ID,TimeStamp'), {
      keeps: { activityStamp: '0/TimeStamp' },
    }),
    m42('PUT', '/data/fragments/SPSActivityClassBase', {
      body: '{"ID": "{fragment}", "TimeStamp": "{activityStamp}", "ReminderDate": null, "RecipientRole": "{role}"}',
      status: 204,
      reads: [],
    }),
    // add-comment, where there is no entry yet: the whole object is written back with one more.
    m42(...list('SPSActivityClassUnitOfWork', "T(SPSActivityClassBase).TicketNumber='{number}'", 'ID,UsedInType'), {
      shows: { '': [] },
    }),
    m42('GET', '/data/fragments/SPSActivityClassBase/{fragment}', {
      shows: { UsedInTypeSPSActivityTypeTicket: '{ticket}' },
    }),
    m42('PUT', '/data/objects/SPSActivityTypeTicket?full=true', {
      body: '{"ID": "{ticket}", "SPSActivityClassUnitOfWork": [{"OriginalSolutionHtml": "A &lt;note&gt;", "ActivityAction": 0, "VisibleInPortal": 0}]}',
      status: 204,
      reads: [],
    }),
    // … and where there is one: an empty entry, which an update of the fragment fills.
    m42(...list('SPSActivityClassUnitOfWork', "T(SPSActivityClassBase).TicketNumber='{number}'", 'ID,UsedInType'), {
      keeps: { type: '0/Expression-TypeID', owner: '0/UsedInType' },
    }),
    m42('POST', '/journal/add', {
      body: '{"TypeId": "{type}", "ObjectId": "{owner}", "TargetObjectId": "{fragment}"}',
      keeps: { entry: 'JournalId' },
    }),
    m42(
      ...list('SPSActivityClassUnitOfWork', "ID='{entry}' AND T(SPSActivityClassBase).TicketNumber='{number}'", 'ID'),
      { shows: { '0/ID': '{entry}' } },
    ),
    m42('PUT', '/data/fragments/SPSActivityClassUnitOfWork', {
      body: '{"ID": "{entry}", "OriginalSolutionHtml": "Second", "ActivityAction": 0, "VisibleInPortal": 1}',
      status: 204,
      reads: [],
    }),
    m42('POST', '/ticket/close', {
      body: '{"ObjectIds": ["{ticket}"], "Comments": "Closed by a script", "Reason": 402}',
      status: 204,
      reads: [],
    }),
    m42(...list('SPSActivityClassBase', "TicketNumber='{number}'", 'ID,T(SPSCommonClassBase).State as State'), {
      shows: { '0/State': 204 },
    }),
    m42('DELETE', '/data/objects/SPSActivityTypeTicket/{ticket}', { status: 204, reads: [] }),
  ],
};
