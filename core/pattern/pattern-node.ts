/** A regular expression (ECMAScript, flag u) as a tree: as much of it as says which texts it holds for. */
export type PatternNode =
  /** One code point: the source of a class, an escape or a literal, which stands for itself. */
  | { readonly kind: 'one'; readonly source: string }
  /** A place between two code points. */
  | { readonly kind: 'edge'; readonly at: 'start' | 'end' | 'word' | 'no-word' }
  | { readonly kind: 'sequence' | 'choice'; readonly of: readonly PatternNode[] }
  /** `most` is Infinity for "*" and "+". */
  | { readonly kind: 'repeat'; readonly of: PatternNode; readonly least: number; readonly most: number }
  /** Looks ahead or behind. */
  | { readonly kind: 'look'; readonly of: PatternNode }
  /** What a group held. */
  | { readonly kind: 'again' };

/** Nothing, which always holds. */
export const nothing: PatternNode = { kind: 'sequence', of: [] };
