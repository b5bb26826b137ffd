import type { HttpRequest } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { type Attachment, around } from '../../../kernel/bug.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import { commitDialog } from '../write/commit-dialog.ts';
import { childIdOf, rowOf } from './exchanges.ts';

/** Lets a method change children that it is not offered for: openly with 204, or behind the back of the 405. */
export function offering(
  method: 'PUT' | 'PATCH' | 'DELETE' | 'POST',
  place: 'activity' | 'activities' | 'transmission' | 'transmissions',
  answer: 'openly' | 'secretly',
): Attachment {
  const list = place.startsWith('activit') ? 'activities' : 'transmissions';
  const path = new RegExp(`/${list}${place === list ? '' : '/[^/?]+'}/?(\\?|$)`);
  return around(
    ({ request, response }) => response.status === 405 && request.method === method && path.test(request.target),
    (exchange) => {
      const { store, request, response, world } = exchange;
      const row = rowOf(exchange);
      if (row) commitDialog(store, row, { ...row, [list]: changed(row[list], request) }, { silent: false }, world);
      return answer === 'openly' ? respondEmpty(204) : response;
    },
  );
}

function changed(children: readonly JsonObject[], request: HttpRequest): JsonObject[] {
  const childId = childIdOf(request);
  const hit = (child: JsonObject): boolean => childId === '' || child['id'] === childId;
  if (request.method === 'DELETE') return children.filter((child) => !hit(child));
  return children.map((child) => (hit(child) ? { ...child, extendedType: 'urn:example:changed' } : child));
}
