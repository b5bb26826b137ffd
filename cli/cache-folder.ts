import { join } from 'node:path';

/**
 * Where compiled suites of the user's are kept between runs: CONFORMANCE_CACHE, else the system's place for such things.
 * @returns undefined when CONFORMANCE_CACHE is "off".
 */
export function cacheFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): string | undefined {
  const { CONFORMANCE_CACHE: chosen, XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = env;
  if (chosen === 'off') return undefined;
  if (chosen) return chosen;
  if (platform === 'win32') return join(local || join(home, 'AppData', 'Local'), 'update-conformance', 'Cache');
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'update-conformance');
  return join(xdg || join(home, '.cache'), 'update-conformance');
}
