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
  const text = world.variant('other-error-texts') ? `Entity '${message}` : message;
  if (!world.keeps('DV-ERR-001')) return respondEmpty(status);
  const error = jsonObject([
    ...(world.mutant('errors-without-code') ? [] : [['code', shown] as const]),
    ...(world.mutant('errors-without-message') ? [] : [['message', text] as const]),
    ...(world.mutant('errors-with-inner-error')
      ? [['innererror', { message: text, type: '', stacktrace: '' }] as const]
      : []),
  ]);
  return respondData(
    world,
    status,
    jsonObject(world.mutant('errors-unwrapped') ? Object.entries(error) : [['error', error]]),
  );
}

function jsonType(world: World): string {
  if (!world.keeps('DV-HDR-005')) return 'text/plain';
  if (world.mutant('full-metadata')) return 'application/json; odata.metadata=full';
  return world.variant('more-type-parameters')
    ? 'application/json;odata.metadata=minimal;odata.streaming=true;charset=utf-8'
    : 'application/json; odata.metadata=minimal';
}
