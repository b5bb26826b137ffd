import type { HttpResponse } from '../../../../core/http.ts';
import type { Store, Table } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { serverError } from '../refuse.ts';
import { type Definition, findDefinition, type ObjectType } from './definitions.ts';

/** An object: which fragment it has of each of its type's definitions. Ids in lower case. */
export interface ObjectRow {
  readonly id: string;
  readonly fragments: Readonly<Record<string, string>>;
  /** Of the definitions of which it may have any number: the fragments that it has. */
  readonly many?: Readonly<Record<string, readonly string[]>>;
}

/** The objects of one type, by lower-case id. */
export function objectsOf(store: Store, type: ObjectType): Table<ObjectRow> {
  return store.table<ObjectRow>(`objects/${type.name}`);
}

/** The definitions whose fragments make up an object of this type. */
export function definitionsOf(type: ObjectType, world: World): Definition[] {
  return type.definitions.flatMap((name) => findDefinition(name, world.edition) ?? []);
}

/** 500 for a member that is no fragment of this type of object. */
export function wrongNode(world: World, name: string): HttpResponse {
  return serverError(world, { name: 'DataDefinitionNotFound', message: `${name} is no part of this object.` });
}
