import { isGuid } from '../../../../core/guid.ts';
import type { HttpResponse } from '../../../../core/http.ts';
import type { Call } from '../../../kernel/call.ts';
import { isRefused, type Refused, refusedWith } from '../../../kernel/refused.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import { type Definition, findDefinition } from '../model/definitions.ts';
import { type FragmentRow, fragmentsOf } from '../model/fragment-row.ts';
import { linksOf } from '../model/link-row.ts';
import { serverError } from '../refuse.ts';
import type { FoundRoute } from '../request/routes.ts';
import { listFragments } from './list-fragments.ts';

/** A relation of a definition, and the definition at its other end. */
interface FoundRelation {
  readonly name: string;
  readonly to: Definition;
  /** One fragment may have many of the other; else its attribute names one. */
  readonly many: boolean;
}

/** GET /data/fragments/{ddName}/{id}/{relation}: a list of the fragments at the other end, as any list (M42-REL-001). */
export function listRelation(
  call: Call,
  definition: Definition,
  { id, relation, query }: FoundRoute,
  schemaInfo: boolean,
): HttpResponse {
  const { store } = call;
  const found = findRelation(call, definition, relation);
  if (isRefused(found)) return found.refused;
  call.world.cites('M42-REL-001');
  const row = fragmentsOf(store, definition).get(id.toLowerCase());
  const named = found.many ? linksOf(store, definition, found.name).get(id.toLowerCase())?.to : oneOf(row, found.name);
  const others = fragmentsOf(store, found.to);
  const rows = row ? (named ?? []).flatMap((other) => others.get(other) ?? []) : [];
  return listFragments(call, { definition: found.to, query, schemaInfo, rows });
}

/** POST and DELETE /data/fragments/{ddName}/{id}/{relation}/{other}: one link more, or less; no body (M42-REL-001). */
export function changeRelation(call: Call, definition: Definition, found: FoundRoute, adds: boolean): HttpResponse {
  const { store, world } = call;
  const relation = findRelation(call, definition, found.relation);
  if (isRefused(relation)) return relation.refused;
  const [id, other] = [found.id.toLowerCase(), found.other.toLowerCase()];
  const bothThere = fragmentsOf(store, definition).has(id) && fragmentsOf(store, relation.to).has(other);
  if (!relation.many || !isGuid(other) || (adds && !bothThere)) return wrongReference(call, relation.name);
  const links = linksOf(store, definition, relation.name);
  const others = (links.get(id)?.to ?? []).filter((one) => one !== other);
  links.put(id, { to: adds ? [...others, other] : others });
  world.cites('M42-REL-001');
  return respondEmpty(204);
}

function findRelation({ world }: Call, definition: Definition, wanted: string): FoundRelation | Refused {
  const { links = {}, relations = {} } = definition;
  const named = (names: object): string | undefined =>
    Object.keys(names).find((name) => name.toLowerCase() === wanted.toLowerCase());
  const many = named(links);
  const name = many ?? named(relations) ?? '';
  const to = findDefinition((many === undefined ? relations[name]?.to : links[many]) ?? '', world.edition);
  if (to) return { name, to, many: many !== undefined };
  const message = `Class: ${definition.name} does not contain attribute ${wanted}!`;
  return refusedWith(serverError(world, { name: 'AttributeNotFound', message }));
}

function oneOf(row: FragmentRow | undefined, attribute: string): readonly string[] {
  const value = row?.values[attribute];
  return typeof value === 'string' ? [value.toLowerCase()] : [];
}

function wrongReference({ world }: Call, relation: string): HttpResponse {
  return serverError(world, {
    name: 'WrongReference',
    message: `${relation} does not lead from the one to the other.`,
  });
}
