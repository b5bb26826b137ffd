import type { HttpRequest, HttpResponse } from '../../../../core/http.ts';
import type { Json, JsonObject } from '../../../../core/json.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import { type Attachment, around, atSeam, type Exchange } from '../../../kernel/bug.ts';
import { answering, type When } from '../../../kernel/bugs/answer-otherwise.ts';
import { withField, withOptions, withText } from '../../../kernel/bugs/other-request.ts';
import { refusing, taking, withoutField, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Call } from '../../../kernel/call.ts';
import type { Instant } from '../model/date-time.ts';
import { type DialogRow, tables } from '../model/dialog-row.ts';
import { newRevision } from '../model/revision.ts';
import { gone, notFound, type ProblemStatus, problem } from '../problem-details.ts';
import { faultsOfBody, uuidVersion } from '../seams.ts';
import { etag } from '../write/answer-update.ts';
import { dialogIdOf, errorsIn, ifMatchOf, oldRowOf, rowOf } from './exchanges.ts';
import { anything, conditional, where } from './when.ts';

/** Refuses with Problem Details what a sound server carries out, and says in which place something is wrong. */
export function refusingWith(status: ProblemStatus, place: string | undefined, when: When): Attachment {
  const errors = place === undefined ? undefined : { [place]: ['This is not allowed.'] };
  return refusing(when, (exchange) => problem(status, exchange, errors));
}

/** No place, or no condition. */
export const none = undefined;

/** Refuses with another status for the same reasons. */
export function refusingAs(status: ProblemStatus, when: When): Attachment {
  return answering(when, (exchange) => problem(status, exchange, errorsIn(exchange)));
}

/** Leaves a dialog otherwise than a sound server does; `old`: as the request found it (a new one: as it was created). */
export function writingRow(
  when: When,
  change: (row: DialogRow, old: DialogRow, exchange: Exchange) => Partial<DialogRow>,
): Attachment {
  return writing(when, (exchange) => {
    const row = rowOf(exchange);
    if (row) putRow(exchange, { ...row, ...change(row, oldRowOf(exchange) ?? row, exchange) });
  });
}

/** Gives the dialog a new revision for nothing, and does not say so. */
export function touching(when: When): Attachment {
  return writingRow(when, (_row, _old, { world }) => ({ revision: newRevision(world) }));
}

/** Stores a dialog. */
export function putRow({ store }: Exchange, row: DialogRow): void {
  store.table<DialogRow>(tables.dialogs).put(row.id, row);
}

/** Leaves updatable members of a dialog otherwise; undefined takes one away. */
export function writingFields(
  when: When,
  change: (row: DialogRow, old: DialogRow, exchange: Exchange) => Readonly<Record<string, Json | undefined>>,
): Attachment {
  return writingRow(when, (row, old, exchange) => {
    const fields = Object.entries({ ...row.fields, ...change(row, old, exchange) });
    return { fields: Object.fromEntries(fields.filter(([, value]) => value !== undefined)) as DialogRow['fields'] };
  });
}

/** Sends the same answer with another ETag, or with one at all. */
export function withETag(
  when: When,
  revision: (exchange: Exchange, row: DialogRow | undefined, old: DialogRow | undefined) => string,
): Attachment {
  return answering(when, (exchange) =>
    showing(exchange.response, revision(exchange, rowOf(exchange), oldRowOf(exchange))),
  );
}

/** The same answer with this ETag. */
export function showing(response: HttpResponse, revision: string): HttpResponse {
  const others = response.headers.filter(([name]) => name.toLowerCase() !== 'etag');
  return { ...response, headers: [...others, etag(revision)] };
}

/** Sends the ETag that the dialog had before. */
export function withOldETag(when: When): Attachment {
  return withETag(when, (_exchange, row, old) => old?.revision ?? row?.revision ?? '');
}

/** Acknowledges a write under the revision there was, and forgets it. */
export function forgetting(when: When, revision = (row: DialogRow): string => row.revision): Attachment {
  return around(when, (exchange) => {
    exchange.undo();
    const row = rowOf(exchange);
    return row ? showing(exchange.response, revision(row)) : exchange.response;
  });
}

