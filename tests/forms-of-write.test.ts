import { describe, expect, it } from 'vitest';
import { loadCore, protocolIds } from '../mock-server/protocols/index.ts';
import { loadProtocol } from '../runner/load/load-protocol.ts';

describe.each(protocolIds)('the mutants made from the forms of write of %s', (id) => {
  it('are there for each cell that has a rule, and fail that rule', async () => {
    const [{ spec }, core] = await Promise.all([loadProtocol(id), loadCore(id)]);
    const cells = (spec.writes?.forms ?? []).flatMap(({ id: form, laws }) =>
      Object.entries(laws).flatMap(([law, rule]) => (typeof rule === 'string' ? [`${form} ${law} ${rule}`] : [])),
    );
    const made = core.mutants.flatMap(({ cell, fails }) => (cell ? [`${cell.form} ${cell.law} ${fails.join()}`] : []));
    // A law may be broken in more than one way.
    expect([...new Set(made)].toSorted()).toEqual(cells.toSorted());
  });
});
