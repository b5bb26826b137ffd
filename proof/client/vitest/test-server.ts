import { decodeUtf8, headerValue } from '../../../core/http.ts';
import type { Rule } from '../../../core/rule.ts';
import { createReferenceServer } from '../../../mock-server/index.ts';
import type { ProtocolCore } from '../../../mock-server/kernel/protocol-core.ts';
import { loadProtocol } from '../../../runner/load/load-protocol.ts';
import { createStage, loadBackstage } from '../create-stage.ts';
import type { Move, Staged } from '../move.ts';

/** What a test server is like; what is left out is as the protocol has it. */
export interface TestServerOptions {
  readonly edition?: string;
  /** The complete list (`conformance list features`). */
  readonly features?: readonly string[];
  /** A bug of `prove`: the client gets what a faulty server would send. */
  readonly mutant?: string;
  /** Any text; the same one gives the same ids. */
  readonly seed?: string;
}

/** One request that came, and its answer. */
export interface SentExchange {
  readonly method: string;
  /** Path and query, as sent. */
  readonly target: string;
  readonly body: string;
  /** Of the request; lines of one name joined by ", ". */
  header(name: string): string | undefined;
  readonly status: number;
  readonly answer: string;
}

/** A reference server for the tests of one file. */
export interface TestServer {
  /** Origin: what the protocol's addresses begin with. */
  readonly url: string;
  /** A bearer token that is good there; "" where the protocol wants none. */
  readonly token: string;
  /** Every request of this test so far, in its order. */
  readonly exchanges: readonly SentExchange[];
  /** Before the next update of a row that was read here, somebody else changes it, really. */
  someoneElseWrites(): void;
  /** The next write is refused for a second, with 429 and Retry-After. */
  throttles(): void;
  /** The next write is carried out, and answered 504. */
  losesAnAnswer(): void;
  /** The second request from now on is answered 401. */
  expiresTheToken(): void;
  /** First rows again, and nothing has been sent; so it is before every test. */
  reset(): Promise<void>;
}

/** A test server as those know it who judge by it. */
export interface JudgedServer extends TestServer {
  readonly moves: readonly Move[];
  readonly rules: readonly Rule[];
}

/** A server, and how it is stopped. */
export interface StartedServer {
  readonly api: JudgedServer;
  stop(): Promise<void>;
}

/** Starts a server of one protocol. */
export async function startTestServer(core: ProtocolCore, options: TestServerOptions): Promise<StartedServer> {
  const backstage = await loadBackstage(core);
  if (!backstage) throw new Error(`clients of ${core.id} cannot be judged`);
  const { spec } = await loadProtocol(core.id);
  const stage = createStage(core, backstage);
  const mounted = {
    protocols: [core.id],
    cores: [stage.core],
    root: core.id,
    service: { token: { any: true as const }, exchanges: 0, ...options },
  };
  const server = await createReferenceServer(mounted);
  const [fields = []] = Object.values(core.credentials);
  const next = (event: Staged['kind']) => (): void => stage.next(event);
  return {
    api: {
      url: server.url,
      token: (headerValue(fields, 'authorization') ?? '').replace(/^Bearer /, ''),
      rules: spec.rules.filter(({ law, retired }) => law !== undefined && retired === undefined),
      get moves() {
        return stage.moves;
      },
      get exchanges() {
        return stage.moves.map(exchangeOf);
      },
      someoneElseWrites: next('somebody-else-wrote'),
      throttles: next('throttled'),
      losesAnAnswer: next('answer-lost'),
      expiresTheToken: next('token-expired'),
      reset: async () => {
        stage.clear();
        await server.remount(mounted);
      },
    },
    stop: () => server.stop(),
  };
}

function exchangeOf({ request, response }: Move): SentExchange {
  return {
    method: request.method,
    target: request.target,
    body: decodeUtf8(request.body),
    header: (name) => headerValue(request.headers, name),
    status: response.status,
    answer: decodeUtf8(response.body),
  };
}
