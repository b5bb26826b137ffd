/** A request as a public client sends it, and what the client makes of the answer. `{name}` stands for what an earlier answer gave. */
export interface ClientRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly status: number;
  /** Members of the answer that the client reads; "0/ID" leads into lists. An empty list: it has no body. */
  readonly reads?: readonly string[];
  /** Kept for later requests, by a place in the answer; "" is the whole. */
  readonly keeps?: Readonly<Record<string, string>>;
  /** What the server says that it does not have. */
  readonly unmodelled?: string;
}

/** What a client sends, one request after the other. */
export interface ClientStory {
  readonly client: string;
  /** Where its source was read. */
  readonly source: string;
  readonly requests: readonly ClientRequest[];
}

const api = '/m42Services/api';
const category = '7777780d-71a0-df11-708c-000c2968299e';

type Sent = Omit<ClientRequest, 'method' | 'target' | 'headers' | 'status'> & { readonly status?: number };

/** Requests of a client that sends these header fields with each. */
const sender =
  (headers: Readonly<Record<string, string>>, base = api) =>
  (method: string, target: string, { status = 200, ...rest }: Sent = {}): ClientRequest => ({
    method,
    target: `${base}${target}`,
    headers: rest.body === undefined ? headers : { 'Content-Type': 'application/json', ...headers },
    status,
    ...rest,
  });

const apiToken = { Authorization: 'Bearer m42-api-token' };
const access = { Authorization: 'Bearer {access}' };

// requests of Python (requests 2): these fields with everything.
const python = { 'Accept-Encoding': 'gzip, deflate', Accept: '*/*', 'Content-Type': 'application/json' };
const sdk = sender({ ...python, ...access }, '/M42Services/api');
// axios, as n8n has it.
const n8n = sender({ Accept: 'application/json', 'Content-Type': 'application/json', ...access });
const mcp = sender({ Accept: 'application/json, text/plain, */*', 'Explicit-Language': 'de-DE', ...access });
const urllib = sender({ Accept: 'application/json', 'Content-Type': 'application/json', ...access });

const list = (name: string, query: Readonly<Record<string, string | number>>): string =>
  `/data/fragments/${name}?${new URLSearchParams(Object.entries(query).map(([key, value]): [string, string] => [key, String(value)]))}`;
const picks = (name: string, query: Readonly<Record<string, string>>, reads: readonly string[]): ClientRequest =>
  n8n('GET', list(name, query), { reads });

