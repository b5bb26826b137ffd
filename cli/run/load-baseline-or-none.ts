import { existsSync } from 'node:fs';
import { loadBaseline } from '../../runner/load/load-baseline.ts';
import type { Baseline } from '../../runner/options.ts';

/** The baseline, or one without entries when the file is not there yet: --update-baseline will make it. */
export async function loadBaselineOrNone(file: string): Promise<Baseline> {
  return existsSync(file) ? loadBaseline(file) : { file, entries: [] };
}
