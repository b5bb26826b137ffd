import { ConformanceError } from '../../core/errors.ts';
import type { HttpRequest, HttpResponse } from '../../core/http.ts';
import { bearerToken } from './bearer-callers.ts';
import { attachmentsOf, createWorld } from './create-world.ts';
import { createExchangeLog, type Exchange } from './exchange-log.ts';
import { executionOf } from './execution-of.ts';
import { type Handled, handleRequest } from './handle-request.ts';
import { type KernelMutant, kernelMutants } from './kernel-mutants.ts';
import { type KernelVariant, kernelVariants } from './kernel-variants.ts';
import { createMemoryStore } from './memory-store.ts';
import type { ProtocolCore, ProvokedFault } from './protocol-core.ts';
import { createSeededRandom } from './seeded-random.ts';
import type { ServiceSnapshot } from './service-snapshot.ts';
import type { Store } from './store.ts';
import type { Principal, Trace, World } from './world.ts';

/** How a service is set up. What is left out is as the protocol has it by default, and sound. */
export interface ServiceOptions {
  readonly edition?: string;
  /** The complete list. */
  readonly features?: Iterable<string>;
  /** A bug of the protocol's list. */
  readonly mutant?: string;
  /** Of a bug that leaves a window between check and write: how long it is, in milliseconds, in place of its own. */
  readonly windowMs?: number;
  /** A bug of {@link kernelMutants}. */
  readonly kernelMutant?: string;
  /** A lawful difference of the protocol's list or of {@link kernelVariants}. */
  readonly variant?: string;
  /** Any text; the same one gives the same ids. */
  readonly seed?: string;
  /** Milliseconds since 1970; default: the real clock. */
  readonly clock?: () => number;
  /** Scheme, authority and mount path for absolute URLs, when the caller of dispatch gives none. */
  readonly baseUrl?: string;
  /** How many exchanges are remembered. */
  readonly exchanges?: number;
  /** Find out for every answer which bugs could have changed it (for `prove`; takes time). */
  readonly tracing?: boolean;
  /**
   * The bearer tokens that are taken beside those of the core: any, or this one alone, in place of them; default: none. Where tokens
   * are exchanged, any other is an API token, which is good for the exchange; or this one is, beside theirs.
   */
  readonly token?: { readonly any: true } | { readonly only: string };
  /** False: nobody wants to know whether the bug at work changed an answer or rows (`Trace.differs` is then false). */
  readonly comparing?: boolean;
  /** False: answers do not say which rules decided them (`Conformance-Rule`). What is not modelled is always said. */
  readonly explains?: boolean;
  /** How long each answer takes at least, and at most, in milliseconds. */
  readonly latency?: readonly [least: number, most: number];
}

/** What may differ from request to request on the same rows. */
export interface Call {
  readonly baseUrl?: string;
  readonly features?: ReadonlySet<string>;
}

/** An answer, and what decided it. */
export interface Answer extends HttpResponse {
  readonly trace: Trace;
}

/** A protocol core with its state: answers requests, in process. */
export interface Service {
  readonly core: ProtocolCore;
  readonly edition: string;
  /**
   * Answers one request; it is handled before this returns, unless authentication or a kernel mutant takes time.
   * Rejects only if the core has a fault; the store is then as before.
   */
  dispatch(request: HttpRequest, call?: Call): Promise<Answer>;
  /** Back to the seeded state, with this seed from now on; the clock is no longer moved, the log is empty. */
  reset(seed?: string): void;
  snapshot(): ServiceSnapshot;
  restore(snapshot: ServiceSnapshot): void;
  /** Runs work on the rows that belongs to no request: all of its writes count, or none if it throws. Nobody is the caller. */
  onRows<R>(work: (store: Store, world: World) => R): R;
  now(): number;
  advanceClock(ms: number): void;
  /**
   * The next write gives this version token.
   * @throws {ConformanceError} ERR_USAGE for a text that is none, or where there are none that count.
   */
  setNextVersion(version: string): void;
  /** The next write is refused; several add up. */
  provoke(what: ProvokedFault['kind']): void;
  /** The last exchanges, oldest first. */
  exchanges(): Exchange[];
  clearExchanges(): void;
  /** How much was done that may have changed rows, counted up. */
  changes(): number;
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);
const noRules: Trace['rules'] = new Set();

