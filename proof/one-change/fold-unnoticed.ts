import type { ChangesFound } from './try-changes.ts';

/**
 * What stays unnoticed where little is documented, each thing counted once. It is enough that a rule fails which only warns.
 * A body that may be missing without an end in exit 1 is one thing: where nobody notices what is in it, or how it is declared,
 * that is not counted again. And members that are null wherever they are seen are left out together, as a serializer does: one of
 * them counts for all of a class. Pure.
 */
export function foldUnnoticed(found: ChangesFound): ChangesFound {
  const missing = ': body dropped';
  const free = new Set(
    found.unnoticed.filter((text) => text.endsWith(missing)).map((text) => text.slice(0, -missing.length)),
  );
  const ofNulls = new Set<string>();
  const silent = found.unnoticed.filter((text) => !found.warned.includes(text));
  const kept = silent.filter((text) => {
    const [, own = '', change = ''] = /^(.*?): (.*)$/s.exec(text) ?? [];
    if (free.has(own) && (change.startsWith('member ') || change.startsWith('header content-type '))) return false;
    if (!found.nulls.includes(text)) return true;
    if (ofNulls.has(own)) return false;
    ofNulls.add(own);
    return true;
  });
  return { ...found, changes: found.changes - (silent.length - kept.length), unnoticed: kept };
}
