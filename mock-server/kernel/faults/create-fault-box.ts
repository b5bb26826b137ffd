import { ConformanceError } from '../../../core/errors.ts';
import { emptyBody, type HttpRequest, type HttpResponse, headerValue, splitTarget, utf8 } from '../../../core/http.ts';
import { safeMethods } from '../../../core/safe-methods.ts';
import type { Snapshot } from '../memory-store.ts';
import type { ProtocolCore } from '../protocol-core.ts';
import type { Answer, Call, Otherwise, Service } from '../service.ts';
import type { Workbench } from '../workbench.ts';
import type { ArmedFault, FaultRequest, FiredFault } from './fault.ts';
import { faultKinds } from './fault-kinds.ts';
import { readFault, readFaultField } from './read-fault.ts';
import { spoilTag } from './spoil-tag.ts';

/** What the faults of a service work with. */
export interface Insides {
  readonly core: ProtocolCore;
  send(request: HttpRequest, call: Call, otherwise?: Otherwise): Promise<Answer>;
  readonly onRows: Service['onRows'];
  now(): number;
  rows(): Snapshot;
  bugCalled(id: string): NonNullable<Otherwise['bug']>;
}

/** The faults of a service: requests go through it as soon as there is one. */
export interface FaultBox {
  dispatch(request: HttpRequest, call: Call): Promise<Answer>;
  arm(asked: FaultRequest): Promise<ArmedFault>;
  list(): readonly ArmedFault[];
  disarm(id?: number): boolean;
}

interface Armed {
  readonly id: number;
  readonly asked: FaultRequest;
  left: number;
  skip: number;
  readonly fired: FiredFault[];
  /** What it needs, made when it was armed. */
  readonly rows: Snapshot | undefined;
  readonly bug: Otherwise['bug'];
  /** Tokens that are good no longer. */
  readonly expired: Set<string>;
}

/** Creates a box without faults. */
export function createFaultBox(insides: Insides): FaultBox {
  const { core, now } = insides;
  let armed: Armed[] = [];
  let count = 0;
  let rivals = 0;
  let bench: Promise<Workbench | undefined> | undefined;
  const workbench = (): Promise<Workbench | undefined> => (bench ??= core.workbench?.() ?? Promise.resolve(undefined));

  const make = async (asked: FaultRequest, id: number): Promise<Armed> => {
    const { effect } = faultKinds[asked.fault];
    await check(insides, asked, await workbench());
    return {
      id,
      asked,
      left: asked.times === 'always' ? Number.POSITIVE_INFINITY : (asked.times ?? 1),
      skip: asked.skip ?? 0,
      fired: [],
      rows: effect.does === 'stale' ? insides.rows() : undefined,
      bug: effect.does === 'mutant' ? insides.bugCalled(asked.mutant ?? '') : undefined,
      expired: new Set(),
    };
  };

  const strike = async (request: HttpRequest, call: Call, faults: readonly Armed[]): Promise<Answer> => {
    const bench = await workbench();
    let otherwise: Otherwise = {};
    let delayMs = 0;
    const struck: Armed[] = [];
    const fire = (fault: Armed, uses = true): void => {
      if (uses) fault.left--;
      fault.fired.push({ at: now(), method: request.method, target: request.target });
      struck.push(fault);
    };
    for (const fault of faults) {
      const { effect } = faultKinds[fault.asked.fault];
      const { ms = standard.ms, retryAfterSeconds = standard.retryAfterSeconds } = fault.asked;
      if (effect.does === 'delay') {
        delayMs += ms;
        fire(fault);
      } else if (effect.does === 'wire' && effect.before) {
        fire(fault);
        return { ...nothing, wire: { kind: 'reset' } };
      } else if (effect.does === 'refuse' && !otherwise.handle) {
        otherwise = { ...otherwise, handle: refusing({ kind: effect.as, retryAfterSeconds }, bench) };
        fire(fault);
      } else if (effect.does === 'expire' && !otherwise.handle) {
        const token = headerValue(request.headers, 'Authorization');
        if (token === undefined || (fault.left <= 0 && !fault.expired.has(token))) continue;
        otherwise = { ...otherwise, handle: refusing({ kind: 'unauthorized', retryAfterSeconds }, bench) };
        fire(fault, !fault.expired.has(token));
        fault.expired.add(token);
      } else if (effect.does === 'mutant' && fault.bug) {
        otherwise = { ...otherwise, bug: fault.bug };
        fire(fault);
      } else if (effect.does === 'stale' && fault.rows) {
        otherwise = { ...otherwise, rows: fault.rows };
        fire(fault);
      } else if (effect.does === 'rival' && writesFirst(insides, request, call, bench, rivals + 1)) {
        rivals++;
        fire(fault);
      }
    }
    const ways = faults.filter(({ asked }) => ['wire', 'tag'].includes(faultKinds[asked.fault].effect.does));
    const said = struck.map(({ asked }) => asked.fault).join(', ');
    let answer = await insides.send(request, call, said === '' ? otherwise : { ...otherwise, fault: said });
    for (const fault of ways) {
      const changed = onItsWay(answer, fault.asked);
      if (!changed) continue;
      answer = changed;
      fire(fault);
    }
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    const names = struck.map(({ asked }) => asked.fault).join(', ');
    return names === '' ? answer : { ...answer, headers: [...answer.headers, ['Conformance-Fault', names]] };
  };

  return {
    dispatch: async (request, call) => {
      const field = headerValue(request.headers, 'Conformance-Fault');
      const own = field === undefined ? [] : await readOwn(field, (asked) => make(asked, 0));
      if ('status' in own) return { ...own, trace: nothing.trace };
      const sent = field === undefined ? request : withoutField(request);
      const meeting = armed.filter((fault) => meets(fault, sent));
      const ready = meeting.filter((fault) => {
        if (fault.skip <= 0) return true;
        fault.skip--;
        return false;
      });
      const all = [...own, ...ready];
      return all.length === 0 ? insides.send(sent, call) : strike(sent, call, all);
    },
    arm: async (asked) => {
      const fault = await make(readFault(asked), ++count);
      armed.push(fault);
      return shown(fault);
    },
    list: () => armed.map(shown),
    disarm: (id) => {
      const before = armed.length;
      armed = id === undefined ? [] : armed.filter((fault) => fault.id !== id);
      return id === undefined || armed.length < before;
    },
  };
}

