import type { Json } from '../../../../core/json.ts';
import { type Entity, keyColumns } from '../model/entity.ts';

/**
 * The OpenAPI document: every path with its methods and statuses. Schemas of rows are left to the tables. `hasKeyless`:
 * PUT and PATCH need no key in the URL where all of it is generated.
 */
export function describeEndpoint(
  info: { readonly title: string; readonly version: string },
  basePath: string,
  entities: readonly Entity[],
  hasKeyless: boolean,
): Json {
  const paths = entities.flatMap((entity) => {
    const key = keyColumns(entity).map(({ exposed }) => `${exposed}/{${exposed}}`);
    return [
      [
        `/${entity.path}/${key.join('/')}`,
        operations(entity, ['get', 'put', 'patch', 'delete'], keyParameters(entity)),
      ],
      [
        `/${entity.path}`,
        operations(entity, hasKeyless && isAllGenerated(entity) ? [...list, 'put', 'patch'] : list, []),
      ],
    ] as const;
  });
  return { openapi: '3.0.4', info, servers: [{ url: basePath }], paths: Object.fromEntries(paths) };
}

const list = ['get', 'post'];

function isAllGenerated(entity: Entity): boolean {
  return keyColumns(entity).every(({ generated }) => generated !== undefined);
}

const statuses: Readonly<Record<string, readonly number[]>> = {
  get: [200, 400, 401, 403, 404],
  post: [201, 400, 401, 403, 409],
  put: [200, 201, 400, 401, 403, 404],
  patch: [200, 201, 400, 401, 403, 404],
  delete: [204, 400, 401, 403, 404],
};

function operations({ name }: Entity, methods: readonly string[], parameters: readonly Json[]): Json {
  return Object.fromEntries(
    methods.map((method) => [
      method,
      {
        tags: [name],
        parameters,
        responses: Object.fromEntries((statuses[method] ?? []).map((status) => [status, { description: '' }])),
      },
    ]),
  );
}

function keyParameters(entity: Entity): Json[] {
  return keyColumns(entity).map(({ exposed, type }) => ({
    name: exposed,
    in: 'path',
    required: true,
    schema: { type: type === 'text' || type === 'uuid' ? 'string' : 'number' },
  }));
}
