import { access, apiToken, type ClientRequest, type ClientStory, category, query, type Sent, sender } from './story.ts';

/** The fields that both nodes give to the helper of n8n, which sends them by axios. */
const axios =
  (authorization: string) =>
  (body: string | undefined): readonly string[] => [
    'Accept: application/json',
    'Content-Type: application/json',
    authorization,
    ...(body === undefined ? [] : ['Content-Length: {length}']),
    'Accept-Encoding: gzip, compress, deflate, br',
    'Host: {host}',
    'Connection: keep-alive',
  ];
const n8n = sender(axios(access));
const exchange = sender(axios(apiToken))('POST', '/ApiToken/GenerateAccessTokenFromApiToken', {
  body: '{}',
  keeps: { access: 'RawToken' },
});
const list = (name: string, options: Readonly<Record<string, string | number>>, sent: Sent): ClientRequest =>
  n8n('GET', `/data/fragments/${name}?${query(options)}`, sent);
const picks = (name: string, options: Readonly<Record<string, string>>, reads: readonly string[]): ClientRequest =>
  list(name, options, { reads });

const pickColumns = { columns: 'ID, Position, Value, DisplayString' };
const levelColumns = { columns: 'ID, [Expression-ObjectID], Name, FulfillmentResponsibleRole' };

/** The first node: its ten pick-lists, tickets, fragments and objects. */
export const olderNode: ClientStory = {
  client: 'n8n-nodes-matrix42 0.1.1 of S-S-Technologies',
  source: 'https://github.com/S-S-Technologies-GmbH/n8n-nodes-matrix42/tree/6ffa50b/nodes/Matrix42',
  requests: [
    exchange,
    picks('SPSUserClassBase', { columns: 'ID, FirstName, LastName' }, ['0/ID', '0/FirstName', '0/LastName']),
    picks('SVMActivityPickupUrgency', pickColumns, ['0/Value', '0/DisplayString']),
    picks('SVMActivityPickupImpact', pickColumns, ['0/Value', '0/DisplayString']),
    picks(
      'SPSScCategoryClassBase',
      {
        where: "Recursive(Parent).ID = 'd0f04f85-458f-40bd-aeb0-e97b08b933b5' AND Hidden = 0",
        columns: 'ID, Parent, Name, DefaultRecipientRole',
      },
      [],
    ),
    list(
      'SPSScRoleClassBase',
      { columns: 'T(SPSSecurityClassRole).Name as Name, ID, [Expression-ObjectID]' },
      { reads: ['0/Name', '0/ID', '0/Expression-ObjectID'], keeps: { role: '0/ID' } },
    ),
    picks(
      'SPSScCategoryClassBase',
      { where: `ID = '${category}' AND Hidden = 0`, columns: 'ID, Parent, Name, DefaultRecipientRole' },
      ['0/Name', '0/Parent'],
    ),
    picks('SVCServiceLevelAgreementClassBase', { where: 'SLA_Type = 10', ...levelColumns }, ['0/Name']),
    picks('SVCServiceLevelAgreementClassBase', { where: 'SLA_Type = 20', ...levelColumns }, ['0/Name']),
    picks(
      'SPSCommonPickupObjectStateReason',
      { where: 'StateGroup = 7 AND State = 204', columns: 'ID, Position, Value, DisplayString, StateGroup' },
      ['0/Value'],
    ),
    picks('SVMActivityPickupErrorType', pickColumns, ['0/Value']),
    picks('GDIEImportClassBase', { columns: 'ID, Name, [Expression-ObjectID] as eoid' }, ['0/eoid']),
    // A ticket, with the priority that the mapping gives, and nobody chosen for it.
    picks(
      'SVMActivityPickupPriorityMapping',
      { where: 'ImpactValue = 2 AND UrgencyValue = 3', columns: 'PriorityValue' },
      ['0/PriorityValue'],
    ),
    n8n('POST', '/ticket/create?activityType=6', {
      body: `{"Category":"${category}","Subject":"By n8n","state":100,"DescriptionHTML":"<p>x</p>","Impact":2,"Urgency":3,"Priority":3,"EntryBy":4,"ResponsibleUser":"00000000-0000-0000-0000-000000000000","ResponsibleRole":"{role}","Creator":"","User":"","Sla":""}`,
      keeps: { ticket: '' },
    }),
    n8n('POST', '/ticket/transform', {
      body: `{"ObjectIds":["{ticket}"],"SourceTypeName":"SPSActivityTypeServiceRequest","TargetTypeName":"SPSActivityTypeIncident","Category":"${category}","Sla":"","Ola":"","RecipientRole":""}`,
      status: 404,
      unmodelled: 'services beside the data',
    }),
    n8n('GET', '/data/objects/SPSActivityTypeServiceRequest/{ticket}?full=false', {
      shows: { 'SPSActivityClassBase/RecipientRole': '{role}', 'SPSCommonClassBase/State': 100 },
    }),
    n8n('DELETE', '/data/objects/SPSActivityTypeServiceRequest/{ticket}', { status: 204, reads: [] }),
  ],
};

const watched = 'ID,[Expression-ObjectID] as ObjectID,TimeStamp';
const made = 'ID,[Expression-ObjectID] as ObjectID,CreatedDate';
const isIncident = "T(SPSCommonClassBase).[TypeID] = 'fe098714-ac94-47f1-9724-df5bac86b3fb'";
const isTicket =
  "T(SPSCommonClassBase).[TypeID] IN ('fe098714-ac94-47f1-9724-df5bac86b3fb', '3d2f8e51-9c64-4b7a-8a15-6e0f93b2d703')";

