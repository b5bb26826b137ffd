import { join } from 'node:path';

/**
 * Where runs write down what they make on a target: CONFORMANCE_JOURNALS, else the system's place for such things.
 * @returns undefined when CONFORMANCE_JOURNALS is "off".
 */
export function journalFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): string | undefined {
  const { CONFORMANCE_JOURNALS: chosen, XDG_STATE_HOME: xdg, LOCALAPPDATA: local } = env;
  if (chosen === 'off') return undefined;
  if (chosen) return chosen;
  if (platform === 'win32') return join(local || join(home, 'AppData', 'Local'), 'update-conformance', 'Journals');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'update-conformance', 'journals');
  return join(xdg || join(home, '.local', 'state'), 'update-conformance', 'journals');
}
