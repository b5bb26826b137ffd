import { emptyBody, type HeaderField, type HttpResponse, headerValue } from '../../../core/http.ts';
import { isJsonArray, isJsonObject, type Json, jsonObject } from '../../../core/json.ts';
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

/** Sends the same status and header fields without the body, and without the fields that describe it. */
export function withoutBody(when: When): Attachment {
  return around(when, ({ response }) => ({
    ...response,
    headers: response.headers.filter(([field]) => !/^content-(type|length)$/i.test(field)),
    body: emptyBody,
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

/** Sends the same answer with another value in this header field, where it has one. */
export function changingHeader(
  name: string,
  when: When,
  change: (value: string, exchange: Exchange) => string,
): Attachment {
  const has: When = ({ response }) => headerValue(response.headers, name) !== undefined;
  return around(
    (exchange) => has(exchange) && when(exchange),
    (exchange) => ({
      ...exchange.response,
      headers: exchange.response.headers.map(([field, value]) =>
        field.toLowerCase() === name.toLowerCase()
          ? ([field, change(value, exchange)] as const)
          : ([field, value] as const),
      ),
    }),
  );
}

/** Sends the same answer with something else in this member of its JSON, at any depth, where it has one. */
export function changingMember(
  name: string,
  when: When,
  change: (value: Json, exchange: Exchange) => Json,
): Attachment {
  return withJson(when, (body, exchange) =>
    changeMembers(body, (member, value) => (member === name ? change(value, exchange) : value)),
  );
}

/** The same JSON with other values in its members, from the innermost outwards. */
export function changeMembers(json: Json, change: (name: string, value: Json) => Json): Json {
  if (isJsonArray(json)) return json.map((item) => changeMembers(item, change));
  if (!isJsonObject(json)) return json;
  return jsonObject(Object.entries(json).map(([name, value]) => [name, change(name, changeMembers(value, change))]));
}
