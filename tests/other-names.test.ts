import { describe, expect, test } from 'vitest';
import { loadCore, protocolIds } from '../mock-server/index.ts';
import { createTrials } from '../proof/prove/create-trials.ts';
import { loadProtocol } from '../runner/load/load-protocol.ts';
import { otherNames } from './support/other-names.ts';

/*
 * Whatever a real target may name differently is a binding. A suite that writes such a name itself fails here: paths,
 * entity sets, tables, columns and resources of this server are all called something else.
 */
describe.each(protocolIds)('%s on a server whose names all differ', (id) => {
  test('passes', async () => {
    const core = await loadCore(id);
    const loaded = await loadProtocol(id);
    const values = Object.fromEntries(Object.entries(loaded.spec.bindings).map(([name, { value }]) => [name, value]));
    // A core that can be configured otherwise does so itself; for the others a proxy translates word by word.
    const own = core.otherNames?.(values);
    const names = own ? { bindings: own.bindings, between: undefined } : otherNames(loaded.spec);
    expect(Object.keys(names.bindings).length).toBeGreaterThan(0);
    const trials = createTrials({ core, ...loaded }, core.defaultEdition, names.bindings);
    const odd: string[] = [];
    for (const planned of trials.planned.filter(({ skip }) => skip === undefined)) {
      const { result } = await trials.run(
        planned,
        own ? { features: [...planned.features, ...own.features] } : {},
        names.between,
      );
      if (result.verdict === 'pass') continue;
      const first = result.assertions.find(({ verdict }) => verdict !== 'pass');
      odd.push(`${result.id} ${result.verdict} ${first?.id} ${JSON.stringify(first?.mismatches[0] ?? result.reason)}`);
    }
    expect(odd).toEqual([]);
  });
});
