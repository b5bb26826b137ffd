import type { HttpRequest, HttpResponse } from '../../core/http.ts';
import type { RuleId } from '../../core/rule.ts';
import type { Seam } from './seam.ts';
import type { Store } from './store.ts';
import type { Principal, World } from './world.ts';

/** A rule that is not kept: as a whole, or only in the cases that the core tells apart by `keepsFor`. */
interface AtRule {
  readonly kind: 'rule';
  readonly rule: RuleId;
  /** The cases; undefined: all. */
  readonly of?: readonly string[];
}

/** A decision that comes out otherwise. */
interface AtSeam {
  readonly kind: 'seam';
  readonly seam: string;
  change(sound: unknown, context: unknown, world: World): unknown;
  when?(context: unknown): boolean;
}

/** Something wrong around the whole of a request. */
interface Around {
  readonly kind: 'around';
  /**
   * Could this bug change this exchange? Asked after the sound server has answered; it must not write. It also
   * tells `prove` which scenarios the bug can change.
   */
  when(exchange: Exchange): boolean;
  /** What the broken server answers. It may write to `exchange.store`. */
  answer(exchange: Exchange): HttpResponse;
}

/** Where a bug attaches to the sound core. */
export type Attachment = AtRule | AtSeam | Around;

/** The request that carries another one, and where in it that stands. */
export interface Carrier {
  readonly request: HttpRequest;
  readonly place: string;
}

/** A request that a sound core has answered. */
export interface Exchange {
  readonly request: HttpRequest;
  /** Undefined: it came by itself. */
  readonly carrier: Carrier | undefined;
  /** The answer of the sound server. */
  readonly response: HttpResponse;
  readonly world: World;
  /** The rules that decided the sound answer. */
  readonly rules: ReadonlySet<RuleId>;
  /** The rows as the request left them. */
  readonly store: Store;
  /** The rows as the request found them; writes to it are lost. */
  readonly before: Store;
  /** Takes back what the request wrote. */
  undo(): void;
  /**
   * Takes back what the request wrote, and handles another request, or another caller's, in its place: with the same
   * chance and the same counters, so that what both have in common comes out alike.
   */
  instead(request: HttpRequest, principal?: Principal): HttpResponse;
}

/** Does not keep a rule; with cases: only where `world.keepsFor` asks for one of these. */
export function off(rule: RuleId, ...of: readonly string[]): Attachment {
  return of.length === 0 ? { kind: 'rule', rule } : { kind: 'rule', rule, of };
}

/** Makes something else of the value of a decision. `when`: the cases it can change; default: every one. */
export function atSeam<V, C>(
  { id }: Seam<V, C>,
  change: (sound: V, context: C, world: World) => NoInfer<V>,
  when?: (context: C) => boolean,
): Attachment {
  return {
    kind: 'seam',
    seam: id,
    change: change as (sound: unknown, context: unknown, world: World) => unknown,
    ...(when ? { when: when as (context: unknown) => boolean } : {}),
  };
}

/** Answers otherwise, or writes otherwise, when a sound server has handled a request. */
export function around(
  when: (exchange: Exchange) => boolean,
  answer: (exchange: Exchange) => HttpResponse,
): Attachment {
  return { kind: 'around', when, answer };
}

/** Rows in which a bug remembers something from request to request. They are no state of the protocol. */
export function memoryOf<T extends object>(store: Store, bug: string): ReturnType<typeof store.table<T>> {
  return store.table<T>(`${memoryPrefix}${bug}`);
}

/** How the names of tables begin that {@link memoryOf} gives. */
export const memoryPrefix = 'bug/';
