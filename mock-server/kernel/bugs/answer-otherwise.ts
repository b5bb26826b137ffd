import type { HeaderField, HttpResponse } from '../../../core/http.ts';
import type { Json } from '../../../core/json.ts';
import { type Attachment, around, type Exchange } from '../bug.ts';
import { changeJsonBody } from '../change-json-body.ts';

/** When a bug shows; see {@link around}. */
export type When = (exchange: Exchange) => boolean;

/** Answers something else; what was written stays. */
export function answering(when: When, answer: (exchange: Exchange) => HttpResponse): Attachment {
  return around(when, answer);
}

/** Sends the same answer under another status. */
export function withStatus(status: number, when: When): Attachment {
  return around(when, ({ response }) => ({ ...response, status }));
}

/** Sends the same answer without this header field. */
export function withoutHeader(name: string, when: When): Attachment {
  return around(when, ({ response }) => ({
    ...response,
    headers: response.headers.filter(([field]) => field.toLowerCase() !== name.toLowerCase()),
  }));
}

/** Sends the same answer with this field in place of those of the same name. */
export function withHeader([name, value]: HeaderField, when: When): Attachment {
  return around(when, ({ response }) => ({
    ...response,
    headers: [...response.headers.filter(([field]) => field.toLowerCase() !== name.toLowerCase()), [name, value]],
  }));
}

/** Sends the same answer with another JSON body. */
export function withJson(when: When, change: (body: Json, exchange: Exchange) => Json): Attachment {
  return around(when, (exchange) => changeJsonBody(exchange.response, (body) => change(body, exchange)));
}
