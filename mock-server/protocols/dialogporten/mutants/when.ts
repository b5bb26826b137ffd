import { splitTarget } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { Exchange } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { answered, done } from '../../../kernel/bugs/when.ts';
import type { Call } from '../../../kernel/call.ts';
import { instantOf } from '../model/date-time.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import { parseGuid } from '../model/guid.ts';
import { listOf } from '../model/list-of.ts';
import { hasScope, scopes } from '../model/principals.ts';
import { writeKind } from '../model/write-kind.ts';
import { queryValue } from '../request/bind-silent.ts';
import { asked, bodyOf, errorsIn, ifMatchOf, oldRowOf, rowOf, textOf } from './exchanges.ts';

/** Any request. */
export const anything: When = () => true;

/** All of these. */
export function where(...whens: readonly When[]): When {
  return (exchange) => whens.every((when) => when(exchange));
}

/** The contrary. */
export function not(when: When): When {
  return (exchange) => !when(exchange);
}

/** Writes of these kinds ({@link writeKind}; "post": of a dialog). */
export function writes(...kinds: readonly string[]): When {
  return ({ request }) => request.method !== 'GET' && kinds.includes(writeKind(request));
}

/** Writes of these kinds that were carried out. */
export function did(...kinds: readonly string[]): When {
  return done(writes(...kinds));
}

/** Writes of a kind that got one of these answers. */
export function got(kind: string, ...statuses: readonly number[]): When {
  return answered(writes(kind), ...statuses);
}

/** The same as {@link writes}, asked of a request that is being handled. */
export function by(...kinds: readonly string[]): (call: Call) => boolean {
  return ({ request }) => kinds.includes(writeKind(request));
}

/** Is it an update of a dialog? */
export const byUpdate: (call: Call) => boolean = by('put', 'patch');
/** PUT and PATCH of a dialog. */
export const updates: When = writes('put', 'patch');
/** Updates that were carried out. */
export const doneUpdates: When = done(updates);
/** POST of a dialog that was carried out. */
export const doneCreates: When = did('post');
/** Writes that are held to the revision of a dialog. */
export const dialogWrites: When = writes(
  ...['put', 'patch', 'delete', 'activity', 'transmission', 'put-transmission', 'restore', 'purge', 'freeze'],
);
/** These, and POST of a dialog. */
export const dialogWritesAndCreates: When = (exchange) => dialogWrites(exchange) || writes('post')(exchange);
/** Changes of either set of labels. */
export const labelWrites: When = writes('labels', 'system-labels');

type Place =
  | 'dialog'
  | 'dialogs'
  | 'contexts'
  | 'activities'
  | 'transmissions'
  | 'activity'
  | 'transmission'
  | 'seen log'
  | 'labels';

/** What can be read, by the end of its path. */
const places: Readonly<Record<Place, RegExp>> = {
  dialog: /\/dialogs\/(?!endusercontext)[^/]+\/?$/i,
  dialogs: /\/dialogs\/?$/i,
  contexts: /\/dialogs\/endusercontext\/?$/i,
  activities: /\/activities\/?$/i,
  transmissions: /\/transmissions\/?$/i,
  activity: /\/activities\/[^/]+\/?$/i,
  transmission: /\/transmissions\/[^/]+\/?$/i,
  'seen log': /\/seenlog(\/[^/]+)?\/?$/i,
  labels: /\/labels\/?$/i,
};

/** Reads of these. */
export function reads(...wanted: readonly Place[]): When {
  return ({ request }) => {
    if (request.method !== 'GET') return false;
    const { path } = splitTarget(request.target);
    return wanted.some((place) => places[place].test(path));
  };
}

/** Reads of a dialog or what belongs to it. */
export const dialogReads: When = reads('dialog', 'activities', 'transmissions', 'activity', 'transmission', 'seen log');
/** Reads of lists of dialogs. */
export const lists: When = reads('dialogs', 'contexts');

/** Has the write an If-Match that is so? */
export function conditional(is: (value: string) => boolean): When {
  return ({ request }) => {
    const value = request.method === 'GET' ? undefined : ifMatchOf(request);
    return value !== undefined && is(value);
  };
}

/** Is the value of an If-Match a revision, in any spelling? */
export function isGuid(value: string): boolean {
  return parseGuid(value) !== undefined;
}

