import type { HttpRequest, HttpResponse } from '../../../../core/http.ts';
import { isJsonArray, type Json, type JsonObject } from '../../../../core/json.ts';
import { around, type Exchange } from '../../../kernel/bug.ts';
import {
  changesMore,
  createsMissing,
  halfApplies,
  ignoresCondition,
  leavesWindow,
  loseMembers,
  movesTokenWhenRefused,
  refusesCurrent,
  repeatsOtherwise,
} from '../../../kernel/bugs/defects.ts';
import { type Defect, mutantsOfForms } from '../../../kernel/bugs/mutants-of-forms.ts';
import { withField } from '../../../kernel/bugs/other-request.ts';
import { done } from '../../../kernel/bugs/when.ts';
import { withoutField } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import { type DialogRow, tables } from '../model/dialog-row.ts';
import { listOf } from '../model/list-of.ts';
import { newRevision } from '../model/revision.ts';
import { problem } from '../problem-details.ts';
import { otherRevision, putRow, sending, showing, without } from './attach.ts';
import { bodyOf, dialogIdOf, ifMatchOf, operationsOf, rowOf } from './exchanges.ts';
import { forms } from './form-list.ts';

const severally = 'system-labels-of-several';

/** The dialog of a form of write as it is in a store: of several the first. */
function subject({ request }: Exchange, store: Exchange['store'], form: string): DialogRow | undefined {
  const id = form === severally ? String(listOf(bodyOf(request), 'dialogs')[0]?.['dialogId']) : dialogIdOf(request);
  return store.table<DialogRow>(tables.dialogs).get(id ?? '');
}

/** Which revision a form moves, and is held to. */
function revisionOf(form: string): 'revision' | 'serviceOwnerRevision' | 'endUserRevision' {
  if (form.startsWith('label')) return 'serviceOwnerRevision';
  return form.startsWith('system-label') ? 'endUserRevision' : 'revision';
}

/** The request with another revision, or with none, where it names one. */
function naming(revision: string | undefined) {
  return ({ request }: Exchange, form: string): HttpRequest | undefined => {
    if (form === severally) {
      const body = bodyOf(request);
      const named = listOf(body, 'dialogs');
      if (!named.some((each) => each['endUserContextRevision'] !== undefined)) return undefined;
      const dialogs = named.map((each): JsonObject => {
        const free = without(each, 'endUserContextRevision');
        return revision === undefined ? free : { ...free, endUserContextRevision: revision };
      });
      return sending(request, { ...body, dialogs });
    }
    if (ifMatchOf(request) === undefined) return undefined;
    const free = withoutField(request, 'If-Match');
    return revision === undefined ? free : withField(free, ['If-Match', revision]);
  };
}

/** What makes a dialog that is not there, or brings one back that was deleted. */
function making(exchange: Exchange, form: string): HttpRequest | undefined {
  const { request, response } = exchange;
  if (![404, 410].includes(response.status)) return undefined;
  const [path = ''] = request.target.split('/dialogs');
  const found = subject(exchange, exchange.store, form);
  const free = withoutField(request, 'If-Match');
  if (found !== undefined && found.deletedAt === undefined) return undefined;
  if (found)
    return { ...free, method: 'POST', target: `${path}/dialogs/${found.id}/actions/restore`, body: new Uint8Array() };
  const id = form === severally ? listOf(bodyOf(request), 'dialogs')[0]?.['dialogId'] : dialogIdOf(request);
  const typed = withField(free, ['Content-Type', 'application/json']);
  return sending(
    { ...typed, method: 'POST', target: `${path}/dialogs` },
    { ...made, ...(id === undefined ? {} : { id }) },
  );
}

const made: JsonObject = {
  serviceResource: 'urn:altinn:resource:ttd-dialogporten-automated-tests',
  party: 'urn:altinn:person:identifier-no:08844397713',
  content: { title: { value: [{ languageCode: 'nb', value: 'Tittel' }] } },
};

