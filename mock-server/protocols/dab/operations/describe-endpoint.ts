import type { Json, JsonObject } from '../../../../core/json.ts';
import { type Entity, hasGeneratedKey, keyColumns } from '../model/entity.ts';
import { describeRows, rowsOf } from './describe-rows.ts';

/** What a description is about: a release, and settings of the endpoint. */
export interface Described {
  readonly info: { readonly title: string; readonly version: string };
  readonly basePath: string;
  readonly entities: readonly Entity[];
  /** Bodies may not hold what is no column of theirs. */
  readonly strict: boolean;
  /** From 2.0 on whole numbers are told from others, and writes without a key are described. */
  readonly recent: boolean;
}

/** The OpenAPI document: every path with its methods and statuses, and the schemas of rows. */
export function describeEndpoint(described: Described): Json {
  const { info, basePath, entities } = described;
  const paths = entities.flatMap((entity) => {
    const names = keyColumns(entity).map(({ exposed }) => exposed);
    const key = names.map((name) => `${name}/{${name}}`).join('/');
    const operation = (method: Method, keyed: boolean): JsonObject =>
      describeOperation(entity, method, keyed, described);
    const row = {
      get: operation('get', true),
      put: operation('put', true),
      patch: operation('patch', true),
      delete: operation('delete', true),
      parameters: describeRows(entity, described).keys,
    };
    const keyless = hasGeneratedKey(entity) && described.recent;
    return [
      [`/${entity.path}/${key}`, row],
      [
        `/${entity.path}`,
        {
          get: operation('get', false),
          post: operation('post', false),
          ...(keyless ? { put: operation('put', false), patch: operation('patch', false) } : {}),
        },
      ],
    ] as const;
  });
  return {
    openapi: '3.0.4',
    info,
    servers: [{ url: basePath }],
    paths: Object.fromEntries(paths),
    components: { schemas: Object.assign({}, ...entities.map((entity) => describeRows(entity, described).schemas)) },
  };
}

const statuses = {
  get: [200, 400, 401, 403, 404],
  post: [201, 400, 401, 403, 409],
  put: [200, 201, 400, 401, 403, 404],
  patch: [200, 201, 400, 401, 403, 404],
  delete: [204, 400, 401, 403, 404],
} as const;

type Method = keyof typeof statuses;

/** Where the product takes a parameter of a read, and of what type. */
const ofReads: readonly Json[] = [
  { name: 'X-MS-API-ROLE', in: 'header', schema: { type: 'string' } },
  { name: 'Authorization', in: 'header', schema: { type: 'string' } },
  { name: '$select', in: 'query', schema: { type: 'string' } },
  { name: '$filter', in: 'query', schema: { type: 'string' } },
  { name: '$orderby', in: 'query', schema: { type: 'string' } },
  { name: '$first', in: 'query', schema: { type: 'integer' } },
  { name: '$after', in: 'query', schema: { type: 'string' } },
];

/** What a method does at an address with a key, or without. */
function describeOperation(entity: Entity, method: Method, keyed: boolean, { strict }: Described): JsonObject {
  const { name } = entity;
  const shows = rowsOf(name, method === 'get' && !keyed);
  // Without a key in the address a row is made, whatever the method.
  const made = method !== 'get' && !keyed;
  return {
    tags: [name],
    ...(method === 'get' ? { parameters: ofReads } : {}),
    ...(method === 'get' || method === 'delete' ? {} : { requestBody: bodyOf(entity, { made, strict }) }),
    responses: Object.fromEntries(
      statuses[method].map((status) => [
        status,
        { description: String(status), ...(status === 200 || status === 201 ? { content: shows } : {}) },
      ]),
    ),
  };
}

function bodyOf(entity: Entity, { made, strict }: { readonly made: boolean; readonly strict: boolean }): JsonObject {
  const suffix = strict ? (made ? (hasGeneratedKey(entity) ? '_NoAutoPK' : '') : '_NoPK') : '';
  return {
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${entity.name}${suffix}` } } },
    required: true,
  };
}
