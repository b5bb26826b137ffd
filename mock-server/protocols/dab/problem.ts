import { type HttpResponse, utf8 } from '../../../core/http.ts';
import type { Json } from '../../../core/json.ts';
import { stringifyJson } from '../../../core/stringify-json.ts';
import type { World } from '../../kernel/world.ts';

const sections: Readonly<Record<number, string>> = { 400: '15.5.1', 404: '15.5.5' };

/** The problem details of the framework below the product, which some requests never get past. */
export function respondProblem(
  status: number,
  { title, ...more }: { readonly title: string } & Readonly<Record<string, Json>>,
  world: World,
): HttpResponse {
  const trace = world.uuid(4).replaceAll('-', '');
  const span = world.uuid(4).replaceAll('-', '').slice(0, 16);
  const body = {
    type: `https://tools.ietf.org/html/rfc9110#section-${sections[status]}`,
    title,
    status,
    ...more,
    traceId: `00-${trace}-${span}-00`,
  };
  return {
    status,
    headers: [['Content-Type', 'application/json; charset=utf-8']],
    body: utf8(stringifyJson(body)),
  };
}
