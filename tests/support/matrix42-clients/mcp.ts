import { access, apiToken, type ClientStory, category, query, sender } from './story.ts';

/** undici's fetch with the fields that the client gives it, recorded from undici. */
const undici =
  (...own: readonly string[]) =>
  (body: string | undefined): readonly string[] => [
    'host: {host}',
    'connection: keep-alive',
    ...own,
    ...(body === undefined || body === '' ? [] : ['Content-Type: application/json;charset=UTF-8']),
    ...(own.some((line) => line.startsWith('Accept:')) ? [] : ['accept: */*']),
    'accept-language: *',
    'sec-fetch-mode: cors',
    'user-agent: undici',
    'accept-encoding: gzip, deflate',
    ...(body === undefined ? [] : ['content-length: {length}']),
  ];
const mcp = sender(undici(access, 'Accept: application/json, text/plain, */*', 'Explicit-Language: de-DE'));
const asApiToken = sender(undici(apiToken, 'Accept: application/json, text/plain, */*', 'Explicit-Language: de-DE'));
const link = '<a href="#">{0}</a>';

/** The server that lends tools to assistants: it reads the schema, lists by it, and acts on tickets. */
export const mcpServer: ClientStory = {
  client: 'matrix42-mcp 0.1.6',
  source: 'https://github.com/sus-tech-gmbh/matrix42-mcp/tree/5ccd15f988934446367c3f5b862b102e56877721/src',
  requests: [
    sender(undici(apiToken))('POST', '/ApiToken/GenerateAccessTokenFromApiToken', {
      body: '',
      keeps: { access: 'RawToken' },
      reads: ['LifeTime'],
    }),
    // What its check of the credentials is told when the token was never exchanged.
    asApiToken('GET', '/Schema/classes', { status: 406 }),
    mcp('GET', '/Schema/classes', { reads: ['0/InternalName', '0/DisplayName', '0/ClassType'] }),
    mcp('GET', '/Schema/customPrefix', { shows: { '': 'Ud_' } }),
    mcp('GET', '/Schema/classes/SPSActivityClassBase', {
      reads: [
        'Attributes/0/InternalName',
        'Attributes/0/Datatype',
        'Relations/0/ClassLeft/InternalName',
        'UsedInTypes/0',
      ],
    }),
    mcp('GET', '/Schema/types/SPSActivityTypeIncident', {
      reads: ['RelatedClasses/0/InternalName', 'MainClass/InternalName'],
    }),
    mcp('GET', '/userinfo', { reads: ['Id', 'ObjectID', 'FirstName', 'LastName'] }),
    mcp(
      'GET',
      '/data/fragments/SVMActivityPickupImpact/schema-info?Columns=ID%2CDisplayString&Sort=DisplayString+ASC&PageSize=26&PageNumber=0',
      {
        reads: ['Result/0/DisplayString', 'Schema/0/ColumnName', 'Schema/0/ColumnType'],
        shows: { 'Result/0/DisplayString': 'Abteilung' },
      },
    ),
    mcp('GET', `/data/fragments/SPSScCategoryClassBase/${category}`, { reads: ['ID', 'TimeStamp'] }),
    mcp(
      'GET',
      `/Schema/evaluateParameterExpressionEntityClass?${query({ entityClass: 'SPSActivityClassBase', expr: 'Nope = 1' })}`,
      {
        shows: { IsValid: false, ErrorMessage: 'Class: SPSActivityClassBase does not contain attribute Nope!' },
      },
    ),
    mcp(
      'GET',
      '/data/fragments/SPSAssetClassBase?Columns=ID%2CName%2CModel&PageSize=26&Where=%28Name+LIKE+%27%25NB%25%27+OR+Model+LIKE+%27%25NB%25%27%29&Sort=Name+ASC',
      {
        reads: ['0/Name', '0/Model'],
      },
    ),
    mcp('POST', '/ticket/Create?activityType=6', {
      body: '{"Subject":"Printer down","User":"5eed0000-0001-4000-8000-000000000001","Impact":1}',
      keeps: { ticket: '' },
    }),
    mcp('POST', '/journal/Add', {
      body: '{"ObjectId":"{ticket}","Comments":"Raised through the Matrix42 API","VisibleInPortal":false,"Publish":false,"EntryType":0}',
      keeps: { entry: 'JournalId' },
    }),
    mcp(
      'GET',
      `/journal?${query({ objectId: '{ticket}', start: 0, count: 25, objectLinkTemplate: link, timeOffset: 0 })}`,
      {
        shows: { '0/Id': '{entry}', '0/Text': 'Raised through the Matrix42 API', '0/Header': 'Kommentar' },
        reads: ['0/CreatedDate', '0/Creator'],
      },
    ),
    mcp('GET', '/data/objectTypeName/{ticket}', { shows: { '': 'SPSActivityTypeServiceRequest' } }),
    mcp('POST', '/ticket/Close', {
      body: '{"ObjectIds":["{ticket}"],"Comments":"<p>Fixed</p>","Reason":402,"SendMailToInitiator":false,"SendMailToUsers":false,"NotifyResponsible":false,"CloseRelatedIncidents":false,"SkipFailIfAlreadyClosed":true}',
      status: 204,
      reads: [],
    }),
    // What the service declares and this server does not have is named, and not done.
    mcp('POST', '/ticket/Close', {
      body: '{"ObjectIds":["{ticket}"],"Comments":"<p>Fixed</p>","SendMailToInitiator":true,"SkipFailIfAlreadyClosed":true}',
      status: 204,
      unmodelled: 'SendMailToInitiator',
    }),
    mcp('POST', '/activity/Reopen', {
      body: '{"ObjectIds":["{ticket}"]}',
      status: 404,
      unmodelled: 'services beside the data',
    }),
  ],
};
