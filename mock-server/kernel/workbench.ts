import type { HttpRequest, HttpResponse } from '../../core/http.ts';
import type { Json, JsonObject } from '../../core/json.ts';
import type { Call } from './call.ts';
import type { ExampleRequest } from './example-request.ts';
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

/** A refusal that somebody asks for: for the want of a good token, for want of permission, … */
export interface AskedRefusal {
  readonly kind: RefusalKind;
  /** What Retry-After has to say, where it says something. */
  readonly retryAfterSeconds: number;
}

/** Refusals by what stands behind them; the status is the protocol's. */
export type RefusalKind =
  /** The token is good no longer. */
  | 'unauthorized'
  | 'forbidden'
  /** Somebody else was faster: the version that was sent is an old one. */
  | 'version-conflict'
  /** The key is another row's. */
  | 'duplicate'
  | 'too-many-requests'
  | 'server-error'
  | 'unavailable';

/** A change by somebody else. */
export interface Rival {
  readonly request: HttpRequest;
  readonly by: Principal;
  /** What it sets. */
  readonly member: string;
  readonly value: Json;
}

/** What is wrong with a file that describes tables, and the members that lead to the one that it is about. */
export interface DescriptionFault {
  readonly message: string;
  readonly path: readonly string[];
}

/** What of a protocol is another over the user's own tables. */
export interface OwnTables {
  /** For `world.model`. */
  readonly model: unknown;
  /** The features that are on. */
  readonly features: readonly string[];
  readonly example: ExampleRequest;
  /** What the files use, and this server does not do. */
  readonly unsupported: readonly string[];
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
  /** A refusal in the protocol's form; undefined: it has none of this kind. */
  refuse(asked: AskedRefusal, call: Call): HttpResponse | undefined;
  /**
   * A change of the row that a request is about, as somebody else would send it who is faster; undefined: the request is about no row,
   * or none that is there. `count`: makes the change another one than the last. `wanted`: members that it is to change, if it can change one of them.
   */
  rival(call: Call, count: number, wanted?: ReadonlySet<string>): Rival | undefined;
  /**
   * Tables of the user's own in place of the protocol's. Not there: it takes none.
   * @param description what describes them: a configuration
   * @param definitions what defines them further: SQL
   */
  own?(description: JsonObject, definitions: string): OwnTables | { readonly faults: readonly DescriptionFault[] };
}