/** moves-token: the rows change, and neither they nor the answer have another revision. */
const keepsToken: Defect = {
  id: 'keeps-token',
  title: 'keeps the token',
  at: (when, form) =>
    around(done(when), (exchange): HttpResponse => {
      const [row, old] = [subject(exchange, exchange.store, form), subject(exchange, exchange.before, form)];
      if (!row || !old) return exchange.response;
      const name = revisionOf(form);
      putRow(exchange, { ...row, [name]: old[name] });
      return form === severally ? exchange.response : showing(exchange.response, old[name]);
    }),
};

/** A new revision for nothing. */
function touch(exchange: Exchange, form: string): void {
  const row = subject(exchange, exchange.store, form);
  if (row) putRow(exchange, { ...row, [revisionOf(form)]: newRevision(exchange.world) });
}

/** Something that no write is about: a label of the owner, and of writes of labels the process. Each time another one. */
function besides(exchange: Exchange, form: string): void {
  const row = subject(exchange, exchange.store, form) ?? anotherOf(exchange);
  if (!row) return;
  const name = revisionOf(form);
  const process = `urn:uuid:${row[name]}`;
  if (name !== 'revision') putRow(exchange, { ...row, fields: { ...row.fields, process } });
  else putRow(exchange, { ...row, serviceOwnerLabels: [...row.serviceOwnerLabels, `besides ${row.revision}`] });
}

/** The latest dialog but that of the request. */
function anotherOf({ request, store }: Exchange): DialogRow | undefined {
  const rows = [...store.table<DialogRow>(tables.dialogs).entries()].map(([, row]) => row);
  return rows.findLast(({ id }) => id !== dialogIdOf(request));
}

/** One dialog more than was asked for, where the status is left to the server: lists of others' dialogs are not disturbed. */
function twin(exchange: Exchange): void {
  const row = rowOf(exchange);
  if (!row || bodyOf(exchange.request)['status'] !== undefined) return;
  const { idempotentKey: _key, ...free } = row;
  putRow(exchange, { ...free, id: exchange.world.uuid(7), activities: [], transmissions: [] });
}

/** What can be done of a write that is refused as a whole. */
function part(exchange: Exchange, form: string): HttpRequest | undefined {
  const { request, response } = exchange;
  const body = bodyOf(request);
  if (request.method === 'PATCH') {
    const operations = operationsOf(request);
    return response.status === 400 && operations.length > 1 ? sending(request, operations.slice(0, -1)) : undefined;
  }
  if (form === severally) {
    const known = listOf(body, 'dialogs').filter(({ dialogId }) =>
      exchange.store.table<DialogRow>(tables.dialogs).has(String(dialogId)),
    );
    return response.status === 404 ? sending(request, { ...body, dialogs: known }) : undefined;
  }
  // A create is held to its relations before the database is asked.
  if (response.status !== (form === 'post' ? 400 : 422)) return undefined;
  const row = subject(exchange, exchange.store, form);
  const lists = (['activities', 'transmissions'] as const).filter((name) => isJsonArray(body[name] ?? null));
  const fresh = lists.map((name): readonly [string, Json] => [
    name,
    listOf(body, name).filter(({ id }) => row && !row[name].some((each) => each['id'] === id)),
  ]);
  return sending(request, { ...without(body, 'dueAt'), ...Object.fromEntries(fresh) });
}

/** Each law broken for each form of write that stands under it. */
export const formMutants: readonly Mutant[] = mutantsOfForms(forms, {
  'current-accepted': refusesCurrent(naming(otherRevision)),
  'old-refused': ignoresCondition(naming(undefined)),
  'one-of-many': leavesWindow,
  'members-apart': loseMembers,
  'missing-stays-missing': createsMissing(making),
  'moves-token': keepsToken,
  'refused-keeps-token': movesTokenWhenRefused(touch),
  'nothing-else': changesMore((exchange, form) => (form === 'post' ? twin(exchange) : besides(exchange, form))),
  repeated: repeatsOtherwise((exchange) => {
    exchange.undo();
    return exchange.response.status >= 400 ? respondEmpty(204) : problem(409, exchange, {});
  }),
  'all-or-nothing': halfApplies(part),
});
