import { isJsonArray, isJsonObject, type Json } from '../../core/json.ts';
import type { BodyPlace } from './change.ts';
import { otherValue } from './other-value.ts';

/** What the bodies of a class of answers have in the same place, and in which cases. Grows while answers come in. */
export interface BodyShape {
  /** Values that were seen here. */
  values: number;
  /** How many of them were null. */
  nulls: number;
  /** How many of them were objects. */
  objects: number;
  readonly members: Map<string, BodyShape>;
  readonly items: BodyShape[];
  /** Cases in which something is here. */
  readonly seen: Set<string>;
  /** Cases in which what is here has another value of its type. */
  readonly changeable: Set<string>;
  /** Texts that were here, with their cases. */
  readonly texts: CaseText[];
}

/** A text, and the case in which it was said. */
export type CaseText = readonly [caseId: string, text: string];

/** The shape of no body. */
export function createBodyShape(): BodyShape {
  return {
    values: 0,
    nulls: 0,
    objects: 0,
    members: new Map(),
    items: [],
    seen: new Set(),
    changeable: new Set(),
    texts: [],
  };
}

/** Adds what one body has. */
export function addToShape(shape: BodyShape, json: Json, caseId: string): void {
  shape.values++;
  if (json === null) shape.nulls++;
  shape.seen.add(caseId);
  if (otherValue(json) !== undefined) shape.changeable.add(caseId);
  if (typeof json === 'string') shape.texts.push([caseId, json]);
  if (isJsonArray(json)) {
    for (const item of json) addToShape(itemOf(shape), item, caseId);
  } else if (isJsonObject(json)) {
    shape.objects++;
    for (const [name, value] of Object.entries(json)) addToShape(memberOf(shape, name), value, caseId);
  }
}

/** A place in the bodies of a class. */
export interface ShapePlace extends Pick<BodyShape, 'seen' | 'changeable' | 'texts'> {
  /** Is there nothing but null here? */
  readonly isNull: boolean;
  readonly place: BodyPlace;
}

/** The members down to a depth; lists are no level of their own. */
export function listPlaces(shape: BodyShape, depth: number, place: BodyPlace = []): ShapePlace[] {
  if (depth === 0) return [];
  const members = isMap(shape) ? [['*', merge([...shape.members.values()])] as const] : [...shape.members];
  return [
    ...shape.items.flatMap((item) => listPlaces(item, depth, [...place, '*'])),
    ...members.flatMap(([name, member]) => {
      const { seen, changeable, texts, values, nulls } = member;
      return [
        { place: [...place, name], seen, changeable, texts, isNull: values === nulls },
        ...listPlaces(member, depth - 1, [...place, name]),
      ];
    }),
  ];
}

/** An object whose member names are data: one of them is no name, or not one is in all that were seen. */
function isMap({ objects, members }: BodyShape): boolean {
  if ([...members.keys()].some((name) => !/^[\w@$.-]+$/.test(name))) return true;
  return members.size > 1 && [...members.values()].every(({ values }) => values < objects);
}

function merge(shapes: readonly BodyShape[]): BodyShape {
  const merged = createBodyShape();
  for (const shape of shapes) mergeInto(merged, shape);
  return merged;
}

function mergeInto(
  into: BodyShape,
  { values, nulls, objects, members, items, seen, changeable, texts }: BodyShape,
): void {
  into.values += values;
  into.nulls += nulls;
  into.objects += objects;
  for (const id of seen) into.seen.add(id);
  for (const id of changeable) into.changeable.add(id);
  into.texts.push(...texts);
  for (const [name, member] of members) mergeInto(memberOf(into, name), member);
  for (const item of items) mergeInto(itemOf(into), item);
}

function memberOf({ members }: BodyShape, name: string): BodyShape {
  const member = members.get(name) ?? createBodyShape();
  members.set(name, member);
  return member;
}

function itemOf({ items }: BodyShape): BodyShape {
  if (items[0] === undefined) items.push(createBodyShape());
  return items[0] as BodyShape;
}
