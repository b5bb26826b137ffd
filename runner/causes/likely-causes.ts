import type { LikelyCauses, ScenarioResult } from '../../core/report.ts';
import { findCauses } from './find-causes.ts';
import { judgedIn } from './judged.ts';
import { loadDictionary } from './load-dictionary.ts';

/**
 * Which known bugs look like what failed in these scenarios; undefined when the protocol has no dictionary.
 * @param root folder that holds spec/.
 */
export async function likelyCauses(
  protocol: string,
  scenarios: readonly ScenarioResult[],
  root?: string,
): Promise<LikelyCauses | undefined> {
  const dictionary = await loadDictionary(protocol, root);
  return dictionary && findCauses(judgedIn(scenarios), dictionary);
}
