import { type HeaderField, utf8 } from '../../core/http.ts';
import type { Json } from '../../core/json.ts';
import { stringifyJson } from '../../core/stringify-json.ts';
import type { Rival } from './workbench.ts';
import type { Principal } from './world.ts';

/** A change by somebody else, as the request that makes it. `sets`: the member that it changes, and its value. */
export function jsonRival(
  method: string,
  target: string,
  body: Json,
  {
    by,
    sets: [member, value],
    type = 'application/json',
    headers = [],
  }: {
    readonly by: Principal;
    readonly sets: readonly [member: string, value: Json];
    readonly type?: string;
    readonly headers?: readonly HeaderField[];
  },
): Rival {
  return {
    by,
    member,
    value,
    request: { method, target, headers: [['Content-Type', type], ...headers], body: utf8(stringifyJson(body)) },
  };
}