/** Is the write without any condition? */
export const unconditional: When = ({ request }) =>
  ifMatchOf(request) === undefined && queryValue(request, 'ifMatchDialogRevision') === undefined;

/** Does the write name another revision than the dialog has? */
export const stale: When = (exchange) => {
  const revision = parseGuid(ifMatchOf(exchange.request) ?? '');
  return revision !== undefined && revision !== (rowOf(exchange)?.revision ?? revision);
};

/** Is the write silent? */
export const silent: When = ({ request }) => asked(request, 'isSilentUpdate') === 'true';

/** Has the caller the scope of administrators? */
export const byAdmin: When = has(scopes.admin);

/** Is the dialog, as the request left it, so? */
export function rowIs(is: (row: DialogRow, exchange: Exchange) => boolean): When {
  return (exchange) => {
    const row = rowOf(exchange);
    return row !== undefined && is(row, exchange);
  };
}

/** Was the dialog that the request found so? */
function rowWas(was: (old: DialogRow, exchange: Exchange) => boolean): When {
  return (exchange) => {
    const old = oldRowOf(exchange);
    return old !== undefined && was(old, exchange);
  };
}

/** Exchanges that leave a dialog which is so. */
export function leaving(when: When, is: (row: DialogRow, exchange: Exchange) => boolean): When {
  return where(when, rowIs(is));
}

/** Exchanges that found a dialog which was so. */
export function finding(when: When, was: (old: DialogRow, exchange: Exchange) => boolean): When {
  return where(when, rowWas(was));
}

/** Is there no such dialog? */
export const unknown: When = (exchange) => rowOf(exchange) === undefined;

/** Is a dialog deleted? */
export function isDeleted({ deletedAt }: DialogRow): boolean {
  return deletedAt !== undefined;
}

/** Is it frozen? */
export function isFrozen({ frozen }: DialogRow): boolean {
  return frozen;
}

/** Narrows to requests whose body, an object, is so. */
export function saying(when: When, is: (body: JsonObject) => boolean): When {
  return where(when, ({ request }) => is(bodyOf(request)));
}

/** Has the body such a text? */
export function text(like: RegExp): When {
  return ({ request }) => like.test(textOf(request));
}

/** Has the request a query parameter like this? */
export function asking(name: string, like: RegExp): When {
  return ({ request }) => {
    const value = queryValue(request, name);
    return value !== undefined && like.test(value);
  };
}

/** Has the caller this scope? */
export function has(scope: string): When {
  return ({ world }) => hasScope(world, scope);
}

/** Is the caller the other owner? */
export const byOtherOwner: When = ({ world }) => world.principal?.id === 'other-owner';

/** Removals of system labels that were carried out. */
export const removals: When = saying(did('system-labels'), (body) => listOf(body, 'removeLabels').length > 0);

/** Has a dialog changed since it was created? Some bugs show only then, so that what comes before can be looked at. */
export function hasChanged({ updatedAt, createdAt }: DialogRow): boolean {
  return updatedAt !== createdAt;
}

/** Has the body a member of such a name? */
export function naming(is: (name: string) => boolean): When {
  return ({ request }) => Object.keys(bodyOf(request)).some(is);
}

/** Does a refusal say that something is wrong there? */
export function complains(of: RegExp): When {
  return (exchange) => Object.keys(errorsIn(exchange)).some((place) => of.test(place));
}

/** Is something wrong in the body of a dialog? */
export const inBody: When = complains(/^dto\b/);

/** Is a taken id the reason of a refusal? */
export const idTaken: When = (exchange) =>
  Object.values(errorsIn(exchange)).some(([text]) => text?.startsWith('Detail redacted'));

const dates = ['dueAt', 'expiresAt'] as const;

/** Has a dialog a date that is past? */
export function hasPastDate({ fields, visibleFrom }: DialogRow, { world }: Exchange): boolean {
  const now = instantOf(world.now());
  return [fields['dueAt'], fields['expiresAt'], visibleFrom].some((date) => date !== undefined && String(date) <= now);
}

/** Has a dialog still a date that is past? */
export function keepsPastDate({ fields }: DialogRow, exchange: Exchange): boolean {
  const [old, now] = [oldRowOf(exchange)?.fields, instantOf(exchange.world.now())];
  return dates.some(
    (name) => fields[name] !== undefined && fields[name] === old?.[name] && String(fields[name]) <= now,
  );
}
