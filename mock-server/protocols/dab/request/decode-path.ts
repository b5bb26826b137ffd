import type { World } from '../../../kernel/world.ts';

/** Percent-decoded once, in runs of escapes that are UTF-8; "%2F" and a malformed escape stay; "+" is a plus. */
export function decodePath(text: string): string {
  return text.replaceAll(/(?:%(?!2f)[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

/** A path without its first slash and without dot segments, as the web server has it before anything is routed. */
export function normalizePath(path: string, world: World): string {
  const segments = path.slice(1).split('/');
  const kept: string[] = [];
  for (const [i, raw] of segments.entries()) {
    const segment = raw.replaceAll(/%2e/gi, '.');
    const isDot = (segment === '.' || segment === '..') && world.keepsFor('dot-segment', 'DAB-KEY-015');
    if (!isDot) kept.push(raw);
    else if (segment === '..') kept.pop();
    if (isDot && i === segments.length - 1) kept.push('');
  }
  return kept.join('/');
}