/**
 * Creates a service with its first rows.
 * @throws {ConformanceError} ERR_USAGE for an edition, feature, mutant or variant the protocol does not have.
 */
export function createService(core: ProtocolCore, options: ServiceOptions = {}): Service {
  const { edition, features, kernelMutant, kernelVariant } = resolve(core, options);
  const {
    mutant,
    variant,
    clock = Date.now,
    baseUrl = 'http://reference.invalid',
    tracing = false,
    comparing = true,
  } = options;
  const store = createMemoryStore(kernelMutant?.defects);
  const log = createExchangeLog(options.exchanges ?? 256);
  let seed = options.seed ?? 'conformance';
  const random = createSeededRandom(seed);
  // Chance of the kernel's own, so that a variant on messages leaves the ids as they are.
  const chance = createSeededRandom(`${seed}, kernel`);
  const bug = core.mutants.find(({ id }) => id === mutant);
  const execute = executionOf({ kernelMutant, bug }, store, chance, options.windowMs);
  const tokens = new Set(options.token && 'only' in options.token ? [options.token.only] : []);
  let clockMs = 0;
  let changes = 0;
  let faults: ProvokedFault[] = [];

  const now = (): number => clock() + clockMs;
  const worldFor = (
    principal: Principal | undefined,
    call: Call,
    bug?: string,
    at: () => number = now,
  ): ReturnType<typeof createWorld> =>
    createWorld({
      core,
      edition,
      features: call.features ?? features,
      principal,
      baseUrl: call.baseUrl ?? baseUrl,
      mutant: bug,
      tracing,
      variant,
      random,
      now: at,
    });
  let planted: ReadonlySet<string> = new Set();
  const plant = (): void => {
    const { world, asked } = worldFor(undefined, {});
    core.seed(store, world);
    planted = asked.variants;
  };
  const disturb = (call: Call): void => {
    if (kernelVariant?.disturbs) core.disturb(store, worldFor(undefined, call).world);
  };
  const answer = (
    request: HttpRequest,
    worldWith: (mutant: string | undefined) => ReturnType<typeof createWorld>,
  ): Handled | Promise<Handled> => {
    const fault = safeMethods.has(request.method) ? undefined : faults.shift();
    // A fault takes the place of the core, so that bugs around an answer find it as well.
    const handle: ProtocolCore['handle'] = fault
      ? (_, sent, world) => core.provoked?.(fault, sent, world) ?? refuse(fault)
      : core.handle;
    const handling = {
      request,
      handle,
      worldWith,
      random,
      around: attachmentsOf(core, mutant, tracing).around,
      mutant,
      comparing,
    };
    return execute((state) => handleRequest(state, handling), request);
  };

  plant();
  return {
    core,
    edition,
    dispatch: async (request, call = {}) => {
      const found = core.authenticate(request, tokens);
      const principal = callerOf(core, request, found instanceof Promise ? await found : found, options.token);
      const at = now();
      if (!safeMethods.has(request.method)) changes++;
      disturb(call);
      // One request is handled at one instant, however often it is handled to see what a bug changes.
      const answered = answer(request, (bug) => worldFor(principal, call, bug, () => at));
      const { response: plain, unmodelled, ...told } = answered instanceof Promise ? await answered : answered;
      const trace = planted.size === 0 ? told : { ...told, variants: new Set([...planted, ...told.variants]) };
      disturb(call);
      const explained = explain(plain, options.explains === false ? noRules : trace.rules, unmodelled);
      const response = kernelVariant?.change?.(explained, chance) ?? explained;
      log.add({ at, principal: principal?.id, request, response, rules: [...trace.rules] });
      if (kernelVariant?.delayMs) await delay(kernelVariant.delayMs(chance));
      if (options.latency) await delay(between(options.latency, chance.next()));
      return { ...response, trace };
    },
    reset: (newSeed) => {
      changes++;
      seed = newSeed ?? seed;
      store.restore({ tables: new Map(), counters: new Map() });
      random.load(createSeededRandom(seed).save());
      chance.load(createSeededRandom(`${seed}, kernel`).save());
      clockMs = 0;
      faults = [];
      log.clear();
      plant();
    },
    snapshot: () => ({ store: store.snapshot(), random: random.save(), clockMs }),
    restore: (snapshot) => {
      changes++;
      store.restore(snapshot.store);
      random.load(snapshot.random);
      clockMs = snapshot.clockMs;
    },
    onRows: (work) => {
      changes++;
      return store.transaction(() => work(store, worldFor(undefined, {}).world));
    },
    now,
    advanceClock: (ms) => {
      changes++;
      clockMs += ms;
    },
    setNextVersion: (version) => {
      if (!core.counterOf) throw new ConformanceError('ERR_USAGE', `${core.id} has no version tokens that count`);
      const found = core.counterOf(version);
      if (!found) throw new ConformanceError('ERR_USAGE', `"${version}" is no version token of ${core.id}`);
      const { tables, counters } = store.snapshot();
      store.restore({ tables, counters: new Map(counters).set(found.counter, found.value - 1n) });
    },
    provoke: (kind) => {
      faults.push(kind === 'throttle-next-write' ? { kind, retryAfterSeconds: 1 } : { kind });
    },
    exchanges: log.list,
    clearExchanges: log.clear,
    changes: () => changes,
  };
}

