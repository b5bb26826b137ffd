import { isGuid } from '../../../../core/guid.ts';
import type { HttpResponse } from '../../../../core/http.ts';
import { type Attachment, around, type Exchange, memoryOf } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { all, done, refused } from '../../../kernel/bugs/when.ts';
import { refusing, taking, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import { renderId } from '../read/render-fragment.ts';
import type { Operation } from '../request/routes.ts';
import { bodyOf, doneUpdates, operationOf, reads } from './exchanges.ts';
import { shownObjects } from './object-mutants.ts';
import { withStamps } from './with-stamps.ts';

const lists: When = ({ request }) => operationOf(request) === 'list-fragments';

/** What is wrong where a server finds an object, or a fragment, by a key of its own making. */
export const staleViewMutants: readonly Mutant[] = mutantsOf(
  [
    [
      'object-cached-across-fragments',
      'A view of an object is kept until an object is updated as one, whatever is written to its fragments.',
      'M42-TS-008',
      ...keeping('object-cached-across-fragments', shownObjects, done(isOneOf('create-object', 'update-object'))),
    ],
    [
      'object-cached-across-updates',
      'A view of an object is kept until one of its fragments is updated as such, whatever is written to the object.',
      'M42-OBJ-004',
      ...keeping('object-cached-across-updates', shownObjects, done(isOneOf('update-fragment', 'delete-object'))),
    ],
    [
      'fragment-cached-across-objects',
      'A view of a fragment is kept until a fragment is written as one, whatever is written to its object.',
      'M42-OBJ-004',
      ...keeping(
        'fragment-cached-across-objects',
        done(reads),
        done(isOneOf('create-fragment', 'update-fragment', 'delete-fragment')),
      ),
    ],
    [
      'list-cached-across-updates',
      'A list is kept until a fragment is created or deleted.',
      ['M42-LST-018', 'M42-LST-019'],
      ...keeping('list-cached-across-updates', done(lists), done(isOneOf('create-fragment', 'delete-fragment'))),
    ],
    [
      'list-cached-across-deletions',
      'A list is kept until a fragment is created or updated.',
      'M42-LST-018',
      ...keeping(
        'list-cached-across-deletions',
        done(lists),
        done(isOneOf('create-fragment', 'update-fragment', 'update-object')),
      ),
    ],
    [
      'list-cached-across-creations',
      'A list is kept until a fragment is updated or deleted.',
      'M42-LST-018',
      ...keeping(
        'list-cached-across-creations',
        done(lists),
        done(isOneOf('update-fragment', 'delete-fragment', 'update-object')),
      ),
    ],
    [
      'schema-info-cached',
      'What a fragment shows beside its schema is kept for good.',
      'M42-GET-004',
      ...keeping('schema-info-cached', done(isOneOf('read-fragment-with-schema')), () => false),
    ],
    [
      'id-in-other-case-is-204',
      'An update whose ID is in another case than the server writes is answered with 204, and not stored.',
      'M42-UPD-007',
    ],
    [
      'id-in-other-case-ignores-stamp',
      'The TimeStamp of an update whose ID is in another case than the server writes is not looked at.',
      'M42-TS-003',
    ],
  ],
  {
    'id-in-other-case-ignores-stamp': taking(
      all(refused(isOneOf('update-fragment')), isSpeltOtherwise),
      ({ request }) => withStamps(request, () => []) ?? request,
    ),
    'id-in-other-case-is-204': refusing(all(doneUpdates, isSpeltOtherwise), () => respondEmpty(204)),
  },
);

/** Answers a read as it was answered before, until something of this kind happens. */
function keeping(bug: string, view: When, forgets: When): readonly Attachment[] {
  const viewsOf = ({ store }: Exchange) => memoryOf<HttpResponse>(store, bug);
  return [
    around(view, (exchange) => {
      const views = viewsOf(exchange);
      const known = views.get(exchange.request.target);
      if (known) return known;
      views.put(exchange.request.target, exchange.response);
      return exchange.response;
    }),
    writing(forgets, (exchange) => {
      for (const [target] of [...viewsOf(exchange).entries()]) viewsOf(exchange).delete(target);
    }),
  ];
}

/** Is it one of these operations? */
function isOneOf(...operations: readonly Operation[]): When {
  return ({ request }) => operations.some((operation) => operationOf(request) === operation);
}

function isSpeltOtherwise({ request, world }: Exchange): boolean {
  const id = bodyOf(request)?.['ID'];
  return isGuid(id) && id !== renderId(id.toLowerCase(), world);
}