const standard = { ms: 1000, retryAfterSeconds: 1 };

/** No answer at all. */
const nothing: Answer = {
  status: 502,
  headers: [],
  body: emptyBody,
  trace: { rules: new Set(), mutants: new Set(), variants: new Set(), differs: false },
};

function shown({ id, asked, left, fired }: Armed): ArmedFault {
  return { id, asked, left: left === Number.POSITIVE_INFINITY ? 'always' : left, fired: [...fired] };
}

/** Is this a request that the fault is about? */
function meets({ asked, left, expired }: Armed, request: HttpRequest): boolean {
  if (left <= 0 && expired.size === 0) return false;
  const { path } = splitTarget(request.target);
  if (asked.path !== undefined && !pattern(asked.path).test(path)) return false;
  if (asked.method !== undefined) return [asked.method].flat().some((one) => one.toUpperCase() === request.method);
  const of = faultKinds[asked.fault].meets;
  return of === 'all' || (of === 'reads') === safeMethods.has(request.method);
}

function pattern(path: string): RegExp {
  const parts = path.split('*').map((part) => part.replaceAll(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}

/** @throws {ConformanceError} ERR_USAGE where the protocol has nothing of this kind. */
async function check({ core, onRows }: Insides, asked: FaultRequest, bench: Workbench | undefined): Promise<void> {
  const { effect } = faultKinds[asked.fault];
  const needs = effect.does === 'refuse' || effect.does === 'rival';
  if (needs && !bench) throw new ConformanceError('ERR_USAGE', `${core.id} has no ${asked.fault}`);
  if (effect.does !== 'refuse') return;
  const request = { method: 'PUT', target: '/', headers: [], body: emptyBody };
  const kind = { kind: effect.as, retryAfterSeconds: 1 };
  if (onRows((store, world) => bench?.refuse(kind, { store, request, world })) === undefined)
    throw new ConformanceError('ERR_USAGE', `${core.id} has no ${asked.fault}: it never answers so`);
}

function refusing(asked: Parameters<Workbench['refuse']>[0], bench: Workbench | undefined): ProtocolCore['handle'] {
  return (store, request, world) => bench?.refuse(asked, { store, request, world }) ?? nothing;
}

/** Does somebody else change the row of the request? False: it is about none that is there. */
function writesFirst(
  { core, onRows }: Insides,
  request: HttpRequest,
  call: Call,
  bench: Workbench | undefined,
  count: number,
): boolean {
  return onRows((store, world) => {
    const rival = bench?.rival({ store, request, world }, count);
    return !!rival && core.handle(store, rival.request, { ...world, principal: rival.by }).status < 300;
  }, call);
}

/** The answer as it arrives; undefined: the fault finds nothing to do in it. */
function onItsWay(answer: Answer, { fault, ms = 30_000 }: FaultRequest): Answer | undefined {
  const { effect } = faultKinds[fault];
  if (effect.does === 'tag') return spoilTag(answer, effect.as);
  if (effect.does !== 'wire') return undefined;
  if (effect.as === 'silence') return { ...answer, wire: { kind: 'silence', ms } };
  if (effect.as === 'reset') return { ...answer, wire: { kind: 'reset' } };
  return answer.body.length < 2 ? undefined : { ...answer, wire: { kind: effect.as } };
}

function withoutField(request: HttpRequest): HttpRequest {
  return { ...request, headers: request.headers.filter(([name]) => name.toLowerCase() !== 'conformance-fault') };
}

/** The fault that a request asks for itself, or why it cannot be. */
async function readOwn(
  field: string,
  make: (asked: FaultRequest) => Promise<Armed>,
): Promise<readonly Armed[] | HttpResponse> {
  try {
    return [await make(readFaultField(field))];
  } catch (error) {
    if (!(error instanceof ConformanceError)) throw error;
    const body = utf8(`${JSON.stringify({ error: `Conformance-Fault: ${error.message}` })}\n`);
    return { status: 400, headers: [['Content-Type', 'application/json']], body };
  }
}
