import { type HttpRequest, splitTarget } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import type { Methods } from '../model/methods.ts';
import { findDialog } from '../request/find-dialog.ts';
import { commitDialog } from '../write/commit-dialog.ts';
import { activities, transmissions } from './child-kinds.ts';
import type { ChildKind } from './children.ts';

/** Methods that children do not have, and that a defective server offers nevertheless. */
export const childMethodsNotOffered: readonly string[] = ['PUT', 'PATCH', 'DELETE'];

/**
 * Defects only: existing children can be replaced, changed or deleted, openly (204) or behind the back of a 405.
 * Undefined for a sound server, which goes on to answer 405.
 */
export function forbiddenMethods(methods: Methods, request: HttpRequest, world: World): Methods[string] | undefined {
  const kind = [activities, transmissions].find(({ list }) => splitTarget(request.target).path.includes(`/${list}`));
  if (!kind || methods['GET'] === undefined || !childMethodsNotOffered.includes(request.method)) return undefined;
  const [, dialogId = '', childId] =
    new RegExp(`/dialogs/([^/]+)/${kind.list}(?:/([^/]+))?`).exec(splitTarget(request.target).path) ?? [];
  const name = `${request.method.toLowerCase()}-on-${childId === undefined ? kind.list : kind.singular}`;
  const open = world.mutant(`${name}-works`);
  if (!open && !world.mutant(`${name}-works-secretly`)) return undefined;
  return (store: Store) => {
    const row = findDialog(store, dialogId, world);
    if (row)
      commitDialog(store, row, { ...row, [kind.list]: changed(kind, row, childId, request) }, { silent: false }, world);
    return open ? respondEmpty(204) : respondEmpty(405, [['Allow', Object.keys(methods).join(', ')]]);
  };
}

function changed(kind: ChildKind, row: DialogRow, childId: string | undefined, request: HttpRequest): JsonObject[] {
  const hit = (child: JsonObject): boolean => childId === undefined || child['id'] === childId;
  if (request.method === 'DELETE') return row[kind.list].filter((child) => !hit(child));
  return row[kind.list].map((child) => (hit(child) ? { ...child, extendedType: 'urn:example:changed' } : child));
}
