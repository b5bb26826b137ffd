import { access, apiToken, type ClientStory, category, sender } from './story.ts';

/** requests 2.34 with the fields that the SDK gives it, recorded from a run of the SDK. A creation without a body has a length all the same. */
const python =
  (authorization: string) =>
  (body: string | undefined): readonly string[] => [
    'Host: {host}',
    'User-Agent: python-requests/2.34.2',
    'Accept-Encoding: gzip, deflate',
    'Accept: */*',
    'Connection: keep-alive',
    'Content-Type: application/json',
    authorization,
    ...(body === undefined ? [] : ['Content-Length: {length}']),
  ];
const exchange = sender(python(apiToken));
const sdk = sender(python(access), '/M42Services/api/data');
const tickets = '/objects/SPSActivityTypeIncident';
const links = `/fragments/SPSScCategoryClassBase/${category}/RelatedCategories`;
const update = (impact: number): string => `{"ID": "${category}", "TimeStamp": "{stamp}", "DefaultImpact": ${impact}}`;
const object =
  '{"ID": "{ticket}", "SPSActivityClassBase": {"ID": "{fragment}", "TimeStamp": "{ticketStamp}", "TicketNumber": "{number}", "Subject": "Changed", "Description": null, "UsedInTypeSPSActivityTypeIncident": "{ticket}"}, "SPSCommonClassBase": {"ID": "{common}", "TimeStamp": "{commonStamp}", "State": null, "Reason": null}, "SPSActivityClassUnitOfWork": []}';

/** The Python SDK: every method it has. What it sends was recorded from a run of it, unmodified, against this server on 1 December 2026. */
export const pythonSdk: ClientStory = {
  client: 'matrix42sdk 3.0.3',
  source: 'https://github.com/dmpe/matrix42sdk/tree/97a3292/matrix42sdk',
  requests: [
    exchange('POST', '/ApiToken/GenerateAccessTokenFromApiToken/', { body: '', keeps: { access: 'RawToken' } }),
    sdk('GET', `/fragments/SPSScCategoryClassBase/${category}?full=true`, { keeps: { stamp: 'TimeStamp' } }),
    sdk('PUT', '/fragments/SPSScCategoryClassBase?full=true', { body: update(2), status: 204, reads: [] }),
    // The same once more: the TimeStamp is old by now.
    sdk('PUT', '/fragments/SPSScCategoryClassBase?full=true', { body: update(2), status: 500 }),
    sdk('GET', `/fragments/SPSScCategoryClassBase/${category}?full=true`, { shows: { DefaultImpact: 2 } }),
    sdk(
      'GET',
      '/fragments/SPSScCategoryClassBase?columns=Name,+Parent.Name+as+ParentName&pageSize=5&pageNumber=0&sort=Name+ASC',
      { reads: ['0/Name', '0/ParentName'] },
    ),
    sdk('POST', '/fragments/SPSScCategoryClassBase', { body: '{"Name": "Made by the SDK"}', keeps: { made: '' } }),
    // It adds a link by GET, which is a mistake of the SDK's: the page says POST.
    sdk('GET', `${links}/{made}`, { status: 405 }),
    sdk('GET', links, { shows: { '': [] } }),
    sdk('DELETE', `${links}/{made}`, { body: '', status: 204, reads: [] }),
    sdk('DELETE', '/fragments/SPSScCategoryClassBase/{made}', { body: '', status: 204, reads: [] }),
    sdk('GET', '/fragments/Ud_SoftwareproduktVersionClassBase?columns=ID,Version,VersionState', {
      reads: ['0/Version', '0/VersionState'],
    }),
    sdk('POST', tickets, { body: '{"SPSActivityClassBase": {"Subject": "By the SDK"}}', keeps: { ticket: '' } }),
    sdk('GET', `${tickets}/{ticket}?full=true`, {
      keeps: {
        fragment: 'SPSActivityClassBase/ID',
        ticketStamp: 'SPSActivityClassBase/TimeStamp',
        number: 'SPSActivityClassBase/TicketNumber',
        common: 'SPSCommonClassBase/ID',
        commonStamp: 'SPSCommonClassBase/TimeStamp',
      },
      shows: { SPSActivityClassUnitOfWork: [] },
    }),
    sdk('PUT', `${tickets}?full=true`, { body: object, status: 204, reads: [] }),
    sdk('PUT', `${tickets}?full=true`, { body: object, status: 500 }),
    sdk('DELETE', `${tickets}/{ticket}`, { body: '', status: 204, reads: [] }),
  ],
};
