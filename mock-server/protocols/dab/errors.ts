import type { HeaderField } from '../../../core/http.ts';
import { utf8 } from '../../../core/http.ts';
import type { Json } from '../../../core/json.ts';
import { stringifyJson } from '../../../core/stringify-json.ts';
import { type Refused, refusedWith } from '../../kernel/refused.ts';
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

/** Texts the vendor page prints. All others are the product's own, and another server may word them otherwise. */
export const pageTexts = {
  badTag: "Etags not supported, use '*'",
  noUpdate: 'No Update could be performed, record not found',
} as const;

/** Refuses with the product's envelope, or in edition "documented" with the page's {"error": "text"}. */
export function refuse(world: World, status: number, code: SubStatusCode, message: string): Refused {
  const flat = world.edition === 'documented';
  world.cites(...(flat ? ['DAB-DOC-002'] : ['DAB-ENV-002', 'DAB-ENV-003']));
  const body: Json = { error: flat ? message : { code, message, status } };
  return refusedWith({ status, headers: contentType(world), body: utf8(escapeLikeDotNet(stringifyJson(body))) });
}

/** Refuses without a body. */
export function refuseEmpty(status: number, headers: readonly HeaderField[] = []): Refused {
  return refusedWith(respondEmpty(status, headers));
}

/** Refuses for a fault of the request: 400 BadRequest. */
export function refuseBad(world: World, message: string): Refused {
  return refuse(world, 400, 'BadRequest', message);
}

/** Refuses for want of permission. */
export function refuseForbidden(
  world: World,
  code: 'AuthorizationCheckFailed' | 'DatabasePolicyFailure' = 'AuthorizationCheckFailed',
): Refused {
  return refuse(world, 403, code, 'Authorization Failure: Access Not Allowed.');
}

/** What becomes of a failure the product does not handle. */
export function refuseUnexpected(world: World): Refused {
  return refuse(
    world,
    500,
    'UnexpectedError',
    'While processing your request the server ran into an unexpected error.',
  );
}

/** The default .NET encoder: quotes, angle brackets, "&", "+", "`" and all that is not ASCII are escaped. */
function escapeLikeDotNet(json: string): string {
  const unicode = (char: string): string => `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  return json.replaceAll('\\"', '\\u0022').replaceAll(/['<>&+`\u007f-\uffff]/g, unicode);
}
