import { rollingSet } from './rolling-set.ts';

/** How many characters a short secret is found by. */
const head = 4;

/** Says whether one of these texts, each of at least four characters, is in a text. */
export function findShort(texts: readonly string[]): (text: string) => boolean {
  if (texts.length === 0) return () => false;
  const byHead = new Map<string, string[]>();
  for (const text of texts) {
    const key = text.slice(0, head);
    byHead.set(key, [...(byHead.get(key) ?? []), text]);
  }
  const mayBegin = rollingSet(head, byHead.keys());
  return (text) => {
    for (let at = mayBegin(text, 0); at !== -1; at = mayBegin(text, at + 1)) {
      if (byHead.get(text.slice(at, at + head))?.some((one) => text.startsWith(one, at))) return true;
    }
    return false;
  };
}
