import type { HeaderField, HttpRequest, HttpResponse } from '../../core/http.ts';
import type { Json } from '../../core/json.ts';
import type { RuleId } from '../../core/rule.ts';
import type { FormLaw } from '../../core/suite.ts';
import type { Attachment } from './bug.ts';
import type { ClientSide } from './client-side.ts';
import type { ExampleRequest } from './example-request.ts';
import type { Store } from './store.ts';
import type { Workbench } from './workbench.ts';
import type { Principal, World } from './world.ts';

/** A realistic bug, by name: what it breaks, and where it attaches. What fails along with it is derived by `prove`. */
export interface Mutant {
  /** kebab-case, unique in the protocol: "stale-write-accepted". */
  readonly id: string;
  /** One sentence: "An old revision is accepted." */
  readonly title: string;
  /** Where it attaches to the sound core. */
  readonly at: readonly Attachment[];
  /** Rules of which an assertion must fail. */
  readonly fails: readonly RuleId[];
  /**
   * Requests that its attachments meet are judged by the state at their arrival, and what they write arrives this many
   * milliseconds later: only requests that overlap can notice.
   */
  readonly windowMs?: number;
  /**
   * With a window: rows are looked at once more in the second half of it, and where they change after that the request is handled anew.
   * What it forgets is what came before that look.
   */
  readonly rereads?: true;
  /** The law that it breaks for one form of write, where it was made from the list of them. */
  readonly cell?: FormLaw;
  /** Editions to prove it in; default: the default edition. */
  readonly editions?: readonly string[];
  /** The defect is the shape of the answer itself, so it need not fit the response schemas. */
  readonly breaksShape?: boolean;
}

/** A lawful difference. `protocol` ones are asked for by `world.variant`, kernel ones work on the messages. */
export interface Variant {
  readonly id: string;
  readonly title: string;
  /** What allows it. */
  readonly because: string;
  readonly editions?: readonly string[];
}

/**
 * A refusal of the next write on demand, which then does not reach `handle`: 429 with Retry-After, or a refusal that
 * names no time. `retryAfterSeconds` is what Retry-After has to say.
 */
export type ProvokedFault =
  | { readonly kind: 'throttle-next-write'; readonly retryAfterSeconds: number }
  | { readonly kind: 'refuse-next-write' };

/** A server under other names: the features that switch them on, and the bindings that differ. */
export interface Renamed {
  readonly features: readonly string[];
  readonly bindings: Readonly<Record<string, Json>>;
}

/** A protocol as a pure function over a store, and what is known about it. One per folder of mock-server/protocols/. */
export interface ProtocolCore {
  readonly id: string;
  readonly title: string;
  readonly editions: readonly string[];
  readonly defaultEdition: string;
  readonly mutants: readonly Mutant[];
  readonly variants: readonly Variant[];
  /** Kernel variants that this protocol's own rules forbid, each with the rule that does. */
  readonly unlawfulVariants: Readonly<Record<string, string>>;
  /** What `prove` lets pass, and why. */
  readonly excuses: Excuses;
  /** Features this server can have; `defaultFeatures` are on when nobody asks for others. */
  readonly features: readonly string[];
  readonly defaultFeatures: readonly string[];
  /** How the suites have to be bound for the features that make this server call everything by another name. */
  otherNames?(bindings: Readonly<Record<string, Json>>): Renamed;
  /** Tables of the user's own, for `world.model`. */
  readonly model?: unknown;
  /** Header fields by which the bundled server knows each identity; "nobody" sends none. */
  readonly credentials: Readonly<Record<string, readonly HeaderField[]>>;
  /** What the tokens of its identities say, where this core reads tokens itself: `scope`, and further claims. */
  readonly tokenClaims?: Readonly<Record<string, { readonly scope: string; readonly [claim: string]: unknown }>>;
  /** Who sent this; undefined: nobody. `tokens`: API tokens that are taken as well. Runs before `handle`; the only place that may be asynchronous. */
  authenticate(
    request: HttpRequest,
    tokens?: ReadonlySet<string>,
  ): Principal | undefined | Promise<Principal | undefined>;
  /**
   * Who sends a token that nobody knows, on a server that takes any; undefined: nobody, or the
   * protocol has no such tokens.
   */
  anyCaller?(request: HttpRequest): Principal | undefined;
  /** The same, where what everybody brings is a token to be exchanged. */
  anyHolder?(request: HttpRequest): Principal | undefined;
  /** The counter behind a version token and its value there, so that the next write can be given this very token. */
  counterOf?(version: string): { readonly counter: string; readonly value: bigint } | undefined;
  /** Puts the first rows into an empty store. */
  seed(store: Store, world: World): void;
  /** Rows of somebody else, and one write more of theirs at each call: the kernel variant "busy". */
  disturb(store: Store, world: World): void;
  /** Answers one request. Synchronous and pure towards the outside; every refusal comes before the first write. */
  handle(store: Store, request: HttpRequest, world: World): HttpResponse;
  /** How this protocol words a refusal that the control plane asked for; default: 429 or 503 without a body. */
  provoked?(fault: ProvokedFault, request: HttpRequest, world: World): HttpResponse;
  /** What it knows for those who develop a client; loads it. */
  workbench?(): Promise<Workbench>;
  /** What is needed to judge clients; undefined: they cannot be judged. */
  clientSide?(): Promise<ClientSide>;
  /** A request that works on a freshly seeded server, for the curl line `serve` prints. Target below the mount. */
  readonly example: ExampleRequest;
}

/** What the proof of a protocol excuses, each with its reason (mock-server/protocols/<id>/excuses.ts). */
export interface Excuses {
  /** Assertions no mutant fails: id as in spec/<id>/proof.json without the rule, "*" for any part of it. */
  readonly assertions: Readonly<Record<string, string>>;
  /** Assertions that may fail although the bug at work changed nothing they look at: ids and "*" as above. */
  readonly inherited?: Readonly<Record<string, string>>;
  /** Kernel mutants nothing of this protocol can show: id, and why. */
  readonly kernelMutants?: Readonly<Record<string, string>>;
  /** MUST rules a dumb server passes: "always-404 DAB-ENV-007" or "* DAB-ENV-007". */
  readonly dumbPasses: Readonly<Record<string, string>>;
}