/** The node that came after it: credentials, every operation on data, tickets and journals, and both modes of the trigger. */
export const newerNode: ClientStory = {
  client: 'n8n-nodes-matrix42 0.2.1 of sus-tech',
  source:
    'https://github.com/sus-tech-gmbh/n8n-nodes-matrix42/tree/5093b346fd6733e06d12c84b0cdc4e931e48c723/nodes/Matrix42',
  requests: [
    exchange,
    n8n('GET', '/data/fragments/SPSGlobalConfigurationClassBase?pagesize=1', { reads: ['0/ID'] }),
    n8n('GET', '/data/fragments/SPSScCategoryClassBase?where=&columns=&pagesize=500&pagenumber=0', { reads: ['0/ID'] }),
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
    // What the trigger offers to choose from.
    n8n('GET', '/Schema/types', { reads: ['0/Id', '0/InternalName', '0/MainClassName', '0/RelatedClasses'] }),
    n8n('GET', '/Schema/classes', { reads: ['0/InternalName', '0/DisplayName'] }),
    // "Created or updated": the newest row is where it begins, and then whatever has a greater TimeStamp.
    list(
      'SPSActivityClassBase',
      { columns: watched, sort: 'TimeStamp DESC', pagesize: 1, where: isIncident },
      { keeps: { watermark: '0/TimeStamp' }, reads: ['0/ObjectID', '0/Expression-TypeID'] },
    ),
    list(
      'SPSActivityClassBase',
      {
        columns: watched,
        sort: 'TimeStamp ASC',
        pagesize: 50,
        where: `${isIncident} AND TimeStamp > {watermark|number}`,
      },
      { shows: { '': [] } },
    ),
    n8n('PUT', '/data/objects/SPSActivityTypeIncident?full=false', {
      body: '{"ID":"{ticket}","SPSActivityClassBase":{"ID":"{fragment}","Subject":"Changed"}}',
      status: 204,
      reads: [],
    }),
    list(
      'SPSActivityClassBase',
      {
        columns: watched,
        sort: 'TimeStamp ASC',
        pagesize: 50,
        where: `${isIncident} AND TimeStamp > {watermark|number}`,
      },
      { shows: { '0/ID': '{fragment}', '0/ObjectID': '{ticket}' }, keeps: { later: '0/TimeStamp' } },
    ),
    list(
      'SPSActivityClassBase',
      {
        columns: watched,
        sort: 'TimeStamp ASC',
        pagesize: 50,
        where: `${isIncident} AND (Subject = 'Changed') AND TimeStamp > {later|number}`,
      },
      { shows: { '': [] } },
    ),
    // "Created": by date, of two types.
    list(
      'SPSActivityClassBase',
      { columns: made, sort: 'CreatedDate DESC', pagesize: 1, where: isTicket },
      { keeps: { created: '0/CreatedDate' } },
    ),
    list(
      'SPSActivityClassBase',
      { columns: made, sort: 'CreatedDate ASC', pagesize: 1000, where: `${isTicket} AND CreatedDate >= '{created}'` },
      { shows: { '0/ID': '{fragment}' } },
    ),
    n8n('GET', '/data/objects/SPSActivityTypeIncident/{ticket}?full=false', {
      shows: { 'SPSActivityClassBase/Subject': 'Changed' },
    }),
    n8n('POST', '/journal/Add', {
      body: '{"ObjectId":"{ticket}","Publish":false,"Comments":"A note","EntryType":0,"Creator":"5eed0000-0001-4000-8000-000000000001","VisibleInPortal":true,"Parameters":[],"IsFromEditDialog":false}',
      reads: ['JournalId'],
    }),
    n8n('POST', '/ticket/close', {
      body: '{"ObjectIds":["{ticket}"],"CloseRelatedIncidents":false,"Reason":402,"Comments":"Done","ServicesAvailability":0,"AssetsAvailability":0,"SendMailToUsers":false,"ErrorType":0,"SendMailToInitiator":false,"NotifyResponsible":false,"SendMailToRelatedResponsibleUsers":false}',
      status: 204,
      reads: [],
    }),
    n8n('GET', '/data/objects/SPSActivityTypeIncident/{ticket}?full=true', {
      shows: {
        'SPSCommonClassBase/State': 204,
        'SPSCommonClassBase/Reason': 402,
        'SPSActivityClassUnitOfWork/0/OriginalSolutionHtml': 'A note',
        'SPSActivityClassUnitOfWork/1/OriginalSolutionHtml': 'Done',
      },
    }),
    n8n('DELETE', '/data/objects/SPSActivityTypeIncident/{ticket}', { status: 204, reads: [] }),
    n8n('POST', '/ticket/create?activityType=0', {
      body: `{"Category":"${category}","Subject":"By n8n","state":200,"DescriptionHTML":"","Impact":1,"Urgency":1,"Priority":1,"EntryBy":4,"ExtraProperties":[{"Name":"NotificationMode","Value":1}]}`,
      keeps: { ticket: '' },
    }),
    n8n('GET', '/DataQuery/5eed0000-0008-4000-8000-000000000001?pageSize=25', {
      status: 404,
      unmodelled: 'services beside the data',
    }),
  ],
};
