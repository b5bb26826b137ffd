import { ConformanceError } from '../../core/errors.ts';
import { type HttpRequest, type HttpResponse, headerValue } from '../../core/http.ts';
import { safeMethods } from '../../core/safe-methods.ts';
import { bugCalled } from './bug-called.ts';
import { callerOf } from './caller-of.ts';
import { attachmentsOf, createWorld } from './create-world.ts';
import { createExchangeLog } from './exchange-log.ts';
import { executionOf } from './execution-of.ts';
import { explainAnswer } from './explain-answer.ts';
import type { FaultBox } from './faults/create-fault-box.ts';
import { type Handled, handleRequest } from './handle-request.ts';
import { createMemoryStore } from './memory-store.ts';
import type { ProtocolCore, ProvokedFault } from './protocol-core.ts';
import { resolveOptions } from './resolve-options.ts';
import { createSeededRandom } from './seeded-random.ts';
import type { Answer, Call, Otherwise, Service } from './service.ts';
import type { ServiceOptions } from './service-options.ts';
import type { Principal, Trace } from './world.ts';

export type { Answer, Call, Service } from './service.ts';
export type { ServiceOptions } from './service-options.ts';

/** By which a client asks for a fault of its own request. */
const faultHeader = 'conformance-fault';
const noRules: Trace['rules'] = new Set();

/**
 * Creates a service with its first rows.
 * @throws {ConformanceError} ERR_USAGE for an edition, feature, mutant or variant the protocol does not have.
 */
export function createService(core: ProtocolCore, options: ServiceOptions = {}): Service {
  const { edition, features, kernelMutant, kernelVariant } = resolveOptions(core, options);
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
    { bug: other, rows, handle: instead }: Otherwise,
  ): Handled | Promise<Handled> => {
    const running = other ? other.mutant : mutant;
    const fault = safeMethods.has(request.method) ? undefined : faults.shift();
    // A fault takes the place of the core, so that bugs around an answer find it as well.
    const handle: ProtocolCore['handle'] = fault
      ? (_, sent, world) => core.provoked?.(fault, sent, world) ?? refuse(fault)
      : (instead ?? core.handle);
    const handling = {
      request,
      handle,
      worldWith,
      random,
      around: attachmentsOf(core, running, tracing).around,
      mutant: running,
      comparing,
    };
    if (rows) {
      const replica = createMemoryStore();
      replica.restore(rows);
      return replica.transaction(() => handleRequest(replica, handling));
    }
    return (other?.execute ?? execute)((state) => handleRequest(state, handling), request);
  };

  const send = async (request: HttpRequest, call: Call, otherwise: Otherwise = {}): Promise<Answer> => {
    const found = core.authenticate(request, tokens);
    const principal = callerOf(core, request, found instanceof Promise ? await found : found, options.token);
    const at = now();
    if (!safeMethods.has(request.method)) changes++;
    disturb(call);
    // One request is handled at one instant, however often it is handled to see what a bug changes.
    const answered = answer(request, (bug) => worldFor(principal, call, bug, () => at), otherwise);
    const { response: plain, unmodelled, ...told } = answered instanceof Promise ? await answered : answered;
    const trace = planted.size === 0 ? told : { ...told, variants: new Set([...planted, ...told.variants]) };
    disturb(call);
    const explained = explainAnswer(plain, options.explains === false ? noRules : trace.rules, unmodelled);
    const response = kernelVariant?.change?.(explained, chance) ?? explained;
    const { fault } = otherwise;
    log.add({ at, principal: principal?.id, request, response, rules: [...trace.rules], ...(fault && { fault }) });
    if (kernelVariant?.delayMs) await delay(kernelVariant.delayMs(chance));
    if (options.latency) await delay(between(options.latency, chance.next()));
    return { ...response, trace };
  };
  const onRows: Service['onRows'] = (work, call = {}) => {
    changes++;
    return store.transaction(() => work(store, worldFor(undefined, call).world));
  };
  let box: FaultBox | undefined;
  const openBox = async (): Promise<FaultBox> => {
    const { createFaultBox } = await import('./faults/create-fault-box.ts');
    box ??= createFaultBox({
      core,
      send,
      onRows,
      now,
      rows: store.snapshot,
      bugCalled: (id) => bugCalled(core, id, store, chance),
    });
    return box;
  };

  plant();
  return {
    core,
    edition,
    dispatch: async (request, call = {}) => {
      const asked = headerValue(request.headers, faultHeader) !== undefined;
      const faulty = asked ? await openBox() : box;
      return faulty ? faulty.dispatch(request, call) : send(request, call);
    },
    arm: async (fault) => (await openBox()).arm(fault),
    faults: () => box?.list() ?? [],
    disarm: (id) => box?.disarm(id) ?? id === undefined,
    reset: (newSeed) => {
      changes++;
      seed = newSeed ?? seed;
      store.restore({ tables: new Map(), counters: new Map() });
      random.load(createSeededRandom(seed).save());
      chance.load(createSeededRandom(`${seed}, kernel`).save());
      clockMs = 0;
      faults = [];
      box?.disarm();
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
    onRows,
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
