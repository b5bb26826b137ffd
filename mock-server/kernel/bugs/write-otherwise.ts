import type { HttpRequest, HttpResponse } from '../../../core/http.ts';
import { type Attachment, around, type Exchange } from '../bug.ts';
import type { When } from './answer-otherwise.ts';

/** Answers as it should, and keeps nothing of what it wrote. */
export function losing(when: When): Attachment {
  return around(when, ({ response, undo }) => {
    undo();
    return response;
  });
}

/** Answers as it should, and writes something more, or something else. */
export function writing(when: When, write: (exchange: Exchange) => void): Attachment {
  return around(when, (exchange) => {
    write(exchange);
    return exchange.response;
  });
}

/** Answers as it should, and carries out another request: a refused write that is done all the same. */
export function carryingOut(when: When, other: (exchange: Exchange) => HttpRequest): Attachment {
  return around(when, (exchange) => {
    exchange.instead(other(exchange));
    return exchange.response;
  });
}

/** Takes a request for another one, and answers that. */
export function taking(when: When, other: (exchange: Exchange) => HttpRequest): Attachment {
  return around(when, (exchange): HttpResponse => exchange.instead(other(exchange)));
}

/** The request without a header field. */
export function withoutField(request: HttpRequest, name: string): HttpRequest {
  return { ...request, headers: request.headers.filter(([field]) => field.toLowerCase() !== name.toLowerCase()) };
}

/** Does not carry out what a sound server does, and answers this. */
export function refusing(when: When, answer: (exchange: Exchange) => HttpResponse): Attachment {
  return around(when, (exchange) => {
    exchange.undo();
    return answer(exchange);
  });
}
