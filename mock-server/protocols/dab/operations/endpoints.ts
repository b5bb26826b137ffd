import { type HttpRequest, type HttpResponse, splitTarget, utf8 } from '../../../../core/http.ts';
import type { Json } from '../../../../core/json.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import type { World } from '../../../kernel/world.ts';
import { type Refusal, refuse } from '../errors.ts';
import { configurationOf } from '../model/configuration.ts';
import { respondProblem } from '../problem.ts';
import { describeEndpoint } from './describe-endpoint.ts';

const releases: Readonly<Record<string, string>> = { v1: '1.7.93', 'v2.1': '2.1.0' };

/** What the product answers beside the entities: health, OpenAPI, and endpoints that are switched off. */
export function respondBeside(request: HttpRequest, world: World): HttpResponse | Refusal | undefined {
  if (request.method !== 'GET') return undefined;
  const { path } = splitTarget(request.target);
  const { basePath } = configurationOf(world);
  if (path.startsWith(`${basePath}/openapi`)) return respondOpenApi(path.slice(basePath.length + 8), world);
  switch (path) {
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
    default:
      return undefined;
  }
}

/** A short health answer, told to everybody. */
function respondHealth(world: World): HttpResponse {
  if (!world.keeps('DAB-RTE-009')) return respondEmpty(404);
  const headers = [
    ['Content-Type', 'application/json; charset=utf-8'],
    ['Cache-Control', 'no-store, no-cache'],
  ] as const;
  return { status: 200, headers, body: indented(health(world)) };
}

/** The long one has no Content-Type, and in production none for anonymous callers. */
function respondDetailedHealth(world: World): HttpResponse {
  if (world.features.has('production-messages')) return respondEmpty(403);
  const body = { ...health(world), timestamp: new Date(world.now()).toISOString(), currentRole: 'authenticated' };
  return { status: 200, headers: [], body: indented({ ...body, checks: [] }) };
}

function releaseOf({ edition }: World): string {
  return releases[edition] ?? '2.0.9';
}

function health(world: World): Readonly<Record<string, Json>> {
  const version = releaseOf(world);
  return { status: 'Healthy', version, 'app-name': `dab_oss_${version}` };
}

/** The description of the endpoint; from 2.0 on also for one role. */
function respondOpenApi(below: string, world: World): HttpResponse | undefined {
  const { basePath, entities } = configurationOf(world);
  const role = /^\/([^/]+)$/.exec(below)?.[1];
  if (below !== '' && (role === undefined || world.edition === 'v1')) return undefined;
  if (world.mutant('no-description')) return undefined;
  if (role !== undefined && world.mutant('no-description-for-roles')) return undefined;
  const isKnown =
    role === undefined ||
    ['anonymous', 'authenticated'].includes(role) ||
    entities.some(({ roles }) => roles[role] !== undefined) ||
    world.mutant('description-for-any-role');
  if (!isKnown)
    return respondProblem(
      404,
      { title: 'Not Found', detail: `Role '${role}' is not present in the configuration.` },
      world,
    );
  const title = `Data API builder - REST Endpoint${role === undefined ? '' : ` - ${role}`}`;
  const version = world.mutant('description-of-another-release') ? '0.0.0' : releaseOf(world);
  return {
    status: 200,
    headers: [['Content-Type', 'application/json']],
    body: indented(describeEndpoint({ title, version }, basePath, entities, world)),
  };
}

function indented(value: Json): Uint8Array {
  return utf8(stringifyJson(value, 2));
}
