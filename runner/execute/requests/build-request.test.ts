import { describe, expect, it } from 'vitest';
import { decodeUtf8 } from '../../../core/http.ts';
import type { Json } from '../../../core/json.ts';
import { parseJson } from '../../../core/parse-json.ts';
import type { BodyTemplate, RequestTemplate, TagForm } from '../../../core/suite.ts';
import { request } from '../../testing/sample-plan.ts';
import { createAnswer } from '../../values/answer.ts';
import { readBatch } from '../../values/read-batch.ts';
import { innerScope, namedRoot } from '../../values/scope.ts';
import { buildRequest, type RequestGround } from './build-request.ts';

const values: Readonly<Record<string, Json>> = {
  id: "O'Neil & Sons/1",
  tag: 'W/"7"',
  bare: '7',
  part: 'a/b~c',
  lines: ['*', '*'],
  number: parseJson('5000000.0000'),
  url: 'https://host:8443/base/rows/1',
  rowversion: 'AAAAAAAAB9E=',
  method: 'DELETE',
};
const scope = innerScope(undefined, [['bind', namedRoot((name) => values[name])]]);
const ground: RequestGround = {
  spec: {
    headers: [['Accept', 'application/json']],
    contentTypes: { json: 'application/json', jsonPatch: 'application/json-patch+json' },
  },
  origin: 'https://host:8443',
  basePath: '/base',
  headers: [['X-Tenant', 't']],
  identities: { owner: [['Authorization', 'Bearer x']] },
  identity: 'owner',
  boundary: () => 'batch-1',
};
const build = (call: string, more: Partial<RequestTemplate> = {}) => buildRequest(request(call, more), scope, ground);
const bodyOf = (body: BodyTemplate): string => decodeUtf8(build('POST /x', { body }).request.body);

