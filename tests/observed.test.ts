import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Report } from '../core/report.ts';
import { createService, type ServiceOptions } from '../mock-server/kernel/create-service.ts';
import { loadCore } from '../mock-server/protocols/index.ts';
import { createTrials } from '../proof/prove/create-trials.ts';
import { compareObserved, type Observed } from '../proof/replay/compare-observed.ts';
import { renderObserved } from '../reporters/observed/render-observed.ts';
import { loadProtocol } from '../runner/load/load-protocol.ts';
import { packageRoot } from '../runner/load/package-root.ts';
import { run } from '../runner/run.ts';

/*
 * What `run --observe` writes: the choices of a target, the same from run to run. Records of real ones (spec/matrix42/observed/*.observed.yaml)
 * are compared with what this server chooses; where it chooses otherwise, a line under `differs` says why.
 */
async function observe(
  options: ServiceOptions = {},
): Promise<{ readonly report: Report; readonly observed: Observed }> {
  const core = await loadCore('matrix42');
  const subject = { core, ...(await loadProtocol('matrix42')) };
  const service = createService(core, { exchanges: 0, ...options });
  const target = createTrials(subject, options.edition ?? core.defaultEdition).planAgainst((request) =>
    service.dispatch(request),
  );
  const report = await run({
    targets: [target],
    tool: { name: 'test', version: '0' },
    jobs: 8,
    seed: options.variant ?? 'observed',
    reporters: [],
    strict: false,
    provisional: false,
    raceRounds: 1,
  });
  return { report, observed: parse(renderObserved(report)) as Observed };
}

describe('what a run observed', () => {
  test('is the same in another run, says of each MAY whether it is so, and shows no address', async () => {
    const [one, again] = [await observe(), await observe({ seed: 'other ids' })];
    expect(compareObserved(one.observed, again.observed)).toEqual([]);
    const may =
      one.report.targets[0]?.rules.filter(({ level, verdict }) => level === 'MAY' && verdict === 'pass') ?? [];
    expect(one.observed.may.length).toBeGreaterThanOrEqual(may.length);
    expect(one.observed.undocumented.length).toBeGreaterThan(5);
    expect(renderObserved(one.report)).not.toContain(one.report.targets[0]?.url);
  });

  test('tells a server that chooses otherwise', async () => {
    const [one, other] = [await observe(), await observe({ variant: 'unknown-attributes-ignored' })];
    expect(compareObserved(one.observed, other.observed)).toEqual([
      '+ {"rule":"M42-UPD-013","scenario":"matrix42/near-misses/misspelt","saw":"write: left-out"}',
      '+ {"rule":"M42-UPD-013","scenario":"matrix42/update/unknown-attribute","saw":"unknown: left-out"}',
      '+ {"rule":"M42-UPD-015","scenario":"matrix42/update/unknown-attribute","saw":"unknown: accepted"}',
      '- {"rule":"M42-UPD-013","scenario":"matrix42/near-misses/misspelt","saw":"write: refused"}',
      '- {"rule":"M42-UPD-013","scenario":"matrix42/update/unknown-attribute","saw":"unknown: refused"}',
      '- {"rule":"M42-UPD-015","scenario":"matrix42/update/unknown-attribute","saw":"unknown: refused"}',
    ]);
  });
});

const folder = join(packageRoot(), 'spec', 'matrix42', 'observed');
const records = readdirSync(folder).filter((name) => name.endsWith('.observed.yaml'));

test.each(records)('%s agrees with this server, or says why not', async (name) => {
  const record = parse(readFileSync(join(folder, name), 'utf8')) as Observed & {
    differs?: readonly { line: string }[];
  };
  const { observed } = await observe({ edition: record.edition });
  expect(compareObserved(record, observed)).toEqual((record.differs ?? []).map(({ line }) => line).sort());
});
