import { describe, expect, it } from 'vitest';
import { decodeUtf8, type HttpResponse, headerValue, utf8 } from '../../../core/http.ts';
import type { JsonObject } from '../../../core/json.ts';
import { parseJson } from '../../../core/parse-json.ts';
import { createService, type Service } from '../../kernel/create-service.ts';
import { dialogporten } from './index.ts';
import { exampleDialogId, exampleRevision } from './seed.ts';

const base = '/api/v1/serviceowner/dialogs';
const minimal = {
  serviceResource: 'urn:altinn:resource:ttd-dialogporten-automated-tests',
  party: 'urn:altinn:person:identifier-no:08844397713',
  content: { title: { value: [{ languageCode: 'nb', value: 'Tittel' }] } },
};
const activity = {
  type: 'Information',
  performedBy: { actorType: 'ServiceOwner' },
  description: [{ languageCode: 'nb', value: 'Noe skjedde' }],
};

const administrator = {
  consumer: { ID: '0192:974760673' },
  scope: 'digdir:dialogporten.serviceprovider digdir:dialogporten.serviceprovider.admin',
};

function text(value: string): object[] {
  return [{ languageCode: 'nb', value }];
}

function caller(service: Service, token = 'so') {
  return (
    method: string,
    target: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<HttpResponse> =>
    service.dispatch({
      method,
      target,
      headers: [
        ['Authorization', `Bearer ${token}`],
        ...(body === undefined
          ? []
          : [['Content-Type', method === 'PATCH' ? 'application/json-patch+json' : 'application/json'] as const]),
        ...Object.entries(headers),
      ],
      body: utf8(body === undefined ? '' : JSON.stringify(body)),
    });
}

function json(response: HttpResponse): JsonObject {
  return parseJson(decodeUtf8(response.body)) as JsonObject;
}

async function dialog(send: ReturnType<typeof caller>, more: object = {}): Promise<{ url: string; etag: string }> {
  const created = await send('POST', base, { ...minimal, ...more });
  return { url: `${base}/${String(json(created))}`, etag: headerValue(created.headers, 'ETag') ?? '' };
}

describe('dialogporten', () => {
  it('creates a dialog whose ETag is its revision, a bare GUID', async () => {
    const send = caller(createService(dialogporten));
    const { url, etag } = await dialog(send);
    const read = await send('GET', url);
    expect(etag).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(json(read)).toMatchObject({ revision: etag, status: 'NotApplicable', activities: [] });
  });

  it('takes a resource of Altinn or a bare name for an authorization attribute, and nothing else', async () => {
    const send = caller(createService(dialogporten));
    const created = (authorizationAttribute: string): Promise<HttpResponse> =>
      send('POST', base, {
        ...minimal,
        apiActions: [
          { action: 'read', authorizationAttribute, endpoints: [{ url: 'https://example.com/', httpMethod: 'GET' }] },
        ],
      });
    for (const each of ['part', 'urn:altinn:subresource:part', 'URN:ALTINN:task:a_b-c'])
      expect([each, (await created(each)).status]).toEqual([each, 201]);
    for (const each of ['', '1part', 'urn:altinn:part', 'urn:altinn:subresource:part:x', 'urn:example:part'])
      expect([each, (await created(each)).status]).toEqual([each, 400]);
  });

  it('refuses an old revision with 412 and without errors, and keeps the dialog', async () => {
    const send = caller(createService(dialogporten));
    const { url, etag } = await dialog(send);
    await send('PATCH', url, [{ op: 'replace', path: '/progress', value: 1 }]);
    const before = decodeUtf8((await send('GET', url)).body);
    const refused = await send('PATCH', url, [{ op: 'replace', path: '/progress', value: 2 }], { 'If-Match': etag });
    expect(refused.status).toBe(412);
    expect(json(refused)).not.toHaveProperty('errors');
    expect(headerValue(refused.headers, 'ETag')).toBeUndefined();
    expect(decodeUtf8((await send('GET', url)).body)).toBe(before);
  });

  it('moves contentUpdatedAt with content only, and neither stamp silently', async () => {
    const send = caller(createService(dialogporten));
    const { url } = await dialog(send);
    const stamps = async (): Promise<[unknown, unknown]> => {
      const { updatedAt, contentUpdatedAt } = json(await send('GET', url));
      return [updatedAt, contentUpdatedAt];
    };
    const [, content] = await stamps();
    await send('POST', `${url}/activities`, activity);
    const [updated, same] = await stamps();
    expect(same).toBe(content);
    await send('PATCH', `${url}?isSilentUpdate=true`, [{ op: 'replace', path: '/status', value: 'Completed' }]);
    expect(await stamps()).toEqual([updated, content]);
    await send('PATCH', url, [{ op: 'replace', path: '/status', value: 'InProgress' }]);
    const [later, moved] = await stamps();
    expect(later).toBe(moved);
    expect(String(moved) > String(updated)).toBe(true);
  });

  it('takes a revision in quotes only in the edition that follows the page', async () => {
    const patch = [{ op: 'replace', path: '/status', value: 'Completed' }];
    const quoted = { 'If-Match': `"${exampleRevision}"` };
    const url = `${base}/${exampleDialogId}`;
    const documented = caller(createService(dialogporten, { edition: 'documented' }));
    expect((await documented('PATCH', url, patch, quoted)).status).toBe(204);
    expect((await documented('PATCH', url, patch, quoted)).status).toBe(412);
    const current = caller(createService(dialogporten));
    expect((await current('PATCH', url, patch, quoted)).status).toBe(400);
  });

  it("shows nobody another owner's dialog", async () => {
    const service = createService(dialogporten);
    const { url } = await dialog(caller(service));
    for (const method of ['GET', 'DELETE']) expect((await caller(service, 'oth')(method, url)).status).toBe(404);
    expect((await caller(service, 'noscope')('GET', url)).status).toBe(403);
    expect((await caller(service, 'unknown')('GET', url)).status).toBe(401);
  });

  it('frees the ids of a purged dialog, not those of a deleted one', async () => {
    const send = caller(createService(dialogporten));
    const id = '0194fe82-9280-77a5-a7cd-5ff0e6a6fa08';
    const { url } = await dialog(send, { id, idempotentKey: 'key-1' });
    await send('DELETE', url);
    expect((await send('POST', base, { ...minimal, id })).status).toBe(422);
    expect((await send('POST', `${url}/actions/purge`)).status).toBe(204);
    expect((await send('POST', base, { ...minimal, id, idempotentKey: 'key-1' })).status).toBe(201);
  });

  it('refuses a body of more than 20 000 000 bytes, but nobody without the scope', async () => {
    const service = createService(dialogporten);
    const { url } = await dialog(caller(service));
    const body = { status: 'Completed', content: minimal.content, process: `urn:${'x'.repeat(20_000_000)}` };
    const refused = await caller(service)('PUT', url, body);
    expect(refused.status).toBe(413);
    expect(headerValue(refused.headers, 'Content-Type')).toBe('application/json; charset=utf-8');
    expect(json(refused)).not.toHaveProperty('errors');
    expect((await caller(service, 'noscope')('PUT', url, body)).status).toBe(403);
  });

  it('takes the revision from the query, too, as the real server does', async () => {
    const send = caller(createService(dialogporten));
    const { url, etag } = await dialog(send);
    await send('PATCH', url, [{ op: 'replace', path: '/progress', value: 1 }]);
    expect((await send('DELETE', `${url}?ifMatchDialogRevision=${etag}`)).status).toBe(412);
  });

  it('takes what a real client writes, and says what is wrong with one member of it', async () => {
    const send = caller(createService(dialogporten));
    const body = {
      ...minimal,
      status: 'requiresAttention',
      dueAt: '2091-04-01T12:00:00.1234567Z',
      visibleFrom: '2090-04-01T12:00:00Z',
      process: 'urn:case:2024-17',
      searchTags: [{ value: 'building permit' }],
      content: {
        Title: { value: text('Tittel') },
        AdditionalInfo: { mediaType: 'text/markdown', value: text('**Mer**') },
      },
      guiActions: [{ action: 'sign', url: 'https://example.com', priority: 'primary', title: text('Signer') }],
      apiActions: [
        { action: 'sign', endPoints: [{ url: 'https://example.com/api', httpMethod: 'patch', deprecated: true }] },
      ],
      attachments: [{ displayName: text('Kart'), urls: [{ consumerType: 'gui', url: 'https://example.com/map' }] }],
      transmissions: [
        { type: 'Decision', sender: { actorType: 'serviceOwner' }, content: { title: { value: text('Vedtak') } } },
      ],
      activities: [
        activity,
        { type: 'DialogCreated', performedBy: { actorType: 'partyRepresentative', actorName: 'Kari Nordmann' } },
      ],
    };
    expect((await send('POST', base, body)).status).toBe(201);
    const wrong = {
      ...body,
      guiActions: [{ ...body.guiActions[0], httpMethod: 'PATCH' }],
      apiActions: [
        { action: 'sign', endpoints: [{ url: 'https://a.no', httpMethod: 'GET', sunsetAt: '2091-01-01T00:00:00Z' }] },
      ],
    };
    const refused = json(await send('POST', base, wrong));
    expect(Object.keys(refused['errors'] as JsonObject)).toEqual([
      'dto.guiActions[0].httpMethod',
      'dto.apiActions[0].endpoints[0].deprecated',
    ]);
  });

  it('lets administrators of another organisation do what owners may', async () => {
    const service = createService(dialogporten);
    const { url } = await dialog(caller(service));
    const admin = caller(service, `e30.${btoa(JSON.stringify(administrator))}.`);
    const statuses = [
      await admin('GET', url),
      await admin('PATCH', url, [{ op: 'replace', path: '/progress', value: 2 }]),
      await admin('POST', base, minimal),
      await caller(service, 'oth')('GET', url),
    ].map(({ status }) => status);
    expect(statuses).toEqual([200, 204, 201, 404]);
  });

  it('names a part of the product that it does not have, and no other path', async () => {
    const send = caller(createService(dialogporten));
    const named = async (path: string): Promise<unknown> => {
      const { status, headers } = await send('GET', path);
      return [status, headerValue(headers, 'Conformance-Unmodelled')];
    };
    expect(await named('/api/v1/enduser/dialogs')).toEqual([404, 'enduser']);
    expect(await named(`${base}/x/actions/should-send-notification?activityType=Information`)).toEqual([
      404,
      'should-send-notification',
    ]);
    expect(await named('/api/v1/other')).toEqual([404, undefined]);
  });

  it('takes labels under their former name, in the order of the body, and an actor from administrators alone', async () => {
    const service = createService(dialogporten);
    const [owner, admin] = [caller(service), caller(service, 'adm')];
    const { url } = await dialog(owner);
    const labels = `${url}/endusercontext/systemlabels`;
    const shown = async (): Promise<unknown> => json(await owner('GET', url))['systemLabel'];
    await owner('PUT', `${labels}?enduserId=x`, { systemLabels: ['Bin'], addLabels: ['Archive'] });
    expect(await shown()).toBe('Archive');
    await owner('PUT', `${labels}?enduserId=x`, { addLabels: ['Archive'], systemLabels: ['Bin'] });
    expect(await shown()).toBe('Bin');
    const change = { addLabels: ['Archive'], performedBy: { actorType: 'ServiceOwner' } };
    expect((await owner('PUT', labels, change)).status).toBe(403);
    expect((await admin('PUT', `${labels}?enduserId=x`, change)).status).toBe(400);
    expect((await admin('PUT', labels, { ...change, performedBy: {} })).status).toBe(400);
    expect(await shown()).toBe('Bin');
    expect((await admin('PUT', labels, change)).status).toBe(204);
    expect(await shown()).toBe('Archive');
  });

  it('lets nobody without the correspondence scope write a dialog of a resource for correspondence', async () => {
    const service = createService(dialogporten);
    const [owner, correspondence] = [caller(service), caller(service, 'corr')];
    const serviceResource = 'urn:altinn:resource:ttd-correspondence';
    expect((await owner('POST', base, { ...minimal, serviceResource })).status).toBe(403);
    const { url } = await dialog(correspondence, { serviceResource });
    expect(json(await owner('GET', url))['serviceResourceType']).toBe('correspondenceservice');
    const patch = [{ op: 'replace', path: '/progress', value: 2 }];
    const writes = [
      ['PUT', url, { status: 'InProgress', content: minimal.content }],
      ['PATCH', url, patch],
      ['POST', `${url}/activities`, activity],
      ['DELETE', url],
      ['POST', `${url}/actions/purge`],
    ] as const;
    for (const [method, target, body] of writes) expect((await owner(method, target, body)).status).toBe(403);
    expect((await correspondence('PATCH', url, patch)).status).toBe(204);
    expect((await correspondence('POST', `${url}/actions/purge`)).status).toBe(204);
  });
});
