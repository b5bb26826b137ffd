import type { HttpRequest } from '../../../../core/http.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../../core/json.ts';
import { parseJson } from '../../../../core/parse-json.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import type { Exchange } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { done, refused } from '../../../kernel/bugs/when.ts';
import { carryingOut, refusing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { type DialogRow, tables } from '../model/dialog-row.ts';
import { type ProblemStatus, problem } from '../problem-details.ts';

/*
 * What is right about the rows and wrong about the answer, or the other way round: refused where a sound server does
 * it, refused and done all the same. An answer and an effect of one rule are each told by these alone.
 */

const refusedWith = (status: ProblemStatus, when: When): NonNullable<Mutant['at']> => [
  refusing(done(when), ({ request, world }) => problem(status, request, world)),
];

const isWrite: When = ({ request }) => request.method !== 'GET';
const isSilent: When = ({ request }) => /[?&]issilentupdate=/i.test(request.target);
const isOfMethod =
  (method: string): When =>
  ({ request }) =>
    request.method === method;

/** The rows of the dialog that a request names, before and after. */
function dialogOf({ request, store, before }: Exchange): readonly [DialogRow | undefined, DialogRow | undefined] {
  const id = /dialogs\/([0-9a-f-]{36})/i.exec(request.target)?.[1]?.toLowerCase() ?? '';
  return [before.table<DialogRow>(tables.dialogs).get(id), store.table<DialogRow>(tables.dialogs).get(id)];
}

const changesNothing: When = (exchange) => {
  const [old, now] = dialogOf(exchange);
  return old !== undefined && JSON.stringify(old) === JSON.stringify(now);
};

const isNotYetVisible: When = (exchange) => {
  const [old] = dialogOf(exchange);
  return old?.visibleFrom !== undefined && Date.parse(old.visibleFrom) > exchange.world.now();
};

/** The request with another JSON body, if it has one. */
function withBody(request: HttpRequest, change: (body: JsonObject) => JsonObject): HttpRequest {
  const body = bodyOf(request);
  return isJsonObject(body) ? { ...request, body: new TextEncoder().encode(stringifyJson(change(body))) } : request;
}

function bodyOf({ body }: HttpRequest): Json | undefined {
  try {
    return parseJson(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

export const halfDoneMutants: readonly Mutant[] = [
  {
    id: 'silent-update-unknown',
    title: 'A silent update is refused, as if nobody knew the parameter.',
    at: refusedWith(400, (exchange) => isWrite(exchange) && isSilent(exchange)),
    fails: ['DP-SIL-001', 'DP-SIL-003', 'DP-SIL-008'],
  },
  {
    id: 'nothing-to-change-refused',
    title: 'A PATCH that changes nothing is refused.',
    at: refusedWith(422, (exchange) => isOfMethod('PATCH')(exchange) && changesNothing(exchange)),
    fails: ['DP-TS-007'],
  },
  {
    id: 'no-delete-of-the-new',
    title: 'A DELETE is refused.',
    at: refusedWith(403, isOfMethod('DELETE')),
    fails: ['DP-TS-008'],
  },
  {
    id: 'no-update-before-it-is-visible',
    title: 'A dialog that is not visible yet cannot be changed.',
    at: refusedWith(404, (exchange) => isOfMethod('PATCH')(exchange) && isNotYetVisible(exchange)),
    fails: ['DP-TS-009'],
  },
  {
    id: 'no-parts-of-a-dialog',
    title: 'Lists of children, and a dialog as an end user sees it, cannot be read.',
    at: refusedWith(
      403,
      ({ request }) =>
        request.method === 'GET' && /\/(?:activities|transmissions)$|[?&]endUserId=/i.test(request.target),
    ),
    fails: ['DP-GET-010'],
  },
  {
    id: 'incomplete-transmission-completed',
    title: 'A transmission that is refused as incomplete is stored, with a title and what is missing made up.',
    at: [
      carryingOut(
        refused(({ request }) => request.method === 'PUT' && request.target.includes('/transmissions/')),
        ({ request }) =>
          withBody(request, (body) => ({
            type: 'Information',
            sender: { actorType: 'ServiceOwner' },
            ...body,
            content: { title: { value: [{ value: 'Made up', languageCode: 'nb' }], mediaType: 'text/plain' } },
          })),
      ),
    ],
    fails: ['DP-TX-002'],
  },
  {
    id: 'put-as-read-half-stored',
    title: 'A PUT that is refused for children it may not send is stored without them.',
    at: [
      carryingOut(refused(isOfMethod('PUT')), ({ request }) =>
        withBody(request, ({ transmissions: _, activities: __, ...body }) => ({ ...body, progress: 99 })),
      ),
    ],
    fails: ['DP-PUT-018'],
  },
];
