import { isGuid } from '../../../../core/guid.ts';
import type { HttpResponse } from '../../../../core/http.ts';
import { around, type Exchange, memoryOf } from '../../../kernel/bug.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { all, done } from '../../../kernel/bugs/when.ts';
import { refusing, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import { renderId } from '../read/render-fragment.ts';
import { bodyOf, doneUpdates, objectUpdates } from './exchanges.ts';
import { shownObjects } from './object-mutants.ts';

/** What is wrong where a server finds an object, or a fragment, by a key of its own making. */
export const staleViewMutants: readonly Mutant[] = mutantsOf(
  [
    [
      'object-cached-across-fragments',
      'A view of an object is kept until the object is updated as one, whatever is written to its fragments.',
      'M42-TS-008',
    ],
    [
      'id-in-other-case-is-204',
      'An update whose ID is in another case than the server writes is answered with 204, and not stored.',
      'M42-UPD-007',
    ],
  ],
  {
    'object-cached-across-fragments': [
      around(shownObjects, (exchange) => {
        const views = viewsOf(exchange);
        const known = views.get(exchange.request.target);
        if (known) return known;
        views.put(exchange.request.target, exchange.response);
        return exchange.response;
      }),
      writing(done(objectUpdates), (exchange) => {
        for (const [target] of [...viewsOf(exchange).entries()]) viewsOf(exchange).delete(target);
      }),
    ],
    'id-in-other-case-is-204': refusing(all(doneUpdates, isSpeltOtherwise), () => respondEmpty(204)),
  },
);

/** The answers to reads of objects, by the targets that were read. */
function viewsOf({ store }: Exchange) {
  return memoryOf<HttpResponse>(store, 'object-cached-across-fragments');
}

function isSpeltOtherwise({ request, world }: Exchange): boolean {
  const id = bodyOf(request)?.['ID'];
  return isGuid(id) && id !== renderId(id.toLowerCase(), world);
}
