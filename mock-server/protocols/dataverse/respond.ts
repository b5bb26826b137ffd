import { anyGuid } from '../../../core/guid.ts';
import type { HeaderField, HttpResponse } from '../../../core/http.ts';
import { type Json, jsonObject } from '../../../core/json.ts';
import { respondEmpty, respondJson } from '../../kernel/respond.ts';
import type { World } from '../../kernel/world.ts';
import type { Refusal } from './refusal.ts';

/** A 204. */
export function respondNothing(world: World, headers: readonly HeaderField[] = []): HttpResponse {
  if (!world.keeps('DV-HDR-006')) return respondJson(204, 'application/json', {}, headers);
  return respondEmpty(204, headers);
}

/** An answer with JSON in it. */
export function respondData(
  world: World,
  status: number,
  value: Json,
  headers: readonly HeaderField[] = [],
): HttpResponse {
  return respondJson(status, jsonType(world), value, headers);
}

/** A refusal in the error format of the Web API. Its code is often empty in documents, a number in reality. */
export function respondRefusal(world: World, { status, code, message }: Refusal): HttpResponse {
  const shown = world.edition === 'documented' || world.variant('empty-error-codes') ? '' : code;
  const text = errorText(world, message);
  if (!world.keeps('DV-ERR-001')) return respondEmpty(status);
  if (status === 405 && world.variant('errors-before-the-api'))
    return respondData(world, status, jsonObject([['Message', text]]));
  const error = jsonObject([
    ...(world.mutant('errors-without-code') ? [] : [['code', shown] as const]),
    ...(world.mutant('errors-without-message') ? [] : [['message', text] as const]),
    ...(world.mutant('errors-with-inner-error')
      ? [['innererror', { message: text, type: '', stacktrace: '' }] as const]
      : []),
  ]);
  const body = jsonObject(world.mutant('errors-unwrapped') ? Object.entries(error) : [['error', error]]);
  if (world.mutant('errors-as-plain-text')) return respondJson(status, 'text/plain', body);
  return respondData(world, status, body);
}

/** The message as this caller reads it. In another language names and ids are all that stays. */
function errorText(world: World, message: string): string {
  if (world.variant('other-error-texts')) return `Entity '${message}`;
  if (!world.variant('localised-errors')) return message;
  const facts = message
    .split(/('[^']+')/)
    .flatMap((part) => (part.startsWith("'") ? [part] : (part.match(anyGuid) ?? [])));
  return ['Det gick inte att utföra begäran.', ...facts].join(' ');
}

function jsonType(world: World): string {
  if (!world.keeps('DV-HDR-005')) return 'text/plain';
  if (!world.keeps('DV-HDR-013')) return 'application/json; odata.metadata=full';
  if (world.variant('other-type-spelling')) return 'Application/JSON;OData.Metadata="minimal" ; charset=utf-8';
  return world.variant('more-type-parameters')
    ? 'application/json;odata.metadata=minimal;odata.streaming=true;charset=utf-8'
    : 'application/json; odata.metadata=minimal';
}