describe('buildRequest', () => {
  it('puts a target after the base path, and takes an absolute URL of the same origin as it is', () => {
    expect(build('GET /a//../b?x=%27').request.target).toBe('/base/a//../b?x=%27');
    expect(build('GET $(bind.url)?q=1')).toMatchObject({ request: { target: '/base/rows/1?q=1' }, path: '/rows/1' });
    expect(() => build('GET https://other/x')).toThrow("credentials go only to the target's origin");
    expect(() => build('GET https://host/x')).toThrow("credentials go only to the target's origin");
    expect(() => build('GET rows')).toThrow('neither');
    expect(() => build('GET /rows/$(bind.id)')).toThrow('cannot stand in a request line');
    expect(build('GET /rows/$(bind.id|percent)').request.target).toBe('/base/rows/O%27Neil%20%26%20Sons%2F1');
  });

  it('sends the credentials of whoever acts, once each, and none for nobody', () => {
    const both: RequestGround = {
      ...ground,
      headers: [
        ['X-Tenant', 't'],
        ['authorization', 'Bearer all'],
        ['Cookie', 'c=1'],
        ['X-Role', 'r'],
        ['X-Key', 'k'],
      ],
      identities: {
        owner: [
          ['Authorization', 'Bearer x'],
          ['X-ROLE', 'own'],
        ],
        other: [],
      },
    };
    const sent = (as: string): readonly string[] =>
      buildRequest(request('GET /x', { as }), scope, both).request.headers.map(([name, value]) => `${name}: ${value}`);
    expect(sent('owner')).toEqual([
      'Accept: application/json',
      'X-Tenant: t',
      'Cookie: c=1',
      'X-Key: k',
      'Authorization: Bearer x',
      'X-ROLE: own',
    ]);
    expect(sent('other')).toContain('authorization: Bearer all');
    // The key of a gateway stays, or nobody would reach the API.
    expect(sent('nobody')).toEqual(['Accept: application/json', 'X-Tenant: t', 'X-Key: k']);
    const usual = { ...both, identities: {}, spec: { ...both.spec, credentials: { line: 'X-Role: ROLE', file: '' } } };
    expect(buildRequest(request('GET /x', { as: 'nobody' }), scope, usual).request.headers).not.toContainEqual([
      'X-Role',
      'r',
    ]);
  });

  it('takes a method out of a case', () => {
    expect(build('$(bind.method) /x').request.method).toBe('DELETE');
  });

  it('encodes a query as far as a query needs it', () => {
    const query = { $filter: "name eq '$(bind.id)'", list: ['a,b', 1, true], 'a b': '+' };
    expect(build('GET /x', { query }).request.target).toBe(
      "/base/x?$filter=name%20eq%20'O'Neil%20%26%20Sons/1'&list=a,b&list=1&list=true&a%20b=%2B",
    );
  });

  it('sends default headers unless a step leaves them out or says otherwise', () => {
    const own = build('PUT /x', {
      headers: [['aCCept', ['text/plain', 'b']]],
      without: ['content-type', 'x-tenant'],
      body: { kind: 'json', value: {}, edit: [] },
    });
    expect(own.request.headers).toEqual([
      ['Authorization', 'Bearer x'],
      ['aCCept', 'text/plain'],
      ['aCCept', 'b'],
    ]);
    expect(build('GET /x', { as: 'nobody' }).request.headers).toEqual([
      ['Accept', 'application/json'],
      ['X-Tenant', 't'],
    ]);
    expect(() => build('GET /x', { headers: [['A', ['b\nc']]] })).toThrow('cannot be sent');
  });

  it.each<[string, TagForm, string[]]>([
    ['any', { form: 'any' }, ['*']],
    ['as received', { form: 'as-received', token: '$(bind.tag)' }, ['W/"7"']],
    ['weak', { form: 'weak', token: '$(bind.bare)' }, ['W/"7"']],
    ['weak of weak', { form: 'weak', token: '$(bind.tag)' }, ['W/"7"']],
    ['quoted', { form: 'quoted', token: '$(bind.tag)' }, ['"7"']],
    ['bare', { form: 'bare', token: '$(bind.tag)' }, ['7']],
    ['list', { form: 'list', tokens: ['$(bind.tag)', '"8"'] }, ['W/"7", "8"']],
    ['raw text', { form: 'raw', lines: '' }, ['']],
    ['raw lines', { form: 'raw', lines: '$(bind.lines)' }, ['*', '*']],
  ])('writes If-Match %s', (_, ifMatch, lines) => {
    expect(
      build('PUT /x', { ifMatch })
        .request.headers.filter(([name]) => name === 'If-Match')
        .map(([, value]) => value),
    ).toEqual(lines);
  });

  it('writes the name of a condition in lower case where a suite asks for it', () => {
    const ifMatch: TagForm = { form: 'raw', lines: '*', lowercased: true };
    expect(build('PUT /x', { ifMatch }).request.headers).toContainEqual(['if-match', '*']);
  });

  it('keeps digits, types and names in bodies, and edits a copy', () => {
    expect(
      bodyOf({ kind: 'json', value: { '$(bind.bare)': '$(bind.number)', text: 'n $(bind.number)' }, edit: [] }),
    ).toBe('{"7":5000000.0000,"text":"n 5000000.0000"}');
    const value = { a: parseJson('1.0'), list: [] };
    const edit = [
      { op: 'add', path: '/list/-', value: parseJson('2.50') },
      { op: 'add', path: '/$(bind.part)', value: 1 },
      { op: 'remove', path: '/a' },
    ];
    expect(bodyOf({ kind: 'json', value, edit })).toBe('{"list":[2.50],"a/b~c":1}');
    expect(value).toEqual({ a: parseJson('1.0'), list: [] });
    expect(() => bodyOf({ kind: 'json', value: {}, edit: [{ op: 'remove', path: '/none' }] })).toThrow(
      'edit 1 cannot be applied',
    );
    expect(bodyOf({ kind: 'json-patch', operations: [{ op: 'test', path: '/$(bind.part)', value: null }] })).toBe(
      '[{"op":"test","path":"/a~1b~0c","value":null}]',
    );
    expect(bodyOf({ kind: 'text', text: '{ $$(x) $(bind.rowversion|rowversion)' })).toBe('{ $(x) 2001');
  });

  it('writes a batch with a change set, and reads its answer by part', () => {
    const parts: Extract<BodyTemplate, { kind: 'batch' }>['parts'] = [
      {
        kind: 'change-set',
        id: 'set',
        parts: [
          {
            kind: 'part',
            id: '1',
            copies: 1,
            request: request('PATCH /rows/1', {
              ifMatch: { form: 'any' },
              body: { kind: 'json', value: { a: 1 }, edit: [] },
            }),
          },
          {
            kind: 'part',
            id: '2',
            copies: 1,
            request: request('PUT $1/name', { without: ['content-id'], body: { kind: 'json', value: {}, edit: [] } }),
          },
        ],
      },
      { kind: 'part', id: 'later', copies: 2, request: request('GET /rows/1') },
    ];
    const built = build('POST /$batch', { body: { kind: 'batch', parts } });
    expect(built.layout).toEqual([{ id: 'set', set: ['1', '2'] }, { id: 'later-1' }, { id: 'later-2' }]);
    const text = decodeUtf8(built.request.body);
    expect(text.match(/Content-ID: \d/g)).toEqual(['Content-ID: 1']);
    expect(text).toContain(
      'PATCH https://host:8443/base/rows/1 HTTP/1.1\r\nContent-Type: application/json\r\nIf-Match: *\r\n\r\n{"a":1}\r\n',
    );
    expect(text).toContain('PUT $1/name HTTP/1.1\r\n');
    expect(text).not.toContain('Bearer');
    // Neither boundary begins with the other one: whoever reads it looks at the beginnings of lines.
    const boundaries = [...text.matchAll(/^--(.+?)(?:--)?\r$/gm)].map(([, found]) => found as string);
    expect(new Set(boundaries)).toEqual(new Set(['batch-1', 'set-batch-1']));

    const reply = [
      '--r',
      'Content-Type: multipart/mixed; boundary=c',
      '',
      '--c',
      'Content-Type: application/http',
      'Content-ID: 1',
      '',
      'HTTP/1.1 204 No Content',
      'ETag: W/"9"',
      '',
      '',
      '--c',
      'Content-Type: application/http',
      'Content-ID: 2',
      '',
      'HTTP/1.1 204 No Content',
      '',
      '',
      '--c--',
      '--r',
      'Content-Type: application/http',
      '',
      'HTTP/1.1 200 OK',
      'Content-Type: application/json',
      '',
      '{"a":1}',
      '--r--',
      '',
    ].join('\r\n');
    const answer = createAnswer({
      method: 'POST',
      url: 'u',
      path: '/',
      exchange: 0,
      status: 200,
      headers: [['Content-Type', 'multipart/mixed; boundary="r"']],
      body: Buffer.from(reply),
    });
    const reading = readBatch(answer, built.layout ?? []);
    expect(
      reading.kind === 'parts' && reading.parts.map(([id, { status, text: body }]) => [id, status, body()]),
    ).toEqual([
      ['1', 204, ''],
      ['2', 204, ''],
      ['later-1', 200, '{"a":1}'],
    ]);
    const once = createAnswer({
      ...answer,
      body: Buffer.from(
        '--r\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 412 Precondition Failed\r\n\r\n{}\r\n--r--',
      ),
    });
    const failed = readBatch(once, built.layout ?? []);
    expect(failed.kind === 'parts' && failed.parts.map(([id, { status }]) => [id, status])).toEqual([['set', 412]]);
    expect(readBatch(createAnswer({ ...answer, headers: [] }), []).kind).toBe('unreadable');
  });
});
