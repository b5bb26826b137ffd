import type { HttpRequest } from '../../core/http.ts';
import type { Principal } from './world.ts';

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
}
