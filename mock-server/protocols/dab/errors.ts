import type { HeaderField, HttpResponse } from '../../../core/http.ts';
import { utf8 } from '../../../core/http.ts';
import type { Json } from '../../../core/json.ts';
import { stringifyJson } from '../../../core/stringify-json.ts';
import { respondEmpty } from '../../kernel/respond.ts';
import type { World } from '../../kernel/world.ts';
import { contentType } from './read/content-type.ts';

/** Names of the product's sub-status codes that can be reached here. */
export type SubStatusCode =
  | 'AuthorizationCheckFailed'
  | 'BadRequest'
  | 'DatabaseOperationFailed'
  | 'DatabasePolicyFailure'
  | 'EntityNotFound'
  | 'GlobalMcpEndpointDisabled'
  | 'InvalidIdentifierField'
  | 'ItemNotFound'
  | 'UnexpectedError';

/** The end of a request: an answer that refuses it. */
export interface Refusal {
  readonly refusal: HttpResponse;
}

/** Texts the vendor page prints. All others are the product's own, and another server may word them otherwise. */
export const pageTexts = {
  badTag: "Etags not supported, use '*'",
  noUpdate: 'No Update could be performed, record not found',
} as const;

/** Is this the end of the request? */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'refusal');
}

/** Refuses with the product's envelope, or in edition "documented" with the page's {"error": "text"}. */
export function refuse(world: World, status: number, code: SubStatusCode, message: string): Refusal {
  const shown = wordedBy(world, message);
  const body: Json =
    world.edition === 'documented' ? documentedError(world, shown) : errorEnvelope(world, status, code, shown);
  return { refusal: { status, headers: contentType(world), body: utf8(escapeLikeDotNet(stringifyJson(body))) } };
}

/** Refuses without a body. */
export function refuseEmpty(status: number, headers: readonly HeaderField[] = []): Refusal {
  return { refusal: respondEmpty(status, headers) };
}

/** Refuses for a fault of the request: 400 BadRequest. */
export function refuseBad(world: World, message: string): Refusal {
  return refuse(world, 400, 'BadRequest', message);
}

/** Refuses for want of permission. */
export function refuseForbidden(
  world: World,
  code: 'AuthorizationCheckFailed' | 'DatabasePolicyFailure' = 'AuthorizationCheckFailed',
): Refusal {
  return refuse(world, 403, code, 'Authorization Failure: Access Not Allowed.');
}

/** What becomes of a failure the product does not handle. */
export function refuseUnexpected(world: World): Refusal {
  return refuse(
    world,
    500,
    'UnexpectedError',
    'While processing your request the server ran into an unexpected error.',
  );
}

function wordedBy(world: World, message: string): string {
  if (world.mutant('errors-without-text') || world.mutant('page-errors-without-text')) return 'Request failed.';
  return message;
}

function errorEnvelope(world: World, status: number, code: SubStatusCode, message: string): Json {
  if (!world.keeps('DAB-ENV-002')) return { error: message };
  if (world.mutant('error-with-extra-member')) return { error: { code, message, status, detail: null } };
  const named = world.keeps('DAB-ENV-003') ? code : 'Oops';
  return { error: { code: named, message, status: world.mutant('error-status-is-500') ? 500 : status } };
}

function documentedError(world: World, message: string): Json {
  return world.keeps('DAB-DOC-002') ? { error: message } : { message };
}

/** The default .NET encoder: quotes, angle brackets, "&", "+", "`" and all that is not ASCII are escaped. */
function escapeLikeDotNet(json: string): string {
  const unicode = (char: string): string => `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  return json.replaceAll('\\"', '\\u0022').replaceAll(/['<>&+`\u007f-\uffff]/g, unicode);
}
