import { decodeUtf8 } from '../../../../core/http.ts';
import { type Attachment, around, atSeam, type Exchange, memoryOf } from '../../../kernel/bug.ts';
import { answering, type When, withJson, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { keepsCompressed } from '../../../kernel/bugs/compressed.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { answered, done } from '../../../kernel/bugs/when.ts';
import { losing, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import { type FragmentRow, fragmentsOf } from '../model/fragment-row.ts';
import { renderId } from '../read/render-fragment.ts';
import { methodNotAllowed, refuse } from '../refuse.ts';
import { fragmentAsShown } from '../seams.ts';
import { insertFragment } from '../write/write-fragment.ts';
import {
  bodyOf,
  creations,
  definitionOf,
  deletions,
  namesNoDefinition,
  reads,
  updateOf,
  updatesOfNothing,
} from './exchanges.ts';

/** What is wrong with reads, creations and deletions. */
export const readMutants: readonly Mutant[] = mutantsOf(
  [
    [
      'compressed-reads-are-kept',
      'Who takes gzip is shown a fragment as it was when it was first compressed.',
      'M42-TS-005',
      keepsCompressed(reads),
    ],
    ['read-refused', 'A single fragment cannot be read.', ['M42-GET-001', 'M42-CRE-001']],
    ['read-without-id', 'A read leaves out the ID.', ['M42-GET-001', 'M42-OBJ-001']],
    ['read-without-timestamp', 'A read leaves out the TimeStamp.', ['M42-GET-001', 'M42-OBJ-001']],
    [
      'read-without-attributes',
      'A read shows the name of a fragment alone.',
      ['M42-GET-001', 'M42-CRE-001', 'M42-UPD-003', 'M42-UPD-004'],
    ],
    [
      'missing-fragment-is-404',
      'A read of a fragment that does not exist is answered with 404.',
      ['M42-GET-002', 'M42-DEL-001'],
    ],
    [
      'unknown-definition-reads-as-404',
      'A read in a Data Definition that does not exist is answered with 404.',
      'M42-GET-003',
    ],
    ['read-answers-nothing', 'A single fragment is answered with 200 and no body.', ['M42-GET-001', 'M42-CRE-001']],
    ['create-answers-nothing', 'A creation is answered with 204.', 'M42-CRE-001'],
    ['create-answers-object', 'A creation is answered with an object that has the ID.', 'M42-CRE-002'],
    ['create-answers-other-id', 'A creation is answered with an id that leads nowhere.', 'M42-CRE-001'],
    ['delete-refused', 'A deletion is refused, and done.', 'M42-DEL-001'],
    ['delete-keeps-fragment', 'A deletion is answered with 204 and not done.', 'M42-DEL-001', losing(deletions)],
    ['update-revives-deleted', 'Deleted fragments are only marked, and an update takes the mark away.', 'M42-DEL-004'],
    [
      'unchecked-update-revives-deleted',
      'An update of a deleted fragment brings it back, unless it has a TimeStamp.',
      'M42-DEL-004',
    ],
    ['delete-takes-previous-fragment', 'A deletion removes another fragment of the definition as well.', 'M42-DEL-001'],
    [
      'update-revives-deleted-silently',
      'An update of a deleted fragment is refused, and brings it back.',
      'M42-DEL-004',
    ],
  ],
  {
    'read-refused': answering(reads, ({ world }) => methodNotAllowed(world, 'DELETE')),
    'read-answers-nothing': answering(
      (exchange) => answered(reads, 200)(exchange) && !showsNothing(exchange),
      () => respondEmpty(200),
    ),
    'read-without-id': atSeam(fragmentAsShown, ({ ID: _left, ...others }) => others),
    'read-without-timestamp': atSeam(fragmentAsShown, ({ TimeStamp: _left, ...others }) => others),
    'read-without-attributes': atSeam(fragmentAsShown, ({ ID, TimeStamp, ...others }, { definition: { display } }) => ({
      ...(ID === undefined ? {} : { ID }),
      ...(TimeStamp === undefined ? {} : { TimeStamp }),
      [display]: others[display] ?? null,
    })),
    'missing-fragment-is-404': answering(
      (exchange) => reads(exchange) && showsNothing(exchange),
      ({ world }) => refuse(world, 404, { name: 'FragmentNotFound', message: 'The fragment does not exist.' }),
    ),
    'unknown-definition-reads-as-404': withStatus(
      404,
      (exchange) => exchange.request.method !== 'PUT' && namesNoDefinition(exchange),
    ),
    'create-answers-nothing': answering(done(creations), () => respondEmpty(204)),
    'create-answers-object': withJson(done(creations), (id) => ({ ID: id })),
    'create-answers-other-id': withJson(done(creations), (_id, { world }) => renderId(world.uuid(4), world)),
    'delete-refused': answering(deletions, ({ world }) => methodNotAllowed(world, 'GET')),
    'update-revives-deleted': [remembering('update-revives-deleted'), revivingWith(204, 'update-revives-deleted')],
    'unchecked-update-revives-deleted': [
      remembering('unchecked-update-revives-deleted'),
      revivingWith(
        204,
        'unchecked-update-revives-deleted',
        ({ request }) => bodyOf(request)?.['TimeStamp'] === undefined,
      ),
    ],
    'delete-takes-previous-fragment': writing(deletesSomething, deletePrevious),
    'update-revives-deleted-silently': [
      remembering('update-revives-deleted-silently'),
      revivingWith(undefined, 'update-revives-deleted-silently'),
    ],
  },
);

function showsNothing({ response }: Exchange): boolean {
  return response.status === 204 || decodeUtf8(response.body) === 'null';
}

function deletesSomething(exchange: Exchange): boolean {
  const definition = deletions(exchange) ? definitionOf(exchange) : undefined;
  return (
    definition !== undefined &&
    fragmentsOf(exchange.before, definition).size > fragmentsOf(exchange.store, definition).size
  );
}

/** What goes along when ids and positions are mixed up: the fragment made last of those that are left. */
function deletePrevious(exchange: Exchange): void {
  const definition = definitionOf(exchange);
  const last = definition && [...fragmentsOf(exchange.store, definition).entries()].at(-1);
  if (last) fragmentsOf(exchange.store, definition).delete(last[0]);
}

/** Deleted fragments are only marked. */
function remembering(bug: string): Attachment {
  return writing(deletesSomething, (exchange) => {
    const definition = definitionOf(exchange);
    if (!definition) return;
    for (const [id, row] of fragmentsOf(exchange.before, definition).entries())
      if (!fragmentsOf(exchange.store, definition).has(id)) memoryOf(exchange.store, bug).put(id, row);
  });
}

/** An update of a fragment that is marked as deleted takes the mark away; undefined: and is refused all the same. */
function revivingWith(status: number | undefined, bug: string, when: When = () => true): Attachment {
  const marked = ({ store }: Exchange, id: unknown) => memoryOf<FragmentRow>(store, bug).get(String(id).toLowerCase());
  return around(
    (exchange) =>
      updatesOfNothing(exchange) && when(exchange) && marked(exchange, updateOf(exchange)?.body['ID']) !== undefined,
    (exchange) => {
      const { definition, body, values } = updateOf(exchange) ?? {};
      const row = marked(exchange, body?.['ID']);
      if (definition && row) insertFragment(exchange, definition, row.id, { ...row.values, ...values });
      return status === undefined ? exchange.response : respondEmpty(status);
    },
  );
}
