import { resolve } from 'node:path';
import { loadReport } from '../../runner/load/load-report.ts';

/**
 * How long each scenario took in the runs of these reports, in milliseconds; the mean of several times.
 * @throws {InputError} for files that are no reports.
 */
export async function readDurations(files: readonly string[], cwd: string): Promise<ReadonlyMap<string, number>> {
  const times = new Map<string, number[]>();
  // What was skipped took no time, and may not be skipped the next time.
  for (const { targets } of await Promise.all(files.map((file) => loadReport(resolve(cwd, file)))))
    for (const { id, durationMs, verdict } of targets.flatMap(({ scenarios }) => scenarios))
      if (verdict !== 'skipped') times.set(id, [...(times.get(id) ?? []), durationMs]);
  return new Map([...times].map(([id, all]) => [id, all.reduce((sum, ms) => sum + ms, 0) / all.length]));
}