/** Reads If-Match as another value, or as none. */
export function readingIfMatch(
  read: (value: string, exchange: Exchange) => string | undefined,
  when: When = anything,
): Attachment {
  return taking(
    where(when, (exchange) => conditional((value) => read(value, exchange) !== value)(exchange)),
    (exchange) => {
      const value = read(ifMatchOf(exchange.request) ?? '', exchange);
      return value === undefined ? unconditionally(exchange) : withField(exchange.request, ['If-Match', value]);
    },
  );
}

/** A request without its If-Match. */
export function unconditionally({ request }: Exchange): HttpRequest {
  return withoutField(request, 'If-Match');
}

/** A revision that no dialog has. */
export const otherRevision = '00000000-0000-4000-8000-00000000000f';

/** Looks at the condition too late or not at all, where what the request comes to without it is so. */
export function takingUnconditionally(when: When, is: (free: HttpResponse, exchange: Exchange) => boolean): Attachment {
  return around(when, (exchange) => {
    const free = exchange.instead(unconditionally(exchange));
    if (is(free, exchange)) return free;
    exchange.undo();
    return exchange.response;
  });
}

/** The request with another value of a query parameter, or without it. */
export function withQuery(name: string, value?: string): (exchange: Pick<Exchange, 'request'>) => HttpRequest {
  return ({ request }) => {
    const lower = name.toLowerCase();
    const others = withOptions(request, (each, is) => (each.toLowerCase() === lower ? undefined : [each, is]));
    const [path, query] = others.target.split('?');
    const asked = [query, value === undefined ? undefined : `${name}=${value}`].filter((part) => part !== undefined);
    return { ...others, target: asked.length === 0 ? String(path) : `${path}?${asked.join('&')}` };
  };
}

/** The request as a silent one, or as one that is not. */
export function silently(silent: boolean): (exchange: Pick<Exchange, 'request'>) => HttpRequest {
  return withQuery('isSilentUpdate', silent ? 'true' : undefined);
}

/** The request with another body. */
export function sending(request: HttpRequest, body: Json): HttpRequest {
  return withText(request, stringifyJson(body));
}

/** Does not notice some of what is wrong with a body. */
export function overlooking(
  when: (call: Call) => boolean,
  overlooks: (place: string, text: string) => boolean,
): Attachment {
  return atSeam(
    faultsOfBody,
    (findings) =>
      new Map(
        [...findings]
          .map(([place, texts]) => [place, texts.filter((text) => !overlooks(place, text))] as const)
          .filter(([, texts]) => texts.length > 0),
      ),
    when,
  );
}

/** The item of a list with this id. */
export function byId(list: readonly JsonObject[], id: Json | undefined): JsonObject | undefined {
  return list.find((each) => each['id'] === id);
}

/** 404 for the dialog of the path. */
export function notThere(exchange: Exchange): HttpResponse {
  return notFound(exchange, dialogIdOf(exchange.request) ?? '');
}

/** 410 for it. */
export function goneNow(exchange: Exchange): HttpResponse {
  return gone(exchange, dialogIdOf(exchange.request) ?? '');
}

/** 500. */
export function crash(exchange: Exchange): HttpResponse {
  return problem(500, exchange);
}

/** All three stamps at one instant. */
export function allStamps(at: Instant): Pick<DialogRow, 'createdAt' | 'updatedAt' | 'contentUpdatedAt'> {
  return { createdAt: at, updatedAt: at, contentUpdatedAt: at };
}

/** An object without some of its members. */
export function without(json: Json, ...names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(json as JsonObject).filter(([name]) => !names.includes(name)));
}

/** Makes UUIDs of another version. */
export function versions(version: 4 | 7, wanted: 'dialog' | 'child' | 'revision'): Attachment {
  return atSeam(
    uuidVersion,
    () => version,
    (of) => of === wanted,
  );
}
