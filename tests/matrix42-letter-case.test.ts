import { expect, test } from 'vitest';
import { loadCore } from '../mock-server/index.ts';
import { createTrials } from '../proof/prove/create-trials.ts';
import { loadProtocol } from '../runner/load/load-protocol.ts';

const suites = /^matrix42\/(?:lists|timestamp|tokens|objects)\//;

/* A tenant whose paths and definitions are written in another letter case than the vendor's pages is judged as any other (M42-LST-010). */
test('matrix42 passes under paths and names of definitions in another letter case', async () => {
  const core = await loadCore('matrix42');
  const loaded = await loadProtocol('matrix42');
  const bindings = {
    api: '/M42SERVICES/Api',
    'category.definition': 'spssccategoryclassbase',
    'token-exchange': '/M42Services/api/apitoken/generateaccesstokenfromapitoken',
  };
  const trials = createTrials({ core, ...loaded }, core.defaultEdition, bindings);
  const odd: string[] = [];
  const chosen = trials.planned.filter(({ skip, id }) => skip === undefined && suites.test(id));
  expect(chosen.length).toBeGreaterThan(50);
  for (const planned of chosen) {
    const { result } = await trials.run(planned, {});
    if (result.verdict !== 'pass') odd.push(`${result.id} ${result.verdict}`);
  }
  expect(odd).toEqual([]);
});
