import { expect, test } from 'vitest';
import { loadProtocol } from '../../runner/load/load-protocol.ts';
import { planExternalTarget } from './plan-external-target.ts';

test('a plan tells whether somebody named the edition, so that no other is tried', async () => {
  const loaded = await loadProtocol('matrix42');
  const plan = (edition?: string) =>
    planExternalTarget({
      loaded,
      connection: { baseUrl: 'http://127.0.0.1:9', timeoutMs: 1000 },
      declared: {},
      identities: {},
      bindings: {},
      headers: [],
      volatile: [],
      secrets: [],
      selection: { rules: [], suites: [], scenarios: [] },
      ...(edition === undefined ? {} : { edition }),
    });
  expect(plan()).toMatchObject({ edition: 'current', editionNamed: false });
  expect(plan('documented')).toMatchObject({ edition: 'documented', editionNamed: true });
});
