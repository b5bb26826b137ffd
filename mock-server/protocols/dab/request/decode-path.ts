import type { World } from '../../../kernel/world.ts';

/** Percent-decoded once; "%2F" stays as it is, a malformed escape too; "+" is a plus. */
export function decodePath(text: string, world: World): string {
  const plain = text.includes('+') && world.mutant('plus-is-a-blank') ? text.replaceAll('+', ' ') : text;
  const once = decodeAll(plain);
  if (once !== plain && world.mutant('key-is-not-decoded')) return plain;
  if (/%[0-9a-f]{2}/i.test(once) && world.mutant('key-is-decoded-twice')) return decodeAll(decodeAll(plain));
  return /%2f/i.test(once) && world.mutant('encoded-slash-is-decoded') ? once.replaceAll(/%2f/gi, '/') : once;
}

/** Decodes runs of escapes that are UTF-8. */
function decodeAll(text: string): string {
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
    const segment = world.mutant('dot-segments-stay') ? raw : raw.replaceAll(/%2e/gi, '.');
    const isDot = (segment === '.' || segment === '..') && !world.mutant('dot-segments-stay');
    if (!isDot) kept.push(raw);
    else if (segment === '..') kept.pop();
    if (isDot && i === segments.length - 1) kept.push('');
  }
  return kept.join('/');
}
