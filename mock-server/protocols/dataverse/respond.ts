import { anyGuid } from '../../../core/guid.ts';
import { type HeaderField, type HttpResponse, headerValue } from '../../../core/http.ts';
import { type Json, jsonObject } from '../../../core/json.ts';
import { respondEmpty, respondJson } from '../../kernel/respond.ts';
import type { World } from '../../kernel/world.ts';
import { includes } from './read/annotate.ts';
import type { Refusal } from './refusal.ts';

/** A 204. */
export function respondNothing(world: World, headers: readonly HeaderField[] = []): HttpResponse {
  world.cites('DV-HDR-006');
  return respondEmpty(204, headers);
}

/** An answer with JSON in it. */
export function respondData(
  world: World,
  status: number,
  value: Json,
  headers: readonly HeaderField[] = [],
): HttpResponse {
  world.cites('DV-HDR-005', 'DV-HDR-013');
  if (headerValue(headers, 'ETag') !== undefined) world.cites('DV-GET-012');
  if (headerValue(headers, 'Preference-Applied') !== undefined) world.cites('DV-PRF-015');
  return respondJson(status, jsonType(world), value, headers);
}

/** A refusal in the error format of the Web API, ready to be sent. */
export function respondRefusal(
  world: World,
  { refused: { status, code, message } }: Refusal,
  annotations?: string,
): HttpResponse {
  world.cites('DV-ERR-001');
  const text = errorText(world, message);
  if (status === 405 && world.variant('errors-before-the-api'))
    return withVersion(world, respondData(world, status, jsonObject([['Message', text]])));
  // The code is often empty in documents, a number in reality.
  const shown = world.edition === 'documented' || world.variant('empty-error-codes') ? '' : code;
  const error = jsonObject([
    ['code', shown],
    ['message', text],
    ...errorAnnotations(world, code, message).filter(
      ([term]) => annotations !== undefined && includes(annotations, term.slice(1)),
    ),
  ]);
  return withVersion(world, respondData(world, status, jsonObject([['error', error]])));
}

/** The answer with the version of OData in it, as each has it. */
export function withVersion(world: World, answer: HttpResponse): HttpResponse {
  if (answer.status < 400) world.cites('DV-HDR-001');
  else world.cites([400, 404, 412].includes(answer.status) ? 'DV-HDR-017' : 'DV-HDR-012', 'DV-HDR-020');
  return { ...answer, headers: [...answer.headers, ['OData-Version', '4.0']] };
}

/** What an error says besides to those who ask for annotations (compose page, details from errors). */
function errorAnnotations(world: World, code: string, message: string): readonly (readonly [string, string])[] {
  if (!world.features.has('annotations')) return [];
  return [
    ['@Microsoft.PowerApps.CDS.ErrorDetails.OperationStatus', '0'],
    ['@Microsoft.PowerApps.CDS.ErrorDetails.SubErrorCode', ''],
    [
      '@Microsoft.PowerApps.CDS.HelpLink',
      `https://go.microsoft.com/fwlink/?LinkID=398563&error=${encodeURIComponent(code)}`,
    ],
    ['@Microsoft.PowerApps.CDS.TraceText', ''],
    ['@Microsoft.PowerApps.CDS.InnerError.Message', message],
  ];
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
  if (world.variant('other-type-spelling')) return 'Application/JSON;OData.Metadata="minimal" ; charset=utf-8';
  return world.variant('more-type-parameters')
    ? 'application/json;odata.metadata=minimal;odata.streaming=true;charset=utf-8'
    : 'application/json; odata.metadata=minimal';
}
