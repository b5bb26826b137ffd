import type { Json } from '../../../../core/json.ts';
import type { Store } from '../../../kernel/store.ts';
import type { AttributeType, Relation } from '../model/definition.ts';
import { allObjectTypes, type Definition, findDefinition, findObjectType } from '../model/definitions.ts';
import { type FragmentRow, fragmentsOf, objectIdOf } from '../model/fragment-row.ts';
import { objectsOf } from '../model/object-row.ts';
import { ownTypeOf } from '../model/own-type.ts';
import type { Path, Step } from '../request/asql/expression.ts';

/** A path whose names are those of definitions. */
export interface ResolvedPath {
  readonly steps: readonly ResolvedStep[];
  /** The definition it leads to. */
  readonly definition: Definition;
  /** As the definition spells it. */
  readonly attribute: string;
  readonly type: AttributeType | 'rowversion';
}

interface ResolvedStep {
  readonly kind: Step['kind'];
  readonly to: Definition;
  /** The attribute that leads there; "" where it is another fragment of the object. */
  readonly attribute: string;
  readonly by: 'ID' | 'Value';
}

/** Columns that every fragment has beside the attributes of its definition. */
const everywhere: Readonly<Record<string, ResolvedPath['type']>> = {
  ID: 'guid',
  TimeStamp: 'rowversion',
  'Expression-ObjectID': 'guid',
  'Expression-TypeID': 'guid',
  'Expression-TypeCase': 'text',
};

/** Finds what the names of a path mean, in any letter case; or the text of the refusal. */
export function resolvePath(base: Definition, path: Path, edition: string): ResolvedPath | string {
  const steps: ResolvedStep[] = [];
  let definition = base;
  for (const { kind, name } of path.steps) {
    const step = kind === 'fragment' ? fragmentStep(name, edition) : relationStep(definition, kind, name, edition);
    if (step === undefined) return missing(definition, name);
    if (kind === 'recursive' && step.to.name !== definition.name) return `${name} does not lead to ${definition.name}.`;
    steps.push(step);
    definition = step.to;
  }
  const attribute = canonical({ ...definition.attributes, ...everywhere }, path.attribute);
  if (attribute === undefined) return missing(definition, path.attribute);
  const type = everywhere[attribute] ?? definition.attributes[attribute] ?? 'text';
  return { steps, definition, attribute, type };
}

function missing({ name }: Definition, attribute: string): string {
  return `Class: ${name} does not contain attribute ${attribute}!`;
}

function canonical(names: Readonly<Record<string, unknown>>, name: string): string | undefined {
  if (Object.hasOwn(names, name)) return name;
  return Object.keys(names).find((known) => known.toLowerCase() === name.toLowerCase());
}

function fragmentStep(name: string, edition: string): ResolvedStep | undefined {
  const to = findDefinition(name, edition);
  return to && { kind: 'fragment', to, attribute: '', by: 'ID' };
}

function relationStep(
  { relations = {} }: Definition,
  kind: Step['kind'],
  name: string,
  edition: string,
): ResolvedStep | undefined {
  const attribute = canonical(relations, name);
  const relation: Relation | undefined = attribute === undefined ? undefined : relations[attribute];
  const to = relation && findDefinition(relation.to, edition);
  return to && attribute !== undefined ? { kind, to, attribute, by: relation.by ?? 'ID' } : undefined;
}

/** The values that a path leads to from a fragment: none where nothing is there, several where a step leads to several. */
export function valuesAt(store: Store, row: FragmentRow, { steps, attribute, definition }: ResolvedPath): Json[] {
  let rows: readonly FragmentRow[] = [row];
  for (const step of steps) rows = rows.flatMap((from) => follow(store, from, step));
  return rows.map((found) => columnValue(found, attribute, definition));
}

/** The value of one column of a fragment; a TimeStamp as on the wire. */
export function columnValue(row: FragmentRow, attribute: string, definition: Definition): Json {
  if (attribute === 'ID') return row.id;
  if (attribute === 'TimeStamp') return row.timeStamp;
  if (attribute === 'Expression-ObjectID') return objectIdOf(row);
  if (attribute.startsWith('Expression-')) {
    const { id, name } = (row.owner && findObjectType(row.owner.type)) ?? ownTypeOf(definition);
    return attribute === 'Expression-TypeID' ? id : name;
  }
  return row.values[attribute] ?? null;
}

function follow(store: Store, from: FragmentRow, { kind, to, attribute, by }: ResolvedStep): readonly FragmentRow[] {
  if (kind === 'fragment') return siblings(store, from, to);
  const found: FragmentRow[] = [];
  let next = target(store, from, attribute, to, by);
  while (next && !found.includes(next)) {
    found.push(next);
    if (kind !== 'recursive') break;
    next = target(store, next, attribute, to, by);
  }
  return found;
}

function target(
  store: Store,
  from: FragmentRow,
  attribute: string,
  to: Definition,
  by: ResolvedStep['by'],
): FragmentRow | undefined {
  const value = from.values[attribute] ?? null;
  if (value === null) return undefined;
  const rows = fragmentsOf(store, to);
  if (by === 'ID') return rows.get(String(value).toLowerCase());
  for (const [, row] of rows.entries()) if (row.values['Value'] === value) return row;
  return undefined;
}

/** The fragments of this definition that are part of the same object. */
function siblings(store: Store, { owner }: FragmentRow, to: Definition): readonly FragmentRow[] {
  const type = owner && allObjectTypes.find(({ name }) => name === owner.type);
  const object = owner && type && objectsOf(store, type).get(owner.id);
  if (!object) return [];
  const ids = [object.fragments[to.name] ?? [], object.many?.[to.name] ?? []].flat();
  return ids.flatMap((id) => fragmentsOf(store, to).get(id) ?? []);
}