/** By client what it sends, as its source makes it. */
export const clientStories: readonly ClientStory[] = [
  {
    client: 'matrix42sdk 3.0.3',
    source: 'https://github.com/dmpe/matrix42sdk/tree/97a3292/matrix42sdk',
    requests: [
      {
        ...sender({ ...python, ...apiToken })('POST', '/ApiToken/GenerateAccessTokenFromApiToken/'),
        keeps: { access: 'RawToken' },
      },
      sdk('GET', `/data/fragments/SPSScCategoryClassBase/${category}?full=true`, { keeps: { stamp: 'TimeStamp' } }),
      sdk('PUT', '/data/fragments/SPSScCategoryClassBase?full=true', {
        body: `{"ID": "${category}", "TimeStamp": "{stamp}", "DefaultImpact": 2}`,
        status: 204,
        reads: [],
      }),
      sdk('PUT', '/data/fragments/SPSScCategoryClassBase?full=true', {
        body: `{"ID": "${category}", "TimeStamp": "{stamp}", "DefaultImpact": 3}`,
        status: 500,
      }),
      sdk(
        'GET',
        list('SPSScCategoryClassBase', {
          columns: 'Name, Parent.Name as ParentName',
          pageSize: 5,
          pageNumber: 0,
          sort: 'Name ASC',
        }),
        {
          reads: ['0/Name'],
        },
      ),
      sdk('POST', '/data/fragments/SPSScCategoryClassBase', {
        body: '{"Name": "Made by the SDK"}',
        keeps: { made: '' },
      }),
      sdk('POST', `/data/fragments/SPSScCategoryClassBase/${category}/RelatedCategories/{made}`, {
        status: 204,
        reads: [],
      }),
      sdk('GET', `/data/fragments/SPSScCategoryClassBase/${category}/RelatedCategories`, { reads: ['0/ID'] }),
      sdk('DELETE', `/data/fragments/SPSScCategoryClassBase/${category}/RelatedCategories/{made}`, {
        status: 204,
        reads: [],
      }),
      sdk('DELETE', '/data/fragments/SPSScCategoryClassBase/{made}', { status: 204, reads: [] }),
      sdk('GET', '/data/fragments/Ud_SoftwareproduktVersionClassBase?columns=ID,Version,VersionState', {
        reads: ['0/Version'],
      }),
    ],
  },
  {
    client: 'n8n-nodes-matrix42 0.1.1 of S-S-Technologies: its pick-lists',
    source: 'https://github.com/S-S-Technologies-GmbH/n8n-nodes-matrix42/blob/6ffa50b/nodes/Matrix42/Matrix42.node.ts',
    requests: [
      {
        ...sender(apiToken)('POST', '/ApiToken/GenerateAccessTokenFromApiToken', { body: '{}' }),
        keeps: { access: 'RawToken' },
      },
      picks('SPSUserClassBase', { columns: 'ID, FirstName, LastName' }, ['0/ID', '0/FirstName', '0/LastName']),
      picks('SVMActivityPickupUrgency', { columns: 'ID, Position, Value, DisplayString' }, [
        '0/Value',
        '0/DisplayString',
      ]),
      picks('SVMActivityPickupImpact', { columns: 'ID, Position, Value, DisplayString' }, [
        '0/Value',
        '0/DisplayString',
      ]),
      picks(
        'SPSScCategoryClassBase',
        {
          where: "Recursive(Parent).ID = 'd0f04f85-458f-40bd-aeb0-e97b08b933b5' AND Hidden = 0",
          columns: 'ID, Parent, Name, DefaultRecipientRole',
        },
        [],
      ),
      picks('SPSScRoleClassBase', { columns: 'T(SPSSecurityClassRole).Name as Name, ID, [Expression-ObjectID]' }, [
        '0/ID',
      ]),
      picks(
        'SPSScCategoryClassBase',
        { where: `ID = '${category}' AND Hidden = 0`, columns: 'ID, Parent, Name, DefaultRecipientRole' },
        ['0/Name', '0/Parent'],
      ),
      picks(
        'SVCServiceLevelAgreementClassBase',
        { where: 'SLA_Type = 10', columns: 'ID, [Expression-ObjectID], Name, FulfillmentResponsibleRole' },
        ['0/Name'],
      ),
      picks(
        'SVCServiceLevelAgreementClassBase',
        { where: 'SLA_Type = 20', columns: 'ID, [Expression-ObjectID], Name, FulfillmentResponsibleRole' },
        ['0/Name'],
      ),
      picks(
        'SPSCommonPickupObjectStateReason',
        { where: 'StateGroup = 7 AND State = 204', columns: 'ID, Position, Value, DisplayString, StateGroup' },
        ['0/Value'],
      ),
      picks('SVMActivityPickupErrorType', { columns: 'ID, Position, Value, DisplayString' }, ['0/Value']),
      picks('GDIEImportClassBase', { columns: 'ID, Name, [Expression-ObjectID] as eoid' }, ['0/eoid']),
    ],
  },
  {
    client: 'n8n-nodes-matrix42 0.2.1 of sus-tech: credentials, operations, trigger',
    source:
      'https://github.com/sus-tech-gmbh/n8n-nodes-matrix42/tree/5093b346fd6733e06d12c84b0cdc4e931e48c723/nodes/Matrix42',
    requests: [
      {
        ...sender(apiToken)('POST', '/ApiToken/GenerateAccessTokenFromApiToken', { body: '{}' }),
        keeps: { access: 'RawToken' },
      },
      n8n('GET', '/data/fragments/SPSGlobalConfigurationClassBase?pagesize=1', { reads: ['0/ID'] }),
      n8n('GET', '/data/fragments/SPSScCategoryClassBase?where=&columns=&pagesize=500&pagenumber=0', {
        reads: ['0/ID'],
      }),
      n8n(
        'GET',
        list('SVMActivityPickupPriorityMapping', {
          where: 'ImpactValue = 2 AND UrgencyValue = 3',
          columns: 'PriorityValue',
        }),
        {
          reads: ['0/PriorityValue'],
        },
      ),
      n8n('POST', '/data/fragments/SPSScCategoryClassBase', { body: '{"Name":"Made by n8n"}', keeps: { made: '' } }),
      n8n('PUT', '/data/fragments/SPSScCategoryClassBase', {
        body: '{"ID":"{made}","Description":"Changed"}',
        status: 204,
        reads: [],
      }),
      n8n('DELETE', '/data/fragments/SPSScCategoryClassBase/{made}', { status: 204, reads: [] }),
      n8n('POST', '/data/objects/SPSActivityTypeIncident', {
        body: '{"SPSActivityClassBase":{"Subject":"By n8n"},"SPSCommonClassBase":{"State":200}}',
        keeps: { ticket: '' },
      }),
      n8n('GET', '/data/objects/SPSActivityTypeIncident/{ticket}?full=true', {
        keeps: { fragment: 'SPSActivityClassBase/ID' },
        reads: ['SPSActivityClassUnitOfWork'],
      }),
      // The trigger: newest row first, then what came after it.
      n8n(
        'GET',
        list('SPSActivityClassBase', {
          columns: 'ID,[Expression-ObjectID] as ObjectID,TimeStamp',
          sort: 'TimeStamp DESC',
          pagesize: 1,
        }),
        { keeps: { watermark: '0/TimeStamp' }, reads: ['0/ObjectID', '0/Expression-TypeID'] },
      ),
      n8n('GET', '/Schema/types', { reads: ['0/Id', '0/InternalName'] }),
      n8n('GET', '/Schema/classes', { reads: ['0/InternalName'] }),
      n8n('PUT', '/data/objects/SPSActivityTypeIncident?full=false', {
        body: '{"ID":"{ticket}","SPSActivityClassBase":{"ID":"{fragment}","Subject":"Changed"}}',
        status: 204,
        reads: [],
      }),
      n8n(
        'GET',
        list('SPSActivityClassBase', {
          columns: 'ID,[Expression-ObjectID] as ObjectID,TimeStamp',
          sort: 'TimeStamp ASC',
          pagesize: 50,
          where: 'TimeStamp > {watermark|number}',
        }),
        { reads: ['0/TimeStamp'] },
      ),
      n8n(
        'GET',
        list('SPSActivityClassBase', {
          columns: 'ID,[Expression-ObjectID] as ObjectID,CreatedDate',
          sort: 'CreatedDate DESC',
          pagesize: 1,
          where:
            "T(SPSCommonClassBase).[TypeID] IN ('fe098714-ac94-47f1-9724-df5bac86b3fb', 'fe098714-ac94-47f1-9724-df5bac86b3fc')",
        }),
      ),
      n8n('DELETE', '/data/objects/SPSActivityTypeIncident/{ticket}', { status: 204, reads: [] }),
      n8n('POST', '/ticket/create?activityType=6', {
        body: '{"Subject":"x"}',
        status: 404,
        unmodelled: 'ticket, journal, storage and query services',
      }),
    ],
  },
  {
    client: 'matrix42-mcp 0.1.6',
    source: 'https://github.com/sus-tech-gmbh/matrix42-mcp/tree/9eac1e1a4696c648de60d336f6a522f0017366d6/src',
    requests: [
      {
        ...sender(apiToken)('POST', '/ApiToken/GenerateAccessTokenFromApiToken'),
        keeps: { access: 'RawToken' },
        reads: ['LifeTime'],
      },
      { ...sender(apiToken)('GET', '/Schema/classes'), status: 406 },
      mcp('GET', '/Schema/classes', { reads: ['0/InternalName'] }),
      mcp('GET', '/Schema/classes/SPSActivityClassBase', { reads: ['Attributes/0/InternalName'] }),
      mcp('GET', '/userinfo', { reads: ['DisplayName'] }),
      mcp(
        'GET',
        '/data/fragments/SVMActivityPickupImpact/schema-info?Columns=ID%2CDisplayString&Sort=DisplayString+ASC&PageSize=26&PageNumber=0',
        { reads: ['Result/0/DisplayString', 'Schema/0/ColumnName', 'Schema/0/ColumnType'] },
      ),
      mcp('GET', `/data/fragments/SPSScCategoryClassBase/${category}/schema-info`, {
        reads: ['Result/ID', 'Schema/0/ColumnName'],
      }),
      mcp('GET', '/Schema/evaluateParameterExpressionEntityClass?entityClass=SPSActivityClassBase&expr=Nope+%3D+1', {
        reads: ['IsValid', 'ErrorMessage'],
      }),
    ],
  },
  {
    client: 'm42.py of synit-io',
    source:
      'https://github.com/synit-io/skills/blob/52d97c82d397a38bb60088bcce831470c44abb85/m42sd-skill/scripts/m42.py',
    requests: [
      {
        ...sender(apiToken)('POST', '/ApiToken/GenerateAccessTokenFromApiToken/', { body: '{}' }),
        keeps: { access: 'RawToken' },
      },
      urllib('POST', '/data/objects/SPSActivityTypeTicket', {
        body: '{"SPSActivityClassBase": {"Subject": "By a script"}, "InitialData": {"Configuration": {"TicketType": "6"}}}',
        keeps: { ticket: '' },
        unmodelled: 'InitialData',
      }),
      urllib('GET', '/data/objects/SPSActivityTypeTicket/{ticket}?full=true', {
        keeps: { fragment: 'SPSActivityClassBase/ID', stamp: 'SPSActivityClassBase/TimeStamp' },
      }),
      urllib('PUT', '/data/fragments/SPSActivityClassBase', {
        body: '{"ID": "{fragment}", "TimeStamp": "{stamp}", "ReminderDate": null}',
        status: 204,
        reads: [],
      }),
      urllib('PUT', '/data/objects/SPSActivityTypeTicket?full=true', {
        body: '{"ID": "{ticket}", "SPSActivityClassUnitOfWork": [{"OriginalSolutionHtml": "A &lt;note&gt;", "ActivityAction": 0, "VisibleInPortal": 0}]}',
        status: 204,
        reads: [],
      }),
      urllib('GET', '/data/objects/SPSActivityTypeTicket/{ticket}?full=true', {
        reads: ['SPSActivityClassUnitOfWork/0/OriginalSolutionHtml'],
      }),
      urllib(
        'GET',
        list('SPSActivityClassBase', {
          columns: 'ID,TimeStamp',
          where: "ID = '{fragment}' AND CreatedDate >= #2020-01-01#",
          pagesize: 200,
          pagenumber: 0,
        }),
        { reads: ['0/TimeStamp'] },
      ),
      urllib('DELETE', '/data/objects/SPSActivityTypeTicket/{ticket}', { status: 204, reads: [] }),
      urllib('POST', '/journal/add', {
        body: '{}',
        status: 404,
        unmodelled: 'ticket, journal, storage and query services',
      }),
    ],
  },
  {
    client: 'Centreon Open Tickets, and the plugin of rapid7: exchange and lists of ids',
    source: 'https://github.com/centreon/centreon/pull/11576',
    requests: [
      {
        ...sender(apiToken)('POST', '/ApiToken/GenerateAccessTokenFromApiToken/', { body: '{}' }),
        keeps: { access: 'RawToken' },
        reads: ['LifeTime'],
      },
      n8n('GET', '/data/fragments/SPSUserClassBase?columns=ID', { reads: ['0/ID', '0/DisplayString'] }),
      n8n('GET', '/data/fragments/SPSAssetclassBase?pageSize=2', { reads: ['0/DisplayString'] }),
    ],
  },
];
