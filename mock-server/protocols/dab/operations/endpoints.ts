import { type HttpRequest, type HttpResponse, splitTarget, utf8 } from '../../../../core/http.ts';
import type { Json } from '../../../../core/json.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import type { Refused } from '../../../kernel/refused.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import type { World } from '../../../kernel/world.ts';
import { refuse } from '../errors.ts';
import { configurationOf } from '../model/configuration.ts';
import { respondProblem } from '../problem.ts';
import { describeEndpoint } from './describe-endpoint.ts';

const releases: Readonly<Record<string, string>> = { v1: '1.7.93', 'v2.1': '2.1.0' };

/** What the product answers beside the entities: health, OpenAPI, and endpoints that are switched off. */
export function respondBeside(request: HttpRequest, world: World): HttpResponse | Refused | undefined {
  const { path } = splitTarget(request.target);
  const description = `${configurationOf(world).basePath}/openapi`;
  if (path.startsWith(`${description}/`) && world.edition !== 'v1')
    return respondRoleOpenApi(path.slice(description.length + 1), world);
  switch (path) {
    case description:
      return respondOpenApi('', world);
    case '/':
      return respondHealth(world);
    case '/health':
      return respondDetailedHealth(world);
    case '/graphql':
      return respondEmpty(404);
    case '/mcp':
      return refuse(world, 404, 'GlobalMcpEndpointDisabled', 'Route mcp was not found.');
    case '/favicon.ico':
      return respondProblem(404, { title: 'Not Found' }, world);
  }
  return undefined;
}

/** A short health answer, told to everybody. */
function respondHealth(world: World): HttpResponse {
  world.cites('DAB-RTE-009');
  const headers = [
    ['Content-Type', 'application/json; charset=utf-8'],
    ['Cache-Control', 'no-store, no-cache'],
  ] as const;
  return { status: 200, headers, body: indented(health(world)) };
}

/** The long one has no Content-Type, and in production no answer for anonymous callers. Configuration and checks are left out. */
function respondDetailedHealth(world: World): HttpResponse {
  if (world.features.has('production-messages')) return respondEmpty(403);
  return { status: 200, headers: [], body: indented(health(world)) };
}

function releaseOf({ edition }: World): string {
  return releases[edition] ?? '2.0.9';
}

function health(world: World): Readonly<Record<string, Json>> {
  const version = releaseOf(world);
  return { status: 'Healthy', version, 'app-name': `dab_oss_${version}` };
}

/** From 2.0 on the endpoint is also described for one role. */
function respondRoleOpenApi(role: string, world: World): HttpResponse {
  // Only what an entity names is a role here: 'authenticated' has the rights of 'anonymous' and need not be named.
  const isKnown =
    role === 'anonymous' || configurationOf(world).entities.some(({ roles }) => roles[role] !== undefined);
  if (isKnown) return respondOpenApi(` - ${role}`, world);
  const detail = `Role '${role}' is not present in the configuration.`;
  return respondProblem(404, { title: 'Not Found', detail }, world);
}

/** The description of the endpoint, with what its title says of a role. */
function respondOpenApi(whose: string, world: World): HttpResponse {
  const { basePath, entities } = configurationOf(world);
  const title = `Data API builder - REST Endpoint${whose}`;
  const version = releaseOf(world);
  return {
    status: 200,
    headers: [['Content-Type', 'application/json']],
    body: indented(
      describeEndpoint({
        info: { title, version },
        basePath,
        entities,
        strict: !world.features.has('lenient-body'),
        recent: world.edition !== 'v1',
      }),
    ),
  };
}

function indented(value: Json): Uint8Array {
  return utf8(stringifyJson(value, 2));
}
