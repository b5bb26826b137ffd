import { access, apiToken, type ClientStory, sender } from './story.ts';

/** curl with the fields that the provider gives it. */
const curl =
  (authorization: string) =>
  (body: string | undefined): readonly string[] => [
    'Host: {host}',
    'Accept: */*',
    authorization,
    'Content-Type: application/json;charset=UTF-8',
    ...(body === undefined ? [] : ['Content-Length: {length}']),
  ];
const centreon = sender(curl(access));

/** Opens a ticket for an alert, and closes it. */
export const centreonProvider: ClientStory = {
  client: 'Centreon Open Tickets',
  source: 'https://github.com/centreon/centreon/pull/11576',
  requests: [
    sender(curl(apiToken))('POST', '/ApiToken/GenerateAccessTokenFromApiToken/', {
      body: '{}',
      keeps: { access: 'RawToken' },
      reads: ['LifeTime'],
    }),
    centreon('GET', '/data/fragments/SPSUserClassBase?columns=ID', {
      keeps: { user: '0/ID' },
      reads: ['0/DisplayString'],
    }),
    centreon('GET', '/data/fragments/SPSScCategoryClassBase?columns=ID&where=Hidden%20%3D%200', { reads: ['0/ID'] }),
    centreon('POST', '/ticket/Create?activityType=0', {
      body: '{"Subject":"Host down","DescriptionHTML":"<p>It is <b>down<\\/b><\\/p>","Priority":2,"User":"{user}"}',
      keeps: { ticket: '' },
    }),
    centreon('POST', '/ticket/close', {
      body: '{"ObjectIds":["{ticket}"],"Comments":"<p>Closed from Centreon<\\/p>"}',
      status: 204,
      reads: [],
    }),
  ],
};

/** requests 2 with what the plugin gives it. */
const requests =
  (authorization: string) =>
  (body: string | undefined): readonly string[] => [
    'Host: {host}',
    'User-Agent: python-requests/2.34.2',
    'Accept-Encoding: gzip, deflate',
    'Accept: application/json',
    'Connection: keep-alive',
    authorization,
    'Content-Type: application/json',
    ...(body === undefined ? [] : ['Content-Length: {length}']),
  ];

/** Opens a ticket out of a workflow. */
export const rapid7Plugin: ClientStory = {
  client: 'the plugin of rapid7',
  source: 'https://github.com/rapid7/insightconnect-plugins/tree/develop/plugins/matrix42',
  requests: [
    sender(requests(apiToken))('POST', '/ApiToken/GenerateAccessTokenFromApiToken', {
      body: '',
      keeps: { access: 'RawToken' },
    }),
    sender(requests(access))('POST', '/ticket/create?activityType=6', {
      body: '{"Subject": "Unit Test Ticket", "DescriptionHTML": "<h1>Unit Test</h1>", "Category": "7777780d-71a0-df11-708c-000c2968299e"}',
      keeps: { ticket: '' },
    }),
  ],
};
