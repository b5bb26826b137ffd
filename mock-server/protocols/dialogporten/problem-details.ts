import type { HttpResponse } from '../../../core/http.ts';
import { splitTarget } from '../../../core/http.ts';
import type { Call } from '../../kernel/call.ts';
import { respondJson } from '../../kernel/respond.ts';
import type { World } from '../../kernel/world.ts';

/** Messages by what they are about, as in the `errors` member. */
export type ErrorMap = Readonly<Record<string, readonly string[]>>;

const rfc = 'https://datatracker.ietf.org/doc/html/';

/** Statuses that have a Problem Details body. */
export type ProblemStatus = 400 | 403 | 404 | 409 | 410 | 412 | 413 | 422 | 500;

/** `type` and `title` of each refusal, as the real server words them. */
const kinds: Readonly<Record<ProblemStatus, { readonly type: string; readonly title: string }>> = {
  400: { type: `${rfc}rfc7231#section-6.5.1`, title: 'One or more validation errors occurred.' },
  403: { type: `${rfc}rfc7231#section-6.5.3`, title: 'Forbidden.' },
  404: { type: `${rfc}rfc7231#section-6.5.4`, title: 'Resource not found.' },
  409: { type: `${rfc}rfc7231#section-6.5.8`, title: 'Conflict.' },
  410: { type: `${rfc}rfc7231#section-6.5.9`, title: 'Resource no longer available.' },
  412: { type: `${rfc}rfc7232#section-4.2`, title: 'Precondition failed.' },
  413: {
    type: `${rfc}rfc7231#section-6.5.11`,
    title: 'Payload too large. The maximum allowed size is 20000000 bytes.',
  },
  422: { type: `${rfc}rfc4918#section-11.2`, title: 'Unprocessable request.' },
  500: { type: `${rfc}rfc7231#section-6.6.1`, title: 'An error occurred while processing the request.' },
};

/** Media type of Problem Details (RFC 9457 §3). */
const problemType = 'application/problem+json; charset=utf-8';
/** Media type of everything else. */
export const jsonType = 'application/json; charset=utf-8';

/** A refusal as Problem Details. `errors` is left out for statuses that have none. */
export function problem(status: ProblemStatus, { request, world }: Call, errors?: ErrorMap): HttpResponse {
  const { type, title } = kinds[status];
  const worded = errors && world.variant('other-error-texts') ? reworded(errors) : errors;
  const texts = worded && world.variant('several-messages') ? prefaced(worded) : worded;
  const body = {
    type,
    title: world.variant('other-error-texts') ? `Sorry: ${title}` : title,
    status,
    ...(status === 500 ? { detail: 'Something went wrong during the request.' } : {}),
    instance: splitTarget(request.target).path,
    ...(texts ? { errors: texts } : {}),
    traceId: traceId(world),
  };
  if (status === 412) world.cites('DP-ERR-005');
  if (status === 413 || status === 500) return respondJson(status, jsonType, body);
  world.cites('DP-ERR-001');
  return respondJson(status, problemType, body);
}

/** A fresh W3C trace context identifier. */
export function traceId(world: World): string {
  const hex = (): string => world.uuid(4).replaceAll('-', '');
  return `00-${hex()}-${hex().slice(0, 16)}-00`;
}

function reworded(errors: ErrorMap): ErrorMap {
  return Object.fromEntries(
    Object.entries(errors).map(([name, texts]) => [name, texts.map((text) => `${text} (See the log.)`)]),
  );
}

function prefaced(errors: ErrorMap): ErrorMap {
  return Object.fromEntries(Object.entries(errors).map(([name, texts]) => [name, ['This is wrong.', ...texts]]));
}

/** 400 as MVC words it when a part of a PATCH request cannot be bound: no `instance`. */
export function bindingProblem(world: World, errors: ErrorMap): HttpResponse {
  return respondJson(400, problemType, {
    errors,
    type: 'https://tools.ietf.org/html/rfc9110#section-15.5.1',
    title: 'One or more validation errors occurred.',
    status: 400,
    traceId: traceId(world),
  });
}

/** 404: no such dialog, activity or transmission for this caller. */
export function notFound(call: Call, id: string, entity = 'DialogEntity'): HttpResponse {
  return problem(404, call, {
    [entity]: [`Entity '${entity}' with the following key(s) was not found: (${id}).`],
  });
}

/** 410: the dialog was deleted. */
export function gone(call: Call, id: string): HttpResponse {
  return problem(410, call, {
    DialogEntity: [`Entity 'DialogEntity' with the following key(s) is removed: (${id}).`],
  });
}

/** 403 with a reason. */
export function forbidden(call: Call, reason: string): HttpResponse {
  return problem(403, call, { Forbidden: [reason] });
}
