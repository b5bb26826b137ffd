import type { HttpRequest } from '../../core/http.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Store } from './store.ts';
import type { Principal, World } from './world.ts';

/** Somebody whom the user of the server has made up (`serve --users`). */
export interface User {
  /** The bearer token that they send. */
  readonly token: string;
  /** The identity of the protocol that they are: "caller", "reader". */
  readonly as?: string;
  readonly scopes?: readonly string[];
  readonly roles?: readonly string[];
  /** Number of an organisation. */
  readonly organization?: string;
}

/** What a cell of a CSV file is, for a member of a row. */
export type MemberKind = 'text' | 'number' | 'boolean' | 'json';

/** Something that has rows, in the protocol's own words. */
export interface RowTable {
  /** As on the wire: an entity set, a data definition, the path of an entity. */
  readonly name: string;
  /** What a row may be given, by the names that bodies have. */
  readonly members: ReadonlyMap<string, MemberKind>;
}

/** What is wrong with a row. */
export interface RowProblem {
  readonly message: string;
  /** The member that it is about; undefined: the row as a whole. */
  readonly member?: string;
}

/**
 * What a protocol knows for those who develop a client against it, and no run needs: loaded when it is asked for
 * (mock-server/protocols/<id>/workbench.ts).
 */
export interface Workbench {
  /** What a client sends to be somebody, in one line for people. */
  readonly credentials: string;
  /** Of {@link User} what this protocol has: the other members are refused. */
  readonly userMembers: readonly (keyof User)[];
  /** Who a user is that names no identity; undefined: that cannot be told. */
  callerOf(user: User): Principal | undefined;
  /** Who sent this, where it is none of the users, and is somebody all the same: tokens that the protocol gives out, nobody where that is somebody. */
  besideUsers?(request: HttpRequest): Principal | undefined;
  /** All that has rows. */
  tables(world: World): readonly RowTable[];
  /** Puts a row into a table, as the protocol itself would take it from somebody who may do anything; undefined: nothing is wrong with it. */
  insert(store: Store, table: string, row: JsonObject, world: World): RowProblem | undefined;
}
