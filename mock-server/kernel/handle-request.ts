import type { HttpRequest, HttpResponse } from '../../core/http.ts';
import type { Attachments } from './attachments.ts';
import { type Carrier, type Exchange, memoryPrefix } from './bug.ts';
import type { Asked, createWorld } from './create-world.ts';
import type { Attempt, MemoryStore, Write } from './memory-store.ts';
import type { SeededRandom } from './seeded-random.ts';
import { encodeValue } from './state-codec.ts';
import type { Store } from './store.ts';
import type { World } from './world.ts';

/** A request and what it takes to handle it, perhaps several times. */
export interface Handling {
  readonly request: HttpRequest;
  /** The sound core's own. */
  handle(store: Store, request: HttpRequest, world: World): HttpResponse;
  /** A world in which this bug is at work, or none. */
  worldWith(mutant: string | undefined): ReturnType<typeof createWorld>;
  readonly random: SeededRandom;
  /** Bugs to ask whether they could change this; only the one at work does. */
  readonly around: Attachments['around'];
  readonly mutant: string | undefined;
  /** Find out whether the bug changed anything. */
  readonly comparing: boolean;
  /** What carries the request; undefined: it came by itself. */
  readonly carrier?: Carrier;
}

/** An answer and how it came about. */
export interface Handled {
  readonly response: HttpResponse;
  readonly rules: Asked['rules'];
  readonly mutants: Asked['mutants'];
  readonly unmodelled: Asked['unmodelled'];
  readonly variants: Asked['variants'];
  readonly differs: boolean;
}

/** Answers a request: as a sound server does, or with the bug at work and whether that changed anything. */
export function handleRequest(store: MemoryStore, handling: Handling): Handled {
  const { request, mutant, comparing, around } = handling;
  const { world, asked, carried } = embedding(store, handling, mutant);
  if (around.length === 0 && (mutant === undefined || !comparing)) {
    const response = handling.handle(store, request, world);
    return { response, ...together(asked, carried), differs: false };
  }
  const met = new Set<string>();
  const { random } = handling;
  const began = random.save();
  const answer = (attempt: Attempt): HttpResponse => {
    const response = handling.handle(store, request, world);
    const found = { world, rules: new Set(asked.rules), response };
    const restart = (): void => {
      attempt.restart();
      random.load(began);
    };
    let exchange = exchangeOf(store, handling, found, { ...attempt, restart });
    for (const each of around) {
      if (!each.when(exchange)) continue;
      met.add(each.mutant);
      if (each.mutant !== mutant) continue;
      exchange = exchangeOf(store, handling, { ...found, response: each.answer(exchange) }, { ...attempt, restart });
    }
    return exchange.response;
  };
  const handled = (response: HttpResponse): Handled => {
    const all = together(asked, carried);
    const mutants = met.size === 0 ? all.mutants : new Set([...all.mutants, ...met]);
    return { response, ...all, mutants, differs: false };
  };
  if (mutant === undefined || !comparing) return handled(store.watch(answer));
  const tried = store.attempt(answer);
  const ended = random.save();
  random.load(began);
  const found = handled(tried.result);
  const differs = found.mutants.has(mutant) && differsFromSound(store, handling, tried);
  random.load(ended);
  tried.redo();
  return { ...found, differs };
}

/** The world of a request, in which those that it carries are handled as it is itself; and what came of them. */
function embedding(store: MemoryStore, handling: Handling, mutant: string | undefined) {
  const { world, asked } = handling.worldWith(mutant);
  const carried: Handled[] = [];
  const embed: World['embed'] = (request, place) => {
    const carrier = { request: handling.request, place };
    const handled = handleRequest(store, { ...handling, request, mutant, comparing: false, carrier });
    carried.push(handled);
    return handled.response;
  };
  return { world: { ...world, embed, place: handling.carrier?.place }, asked, carried };
}

/** What a request and those that it carries asked for. */
function together(asked: Asked, carried: readonly Handled[]): Asked {
  if (carried.length === 0) return asked;
  const all: readonly Asked[] = [asked, ...carried];
  const of = <K extends keyof Asked>(what: K): ReadonlySet<string> => new Set(all.flatMap((one) => [...one[what]]));
  return { rules: of('rules'), mutants: of('mutants'), unmodelled: of('unmodelled'), variants: of('variants') };
}

function exchangeOf(
  store: MemoryStore,
  { request, handle, carrier }: Handling,
  { world, rules, response }: Pick<Exchange, 'world' | 'rules' | 'response'>,
  { before, undo, restart }: Attempt,
): Exchange {
  let found: Store | undefined;
  return {
    request,
    carrier,
    response,
    world,
    rules,
    store,
    get before() {
      found ??= before();
      return found;
    },
    undo,
    instead: (other, principal = world.principal) => {
      restart();
      return handle(store, other, { ...world, principal });
    },
  };
}

interface Outcome {
  readonly result: HttpResponse;
  readonly writes: readonly Write[];
}

/** Does the sound server answer otherwise, or leave other rows? The store is left as it was found. */
function differsFromSound(store: MemoryStore, handling: Handling, outcome: Outcome): boolean {
  const { world } = embedding(store, handling, undefined);
  const sound = store.attempt(() => handling.handle(store, handling.request, world));
  return !sameResponse(sound.result, outcome.result) || spellWrites(sound.writes) !== spellWrites(outcome.writes);
}

function sameResponse(one: HttpResponse, other: HttpResponse): boolean {
  return (
    one.status === other.status &&
    one.body.length === other.body.length &&
    one.body.every((byte, index) => byte === other.body[index]) &&
    JSON.stringify(one.headers) === JSON.stringify(other.headers)
  );
}

/** What a bug remembers for itself is no state of the protocol; the order of writes leaves no trace. */
function spellWrites(writes: readonly Write[]): string {
  return writes
    .filter(({ table }) => !table.startsWith(memoryPrefix))
    .map(({ table, key, row }) => JSON.stringify([table, key, encodeValue(row)]))
    .sort()
    .join('\n');
}
