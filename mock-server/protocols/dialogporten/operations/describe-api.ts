import type { HttpResponse } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { respondJson } from '../../../kernel/respond.ts';
import type { Route } from '../../../kernel/router.ts';
import type { World } from '../../../kernel/world.ts';

/** Titles of the documents by their names: all together, and what is for service owners. */
const titles: Readonly<Record<string, string>> = { v1: 'Dialogporten', 'v1.serviceowner': 'Dialogporten ServiceOwner' };

/**
 * The OpenAPI document at an address, for anybody: the paths that this server has, with their methods and parameters. Schemas are left to the
 * document that Dialogporten publishes. Undefined: nothing is described there.
 */
export function describeApi(
  method: string,
  path: string,
  routes: readonly Pick<Route<unknown>, 'method' | 'template'>[],
  world: World,
): HttpResponse | undefined {
  const [, name = ''] = /^\/swagger\/([^/]+)\/swagger\.json$/i.exec(path) ?? [];
  const title = titles[name.toLowerCase()];
  if (title === undefined || method !== 'GET') return undefined;
  world.unmodelled('schemas');
  const paths: Record<string, JsonObject> = {};
  for (const route of routes) {
    const parameters = [...route.template.matchAll(/\{(\w+)\}/g)].map(([, parameter = '']) => ({
      name: parameter,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    }));
    paths[route.template] = { ...paths[route.template], [route.method.toLowerCase()]: { parameters, responses: {} } };
  }
  return respondJson(200, 'application/json; charset=utf-8', {
    openapi: '3.0.0',
    info: { title, version: 'v1' },
    paths,
  });
}
