import type { ClientRequest as SentOnSocket, ClientStory as Story } from './matrix42-clients/story.ts';

/** The same, sent by a library: its fields are set, not written. */
export interface ClientRequest extends Omit<SentOnSocket, 'fields' | 'body'> {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}
type ClientStory = Omit<Story, 'requests'> & { readonly requests: readonly ClientRequest[] };

/*
 * Clients that no registry has, or that need more around them than a test can give: what they send, as their sources make it. The
 * tokens are those of the reference server, the rows its own.
 */
const api = '/api/data/v9.2';
const odata = { Accept: 'application/json', 'OData-MaxVersion': '4.0', 'OData-Version': '4.0' };
const bearer = { Authorization: 'Bearer any' };

type Sent = Omit<ClientRequest, 'method' | 'target' | 'headers' | 'status'> & {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
};

const sender =
  (fields: Readonly<Record<string, string>>) =>
  (method: string, target: string, { status = 200, headers = {}, ...rest }: Sent = {}): ClientRequest => ({
    method,
    target: `${api}${target}`,
    headers: { ...fields, ...headers },
    status,
    ...rest,
  });

// requests of Python: blanks as "+", the dollar and quotes encoded; a Content-Type with everything.
const python = sender({
  ...odata,
  ...bearer,
  'Content-Type': 'application/json',
  'User-Agent': 'DataverseSvcPythonClient:0.1.0b11',
  'Accept-Encoding': 'gzip, deflate',
});
// axios: blanks as "+", dollars, commas and quotes as they are.
const n8n = sender({
  ...odata,
  ...bearer,
  'User-Agent': 'n8n-nodes-base.microsoftDataverse/1.0',
  'Content-Type': 'application/json; charset=utf-8',
});
// net/http of Go: parentheses and quotes of a path that is put together are encoded.
const terraform = sender({ ...bearer, 'Content-Type': 'application/json', 'Accept-Encoding': 'gzip' });

const shown = { Prefer: 'return=representation' };
const definition = (table: string): ClientRequest =>
  terraform('GET', `/EntityDefinitions%28LogicalName=%27${table}%27%29`, {
    reads: ['PrimaryIdAttribute', 'LogicalCollectionName'],
  });

