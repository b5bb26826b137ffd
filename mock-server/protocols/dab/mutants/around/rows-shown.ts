import { isJsonArray, isJsonObject, type Json } from '../../../../../core/json.ts';
import type { Attachment, Exchange } from '../../../../kernel/bug.ts';
import { type When, withJson } from '../../../../kernel/bugs/answer-otherwise.ts';

/** Shows other rows in the envelope. */
export function withRows(
  when: When,
  change: (rows: readonly Json[], exchange: Exchange) => readonly Json[],
): Attachment {
  return withJson(when, (body, exchange) => {
    const rows = isJsonObject(body) ? body['value'] : undefined;
    return isJsonObject(body) && isJsonArray(rows) ? { ...body, value: change(rows, exchange) } : body;
  });
}
