import { emptyBody } from '../../../../core/http.ts';
import { isJsonObject, type Json, jsonObject } from '../../../../core/json.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import type { Attachment, Exchange } from '../../../kernel/bug.ts';
import { answering, changingMember, type When, withJson } from '../../../kernel/bugs/answer-otherwise.ts';
import { membersOf, withMembers, withText } from '../../../kernel/bugs/other-request.ts';
import { carryingOut, refusing, taking } from '../../../kernel/bugs/write-otherwise.ts';
import { isRefused } from '../../../kernel/refused.ts';
import type { Refusal } from '../refusal.ts';
import { respondData, respondNothing, respondRefusal, withVersion } from '../respond.ts';
import { readChanges } from '../write/read-changes.ts';
import { callOf, tableOf } from './exchanges.ts';

/** Carries out nothing, and refuses. */
export function refusingWith(when: When, refusal: (exchange: Exchange) => Refusal): Attachment {
  return refusing(when, (exchange) => respondRefusal(exchange.world, refusal(exchange)));
}

/** Answers 204 instead of a refusal. */
export function answeringNothing(when: When): Attachment {
  return answering(when, ({ world }) => withVersion(world, respondNothing(world)));
}

/** Answers an empty object under this status, with the headers that the answer has. */
export function answeringEmptyObject(status: number, when: When): Attachment {
  return answering(when, ({ response, world }) => respondData(world, status, {}, response.headers));
}

/** Answers without a body. */
export function withoutBody(when: When): Attachment {
  return answering(when, ({ response }) => ({
    ...response,
    headers: response.headers.filter(([name]) => name !== 'Content-Type'),
    body: emptyBody,
  }));
}

/** Says something else about what is wrong. */
export function saying(when: When, message: (exchange: Exchange) => string): Attachment {
  return changingMember('message', when, (_message, exchange) => message(exchange));
}

/** Shows a row without a member. */
export function withoutMember(when: When, name: (exchange: Exchange) => string): Attachment {
  return withJson(when, (body, exchange) =>
    isJsonObject(body) ? jsonObject(Object.entries(body).filter(([member]) => member !== name(exchange))) : body,
  );
}

/** Takes members for sent that are not. */
export function takingAsSent(when: When, members: (exchange: Exchange) => Readonly<Record<string, Json>>): Attachment {
  return taking(when, (exchange) =>
    withText(exchange.request, stringifyJson({ ...members(exchange), ...membersOf(exchange.request) })),
  );
}

/** Overlooks some of the members that are sent. */
export function overlooking(
  when: When,
  overlooks: (name: string, value: Json, exchange: Exchange) => boolean,
): Attachment {
  return taking(when, (exchange) =>
    withMembers(exchange.request, (name, value) => (overlooks(name, value, exchange) ? [] : [[name, value]])),
  );
}

/** Refuses a body, and stores what is valid of it. */
export function storingWhatIsValid(when: When): Attachment {
  return carryingOut(when, (exchange) => {
    const call = callOf(exchange);
    const table = tableOf(exchange);
    return withMembers(exchange.request, (name, value) =>
      isRefused(readChanges(call, table, { [name]: value })) ? [] : [[name, value]],
    );
  });
}