interface Resolved {
  readonly edition: string;
  readonly features: ReadonlySet<string>;
  readonly kernelMutant: KernelMutant | undefined;
  readonly kernelVariant: KernelVariant | undefined;
}

function resolve(core: ProtocolCore, options: ServiceOptions): Resolved {
  const { edition = core.defaultEdition, mutant, variant } = options;
  const features = new Set(options.features ?? core.defaultFeatures);
  const known = (kind: string, id: string | undefined, ids: readonly string[]): void => {
    if (id !== undefined && !ids.includes(id))
      throw new ConformanceError('ERR_USAGE', `${core.id} has no ${kind} "${id}"`, {
        hint: `it has: ${ids.join(', ')}`,
      });
  };
  known('edition', edition, core.editions);
  for (const feature of features) known('feature', feature, core.features);
  known('mutant', mutant, idsOf(core.mutants));
  known('kernel mutant', options.kernelMutant, idsOf(kernelMutants));
  known('variant', variant, [...idsOf(core.variants), ...idsOf(kernelVariants)]);
  return {
    edition,
    features,
    kernelMutant: kernelMutants.find(({ id }) => id === options.kernelMutant),
    kernelVariant: kernelVariants.find(({ id }) => id === variant),
  };
}

/** Who sent a request, where more tokens than those of the core are taken, or fewer. */
function callerOf(
  core: ProtocolCore,
  request: HttpRequest,
  known: Principal | undefined,
  token: ServiceOptions['token'],
): Principal | undefined {
  if (token === undefined) return known;
  if ('any' in token) return known ?? core.anyCaller?.(request) ?? core.anyHolder?.(request);
  if (!core.anyCaller) return known;
  return bearerToken(request) === token.only ? core.anyCaller(request) : undefined;
}

function idsOf(list: readonly { readonly id: string }[]): string[] {
  return list.map(({ id }) => id);
}

/** Says which rules decided, in the order they were asked for, and what this server does not have. */
function explain(response: HttpResponse, rules: Trace['rules'], unmodelled: ReadonlySet<string>): HttpResponse {
  const said = [
    ['Conformance-Rule', [...rules].join(', ')],
    ['Conformance-Unmodelled', [...unmodelled].join(', ')],
  ] as const;
  const headers = said.filter(([, value]) => value !== '');
  return headers.length === 0 ? response : { ...response, headers: [...response.headers, ...headers] };
}

function refuse(fault: ProvokedFault): HttpResponse {
  const body = new Uint8Array(0);
  return fault.kind === 'throttle-next-write'
    ? { status: 429, headers: [['Retry-After', String(fault.retryAfterSeconds)]], body }
    : { status: 503, headers: [], body };
}

function between([least, most]: readonly [number, number], chance: number): number {
  return least + (most - least) * chance;
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
