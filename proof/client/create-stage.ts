import { emptyBody, type HttpRequest, type HttpResponse } from '../../core/http.ts';
import { stringifyJson } from '../../core/stringify-json.ts';
import type { ClientReply, ClientRequest, ClientSide } from '../../mock-server/kernel/client-side.ts';
import type { ProtocolCore } from '../../mock-server/kernel/protocol-core.ts';
import type { Store } from '../../mock-server/kernel/store.ts';
import type { Workbench } from '../../mock-server/kernel/workbench.ts';
import type { World } from '../../mock-server/kernel/world.ts';
import { isWrite, type Move, type Staged } from './move.ts';

/** A protocol core on a stage: it notes every move of the client, and lets happen once what a play wants. */
export interface Stage {
  readonly core: ProtocolCore;
  /** In the order in which the requests came; a batch, then its parts. */
  readonly moves: readonly Move[];
  /** Lets this happen once, at the next move that it can happen at. */
  next(event: Staged['kind']): void;
  /** Forgets every move, and what was to happen. */
  clear(): void;
}

/** How long a client that is throttled has to wait. */
const waitSeconds = 1;

/** What a stage works with, of the protocol. */
export interface Backstage {
  readonly side: ClientSide;
  readonly bench: Workbench;
}

/** Loads it; undefined: clients of this protocol cannot be judged. */
export async function loadBackstage(core: ProtocolCore): Promise<Backstage | undefined> {
  const [side, bench] = await Promise.all([core.clientSide?.(), core.workbench?.()]);
  return side && bench && { side, bench };
}

/** Puts a core on a stage. `event`: what is to happen at the first move that it can happen at; undefined: nothing. */
export function createStage(core: ProtocolCore, { side, bench }: Backstage, event?: Staged['kind']): Stage {
  let moves: Move[] = [];
  const shown = new Set<string>();
  let number = 0;
  let coming = event;
  let known = 0;

  /** What happens at this move, and the answer where the core is not asked. */
  const stageAt = (
    store: Store,
    request: HttpRequest,
    world: World,
    asks: ClientRequest,
  ): { readonly staged: Staged; readonly answer?: HttpResponse } | undefined => {
    switch (coming) {
      case 'somebody-else-wrote': {
        if (asks.act !== 'update' || asks.row === undefined || !shown.has(asks.row)) return undefined;
        const other = bench.rival({ store, request, world: quiet(world) }, 1, new Set(asks.sets?.keys()));
        if (!other) return undefined;
        const done = core.handle(store, other.request, { ...quiet(world), principal: other.by });
        if (done.status >= 300) return undefined;
        return { staged: { kind: coming, member: other.member, value: stringifyJson(other.value) } };
      }
      case 'throttled': {
        if (!isWrite({ asks })) return undefined;
        const fault = { kind: 'throttle-next-write', retryAfterSeconds: waitSeconds } as const;
        const bare = { status: 429, headers: [['Retry-After', String(waitSeconds)]] as const, body: emptyBody };
        return {
          staged: { kind: coming, seconds: waitSeconds },
          answer: core.provoked?.(fault, request, quiet(world)) ?? bare,
        };
      }
      case 'token-expired': {
        if (world.principal === undefined || asks.act === 'sign-in') return undefined;
        known++;
        if (known < 2) return undefined;
        return { staged: { kind: coming }, answer: core.handle(store, request, { ...world, principal: undefined }) };
      }
      case 'nothing-done': {
        const answer = asks.act === 'update' ? side.nothingDone?.() : undefined;
        return answer && { staged: { kind: coming }, answer };
      }
      default:
        return undefined;
    }
  };

  const handle = (store: Store, request: HttpRequest, world: World): HttpResponse => {
    number++;
    const mine = number;
    const startedMs = performance.now();
    const came = side.readRequest({ store, request, world: quiet(world) });
    const found = stageAt(store, request, world, came);
    // What it means for the rows that it meets.
    const asks = found ? side.readRequest({ store, request, world: quiet(world) }) : came;
    const done = found?.answer ?? core.handle(store, request, world);
    const lost = coming === 'answer-lost' && isWrite({ asks }) && done.status < 300;
    if (found || lost) coming = undefined;
    const response: HttpResponse = lost ? { status: 504, headers: [], body: emptyBody } : done;
    const says: ClientReply = side.readReply({ store, request, world: quiet(world) }, asks, response);
    for (const { row } of says.shows) shown.add(row);
    const staged: Staged | undefined = lost ? { kind: 'answer-lost' } : found?.staged;
    moves.push({
      number: mine,
      startedMs,
      endedMs: performance.now(),
      request,
      response,
      asks,
      says,
      ...(staged ? { staged } : {}),
    });
    return response;
  };
  return {
    core: { ...core, handle },
    get moves() {
      return moves.toSorted((one, other) => one.number - other.number);
    },
    next: (what) => {
      coming = what;
      known = 0;
    },
    clear: () => {
      moves = [];
      shown.clear();
      coming = undefined;
      number = 0;
    },
  };
}

/** The world for whoever only looks: what it asks decides no answer. */
function quiet(world: World): World {
  return {
    ...world,
    keeps: () => true,
    keepsFor: () => true,
    cites: () => undefined,
    unmodelled: () => undefined,
    through: (...[, sound]) => sound,
  };
}
