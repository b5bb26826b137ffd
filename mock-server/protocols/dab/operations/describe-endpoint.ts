import type { Json, JsonObject } from '../../../../core/json.ts';
import { type Entity, keyColumns } from '../model/entity.ts';

/** The OpenAPI document: every path with its methods and statuses. Schemas of rows and values are left to the tables. */
export function describeEndpoint(
  info: { readonly title: string; readonly version: string },
  basePath: string,
  entities: readonly Entity[],
): Json {
  const paths = entities.flatMap((entity) => {
    const names = keyColumns(entity).map(({ exposed }) => exposed);
    const key = names.map((name) => `${name}/{${name}}`).join('/');
    const operation = (method: Method): JsonObject => describeOperation(entity, method);
    const get = { ...operation('get'), parameters: ofReads };
    const parameters = names.map((name) => ({ name, in: 'path', required: true, schema: {} }));
    const row = { get, put: operation('put'), patch: operation('patch'), delete: operation('delete'), parameters };
    return [
      [`/${entity.path}/${key}`, row],
      [`/${entity.path}`, { get, post: operation('post') }],
    ] as const;
  });
  return { openapi: '3.0.4', info, servers: [{ url: basePath }], paths: Object.fromEntries(paths) };
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

function describeOperation({ name }: Entity, method: Method): JsonObject {
  return {
    tags: [name],
    responses: Object.fromEntries(statuses[method].map((status) => [status, { description: String(status) }])),
  };
}