/** By client what it sends, as its source makes it. */
export const clientStories: readonly ClientStory[] = [
  {
    client: 'PowerPlatform-DataverseClient-Python 0.1.0b11',
    source:
      'https://github.com/microsoft/PowerPlatform-DataverseClient-Python/blob/a76f5db/src/PowerPlatform/Dataverse/data/_odata.py',
    requests: [
      python(
        'GET',
        '/EntityDefinitions?%24select=LogicalName%2CEntitySetName%2CPrimaryIdAttribute&%24filter=LogicalName+eq+%27account%27',
        { reads: ['value/0/EntitySetName', 'value/0/PrimaryIdAttribute'] },
      ),
      python(
        'GET',
        "/EntityDefinitions(LogicalName='account')/Attributes/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet($select=Options)",
        { reads: ['value/0/LogicalName', 'value/0/OptionSet/Options/0/Value', 'value/0/OptionSet/Options/0/Label'] },
      ),
      python('POST', '/accounts/Microsoft.Dynamics.CRM.CreateMultiple', {
        body: '{"Targets": [{"name": "Contoso", "@odata.type": "Microsoft.Dynamics.CRM.account"}, {"name": "Fabrikam", "@odata.type": "Microsoft.Dynamics.CRM.account"}]}',
        keeps: { one: 'Ids/0', two: 'Ids/1' },
      }),
      python('PATCH', '/accounts({one})', {
        status: 204,
        headers: { 'If-Match': '*' },
        body: '{"telephone1": "555-0199"}',
        reads: [],
      }),
      python('POST', '/accounts/Microsoft.Dynamics.CRM.UpdateMultiple', {
        status: 204,
        body: '{"Targets": [{"accountid": "{one}", "description": "One", "@odata.type": "Microsoft.Dynamics.CRM.account"}, {"accountid": "{two}", "description": "Two", "@odata.type": "Microsoft.Dynamics.CRM.account"}]}',
        reads: [],
      }),
      python('PATCH', "/accounts(accountnumber='PY-001')", { status: 204, body: '{"name": "Upserted"}', reads: [] }),
      python('POST', '/accounts/Microsoft.Dynamics.CRM.UpsertMultiple', {
        status: 204,
        body: '{"Targets": [{"name": "Again", "@odata.type": "Microsoft.Dynamics.CRM.account", "@odata.id": "accounts(accountnumber=\'PY-001\')"}]}',
        reads: [],
      }),
      python('GET', '/accounts?%24select=name&%24filter=accountnumber+eq+%27PY-001%27&%24top=1', {
        headers: { Prefer: 'odata.maxpagesize=50' },
        reads: ['value/0/name'],
      }),
      python('DELETE', '/accounts({one})', { status: 204, headers: { 'If-Match': '*' }, reads: [] }),
      python(
        'GET',
        '/accounts?fetchXml=%3Cfetch%3E%3Centity+name%3D%22account%22%3E%3Cattribute+name%3D%22name%22+%2F%3E%3C%2Fentity%3E%3C%2Ffetch%3E',
        { status: 501, unmodelled: 'fetchxml', reads: ['error/message'] },
      ),
    ],
  },
  {
    client: 'n8n, node Microsoft Dataverse',
    source: 'https://github.com/n8n-io/n8n/tree/d71d296/packages/nodes-base/nodes/Microsoft/Dataverse',
    requests: [
      n8n(
        'GET',
        '/EntityDefinitions?$select=LogicalName,EntitySetName,DisplayName&$filter=IsIntersect+eq+false+and+IsLogicalEntity+eq+false+and+IsPrivate+eq+false',
        { reads: ['value/0/EntitySetName', 'value/0/DisplayName/UserLocalizedLabel/Label'] },
      ),
      n8n(
        'GET',
        "/EntityDefinitions?$select=LogicalName,EntitySetName,PrimaryIdAttribute,TableType&$filter=EntitySetName+eq+'accounts'",
        { reads: ['value/0/TableType', 'value/0/PrimaryIdAttribute'] },
      ),
      n8n(
        'GET',
        "/EntityDefinitions(LogicalName='account')/Attributes?$select=LogicalName,DisplayName,AttributeOf,IsValidODataAttribute,IsValidForRead,IsValidForCreate,IsValidForUpdate,AttributeType",
        { reads: ['value/0/AttributeOf', 'value/0/IsValidForCreate'] },
      ),
      n8n(
        'GET',
        "/EntityDefinitions(LogicalName='account')/ManyToOneRelationships?$select=ReferencingAttribute,ReferencingEntityNavigationPropertyName,ReferencedEntity",
        { reads: ['value/0/ReferencingEntityNavigationPropertyName'] },
      ),
      n8n('POST', '/contacts', {
        status: 201,
        headers: shown,
        body: '{"lastname":"Made by a node"}',
        keeps: { contact: 'contactid' },
      }),
      n8n('PATCH', "/accounts(accountnumber='ACC-001')", {
        status: 201,
        headers: shown,
        body: '{"name":"Upserted","primarycontactid@odata.bind":"/contacts({contact})"}',
        keeps: { account: 'accountid' },
      }),
      n8n('PATCH', "/accounts(accountnumber='ACC-001')", {
        status: 412,
        headers: { ...shown, 'If-None-Match': '*' },
        body: '{"name":"Never"}',
        reads: ['error/message'],
      }),
      n8n('PATCH', '/accounts({account})', {
        headers: { ...shown, 'If-Match': '*' },
        body: '{"primarycontactid":null}',
        reads: ['accountid'],
      }),
      n8n('PATCH', '/accounts(11111111-2222-4333-8444-555555555555)', {
        status: 404,
        headers: { ...shown, 'If-Match': '*' },
        body: '{"name":"Never"}',
        reads: ['error/message'],
      }),
      n8n('GET', "/accounts?$select=name&$filter=accountnumber+eq+'ACC-001'", {
        headers: { Prefer: 'odata.include-annotations="*",odata.maxpagesize=100' },
        reads: ['value/0/name'],
      }),
      n8n('DELETE', "/accounts(accountnumber='ACC-001')", { status: 204, reads: [] }),
      n8n('POST', '/contoso_sensordatas', {
        status: 201,
        headers: shown,
        body: '{"contoso_sensortype":"Humidity","partitionid":"Device-1"}',
        keeps: { reading: 'contoso_sensordataid' },
      }),
      n8n('GET', '/contoso_sensordatas({reading})?partitionId=Device-1', {
        headers: { 'MSCRM.SessionToken': '240:8#144035978#7=-1' },
        reads: ['contoso_sensortype'],
      }),
      n8n('DELETE', '/contoso_sensordatas({reading})?partitionId=Device-1', { status: 204, reads: [] }),
    ],
  },
  {
    client: 'terraform-provider-power-platform, data records',
    source:
      'https://github.com/microsoft/terraform-provider-power-platform/blob/0376119/internal/services/data_record/api_data_record.go',
    requests: [
      definition('account'),
      terraform('PATCH', '/accounts%2811111111-2222-4333-8444-666666666666%29', {
        status: 204,
        body: '{"accountid":"11111111-2222-4333-8444-666666666666","name":"From a plan"}',
        reads: [],
      }),
      terraform('PATCH', '/contacts%2811111111-2222-4333-8444-777777777777%29', {
        status: 204,
        body: '{"contactid":"11111111-2222-4333-8444-777777777777","lastname":"From a plan"}',
        reads: [],
      }),
      definition('contact'),
      terraform('POST', '/accounts%2811111111-2222-4333-8444-666666666666%29/contact_customer_accounts/$ref', {
        status: 204,
        body: '{"@odata.id":"{origin}/api/data/v9.2/contacts(11111111-2222-4333-8444-777777777777)"}',
        reads: [],
      }),
      terraform('GET', '/accounts%2811111111-2222-4333-8444-666666666666%29/contact_customer_accounts/$ref', {
        reads: ['value/0/@odata.id'],
      }),
      terraform(
        'GET',
        '/accounts%2811111111-2222-4333-8444-666666666666%29/contact_customer_accounts?$select=createdon',
        { reads: ['value/0/createdon'] },
      ),
      terraform(
        'GET',
        '/EntityDefinitions?%24filter=LogicalCollectionName+eq+%27accounts%27&%24select=PrimaryIdAttribute%2CLogicalCollectionName%2CLogicalName',
        { reads: ['value/0/LogicalName'] },
      ),
      terraform(
        'GET',
        "/EntityDefinitions(LogicalName='account')?$expand=OneToManyRelationships,ManyToManyRelationships,ManyToOneRelationships",
        {
          reads: [
            'OneToManyRelationships/0/ReferencedEntityNavigationPropertyName',
            'ManyToOneRelationships/0/ReferencedEntity',
            'ManyToManyRelationships',
          ],
        },
      ),
      terraform('GET', "/EntityDefinitions(LogicalName='account')/Attributes?$select=LogicalName", {
        reads: ['value/0/LogicalName'],
      }),
      terraform('GET', '/accounts%2811111111-2222-4333-8444-666666666666%29', { reads: ['accountid', 'name'] }),
      terraform(
        'DELETE',
        '/accounts%2811111111-2222-4333-8444-666666666666%29/contact_customer_accounts%2811111111-2222-4333-8444-777777777777%29/$ref',
        { status: 204, reads: [] },
      ),
      terraform('DELETE', '/accounts%2811111111-2222-4333-8444-666666666666%29', {
        status: 204,
        body: '{}',
        reads: [],
      }),
      terraform('DELETE', '/accounts%2811111111-2222-4333-8444-666666666666%29', {
        status: 404,
        body: '{}',
        reads: ['error/message'],
      }),
    ],
  },
];
