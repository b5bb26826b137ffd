import type { Json, JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { type Entity, keyColumns } from '../model/entity.ts';

/**
 * The OpenAPI document: every path with its methods and statuses. Schemas of rows are left to the tables. From 2.0 on
 * PUT and PATCH need no key in the URL where all of it is generated.
 */
export function describeEndpoint(
  info: { readonly title: string; readonly version: string },
  basePath: string,
  entities: readonly Entity[],
  world: World,
): Json {
  const hasKeyless = world.edition !== 'v1';
  const paths = entities.flatMap((entity) => {
    const key = keyColumns(entity).map(({ exposed }) => `${exposed}/{${exposed}}`);
    return [
      [
        `/${entity.path}/${key.join('/')}`,
        { ...operations(entity, ['get', 'put', 'patch', 'delete'], world), parameters: keyParameters(entity) },
      ],
      [
        `/${entity.path}`,
        operations(entity, hasKeyless && isAllGenerated(entity) ? [...list, 'put', 'patch'] : list, world),
      ],
    ] as const;
  });
  const described = world.mutant('description-without-key-paths')
    ? paths.filter(([path]) => !path.includes('{'))
    : paths;
  return { openapi: '3.0.4', info, servers: [{ url: basePath }], paths: Object.fromEntries(described) };
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

/** Where the product takes a parameter of a read, and of what type. */
const readParameters: readonly (readonly [name: string, at: string, type: string])[] = [
  ['X-MS-API-ROLE', 'header', 'string'],
  ['Authorization', 'header', 'string'],
  ['$select', 'query', 'string'],
  ['$filter', 'query', 'string'],
  ['$orderby', 'query', 'string'],
  ['$first', 'query', 'integer'],
  ['$after', 'query', 'string'],
];

function operations({ name }: Entity, methods: readonly string[], world: World): JsonObject {
  const ofReads = world.mutant('description-without-parameters') ? [] : readParameters;
  return Object.fromEntries(
    methods.map((method) => [
      method,
      {
        tags: [name],
        parameters: (method === 'get' ? ofReads : []).map(([called, at, type]) => ({
          name: called,
          in: at,
          schema: { type },
        })),
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
