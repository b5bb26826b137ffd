import { decodeUtf8, type HttpResponse } from '../../../../../core/http.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../../../core/json.ts';
import { parseJson } from '../../../../../core/parse-json.ts';
import { type Attachment, around, type Exchange } from '../../../../kernel/bug.ts';
import { answering, type When } from '../../../../kernel/bugs/answer-otherwise.ts';
import { quiet } from '../../../../kernel/bugs/quiet.ts';
import { refusing } from '../../../../kernel/bugs/write-otherwise.ts';
import { changeJsonBody } from '../../../../kernel/change-json-body.ts';
import type { Refused } from '../../../../kernel/refused.ts';
import { respondEmpty } from '../../../../kernel/respond.ts';
import type { World } from '../../../../kernel/world.ts';
import { refuse, refuseUnexpected, type SubStatusCode } from '../../errors.ts';
import { correlate } from '../../read/correlate.ts';

/** What a refusal says of itself. */
export interface Told {
  readonly status: number;
  readonly code: SubStatusCode;
  readonly message: string;
}

/** A key that cannot be read, taken for a row that is not there. */
export const asNotFound: Partial<Told> = { status: 404, code: 'EntityNotFound' };

/** The member "error" of a refusal; the page's is a text. Undefined: no refusal with a body. */
function errorOf({ status, body }: HttpResponse): Json | undefined {
  if (status < 400 || body[0] !== 0x7b) return undefined;
  const json = parseJson(decodeUtf8(body));
  return isJsonObject(json) ? json['error'] : undefined;
}

/** The code of a refusal, if it has one. */
export function codeOf(response: HttpResponse): Json | undefined {
  const error = errorOf(response);
  return isJsonObject(error) ? error['code'] : undefined;
}

/** The message of a refusal; "" when it has none. */
export function messageOf(response: HttpResponse): string {
  const error = errorOf(response);
  const message = isJsonObject(error) ? error['message'] : error;
  return typeof message === 'string' ? message : '';
}

/** Does the sound server refuse with such a text? */
export function saying(text: RegExp): When {
  return ({ response }) => response.status >= 400 && text.test(messageOf(response));
}

/** Changes the error object of a refusal. */
export function withError(when: When, change: (error: JsonObject, exchange: Exchange) => Json): Attachment {
  return around(when, (exchange) =>
    changeJsonBody(exchange.response, (body) => {
      const error = isJsonObject(body) ? body['error'] : undefined;
      return isJsonObject(error) ? { error: change(error, exchange) } : body;
    }),
  );
}

/** Refuses as the sound server does, and says something else of it. */
export function refusedAs(when: When, told: Partial<Told>): Attachment {
  return around(
    (exchange) => exchange.response.status >= 400 && when(exchange),
    ({ response }) => {
      const reworded = changeJsonBody(response, (body) => {
        const error = isJsonObject(body) ? body['error'] : undefined;
        return { error: isJsonObject(error) ? { ...error, ...told } : (told.message ?? error ?? null) };
      });
      return { ...reworded, status: told.status ?? response.status };
    },
  );
}

/** Refuses what the sound server may have done, or refused otherwise. */
export function refusingWith(when: When, refusal: Refused | ((world: World) => Refused)): Attachment {
  return refusing(when, ({ request, world }) => {
    const { refused } = typeof refusal === 'function' ? refusal(quiet(world)) : refusal;
    return correlate(request, refused, quiet(world));
  });
}

/** The same, with 400. */
export function refusingBad(when: When, message: string): Attachment {
  return refusingWith(when, (world) => refuse(world, 400, 'BadRequest', message));
}

/** Fails in a way that nobody handles. */
export function failing(when: When): Attachment {
  return refusingWith(when, refuseUnexpected);
}

/** Answers without a body, whatever was to be shown. */
export function answeringEmpty(status: number, when: When): Attachment {
  return answering(when, ({ request, world }) => correlate(request, respondEmpty(status), quiet(world)));
}
