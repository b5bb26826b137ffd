import type { HttpResponse } from '../../core/http.ts';
import type { Call } from './call.ts';

/** What a request does to data, in words that all protocols share. */
type Act = 'read' | 'create' | 'update' | 'delete' | 'sign-in' | 'other';

/** What a write says the row must be, for it to be done. */
export type Condition =
  /** The state that this version token names; as it was sent. */
  | { readonly kind: 'version'; readonly token: string }
  /** Any state, as long as it is there. */
  | { readonly kind: 'there' }
  | { readonly kind: 'not-there' };

/** What a client asks for. */
export interface ClientRequest {
  readonly act: Act;
  /** The one row it names, spelt in one way however it is named; undefined: none, or several. */
  readonly row?: string;
  readonly condition?: Condition;
  /** It goes for a version that is not the row's any more; told where an answer alone does not tell a conflict. */
  readonly stale?: true;
  /** Of an update: the members that it sets, with their values as JSON. What is left out stays as it is, unless it is `whole`. */
  readonly sets?: ReadonlyMap<string, string>;
  /** An update that replaces all of the row. */
  readonly whole?: true;
}

/** A row as an answer shows it. */
export interface ShownRow {
  readonly row: string;
  /** Its version token, as a client may send it. */
  readonly token?: string;
  /** Members by name, their values as JSON. */
  readonly values: ReadonlyMap<string, string>;
}

/** What an answer means to whoever asked. */
export type Outcome =
  | 'done'
  /** The row is not in the state that the request wants. */
  | 'conflict'
  /** Come again later. */
  | 'throttled'
  | 'unauthenticated'
  /** A success by its status that did nothing. */
  | 'nothing'
  | 'refused';

/** What an answer says. */
export interface ClientReply {
  readonly outcome: Outcome;
  readonly shows: readonly ShownRow[];
}

/** What a protocol knows for judging its clients (mock-server/protocols/<id>/client-side.ts): how to read what they send and get. */
export interface ClientSide {
  /** Reads a request on the rows that there are when it comes. */
  readRequest(call: Call): ClientRequest;
  /** Reads its answer. */
  readReply(call: Call, request: ClientRequest, response: HttpResponse): ClientReply;
  /** An answer that says: done, and did nothing; undefined: the protocol has none. */
  nothingDone?(): HttpResponse;
}
