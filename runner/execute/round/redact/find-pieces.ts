import { rollingSet } from './rolling-set.ts';

/** A text that is hidden, and what is shown instead. */
export interface Hidden {
  readonly text: string;
  /** How much of its beginning is no secret alone. */
  readonly open: number;
  readonly placeholder: string;
}

/** Shorter pieces of a secret tell nobody anything, and would be found by chance. */
export const shortestPiece = 16;
/** Every piece holds one of these that begins at a multiple of the stride. */
const gram = 8;
const stride = shortestPiece - gram + 1;

/** Finds and replaces pieces of secrets. */
export interface Pieces {
  isIn(text: string): boolean;
  replaceIn(text: string): string;
}

/** Where a piece is in a text. */
interface Found {
  readonly start: number;
  readonly end: number;
  readonly placeholder: string;
}

/** Looks for all that is long enough and that hidden texts and a text have in common. */
export function findPieces(hidden: readonly Hidden[]): Pieces {
  const places = new Map<string, { readonly one: Hidden; readonly at: number }[]>();
  for (const one of hidden) {
    if (one.text.length < shortestPiece || one.open >= one.text.length) continue;
    for (let at = 0; at + gram <= one.text.length; at += stride) {
      const key = one.text.slice(at, at + gram);
      const known = places.get(key);
      if (known === undefined) places.set(key, [{ one, at }]);
      else if (known.length < mostPlaces) known.push({ one, at });
    }
  }
  if (places.size === 0) return { isIn: () => false, replaceIn: (text) => text };
  const mayBegin = rollingSet(gram, places.keys());
  const next = (text: string, from: number): Found | undefined => {
    for (let at = mayBegin(text, from); at !== -1; at = mayBegin(text, at + 1)) {
      for (const { one, at: inside } of places.get(text.slice(at, at + gram)) ?? []) {
        const [start, end] = extend(text, from, at, one.text, inside);
        if (end - start >= shortestPiece && inside + end - at > one.open)
          return { start, end, placeholder: one.placeholder };
      }
    }
    return undefined;
  };
  return {
    isIn: (text) => text.length >= shortestPiece && next(text, 0) !== undefined,
    replaceIn: (text) => {
      const kept: string[] = [];
      let from = 0;
      for (let found = next(text, 0); found !== undefined; found = next(text, from)) {
        kept.push(text.slice(from, found.start), found.placeholder);
        from = found.end;
      }
      return from === 0 ? text : kept.join('') + text.slice(from);
    },
  };
}

/** The same eight characters may be in several texts, and several times in one. */
const mostPlaces = 32;

/** What two texts have in common around a place in each. */
function extend(text: string, from: number, at: number, secret: string, inside: number): readonly [number, number] {
  let [start, begin] = [at, inside];
  while (start > from && begin > 0 && text.charCodeAt(start - 1) === secret.charCodeAt(begin - 1)) {
    start--;
    begin--;
  }
  const most = Math.min(text.length - at, secret.length - inside);
  let length = gram;
  while (length < most && text.charCodeAt(at + length) === secret.charCodeAt(inside + length)) length++;
  return [start, at + length];
}
