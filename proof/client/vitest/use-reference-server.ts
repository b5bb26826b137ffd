import { afterAll, beforeAll, beforeEach } from 'vitest';
import { loadCore } from '../../../mock-server/index.ts';
import {
  type JudgedServer,
  type StartedServer,
  startTestServer,
  type TestServer,
  type TestServerOptions,
} from './test-server.ts';

/**
 * A reference server for the tests of this file, or of the `describe` where it is called: it starts before them, has first rows before each of them, and stops after
 * them. It listens on a free port of this machine. Not for tests that run at the same time (`test.concurrent`): they would share its rows.
 * @param protocol "dab", "dataverse", "dialogporten" or "matrix42".
 */
export function useReferenceServer(protocol: string, options: TestServerOptions = {}): TestServer {
  let started: StartedServer | undefined;
  beforeAll(async () => {
    started = await startTestServer(await loadCore(protocol), options);
  });
  beforeEach(async () => {
    await started?.api.reset();
  });
  afterAll(async () => {
    await started?.stop();
  });
  const api = (): JudgedServer => {
    if (started) return started.api;
    throw new Error('the reference server starts before the first test: use it inside of tests and hooks');
  };
  const judged: JudgedServer = {
    get url() {
      return api().url;
    },
    get token() {
      return api().token;
    },
    get exchanges() {
      return api().exchanges;
    },
    get moves() {
      return api().moves;
    },
    get rules() {
      return api().rules;
    },
    someoneElseWrites: () => api().someoneElseWrites(),
    throttles: () => api().throttles(),
    losesAnAnswer: () => api().losesAnAnswer(),
    expiresTheToken: () => api().expiresTheToken(),
    reset: () => api().reset(),
  };
  return judged;
}
