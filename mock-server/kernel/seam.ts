/**
 * A decision that a core names once, and through which it passes the value a sound server decides for
 * (`world.through(seam, sound, context)`). In a sound server that is the identity; a bug may attach there
 * ({@link atSeam}). Seams are named after the decision, never after a bug.
 *
 * `V` is the type of the value, `C` of what a bug may know about the case.
 */
export interface Seam<V, C = undefined> {
  /** kebab-case, unique in the protocol: "status-of-update". */
  readonly id: string;
  /** Why this decision is named although one bug alone attaches to it. */
  readonly forOne?: string;
  /** Never there: it only carries the types. */
  readonly carries?: (sound: V, context: C) => V;
}

/** Names a decision. `forOne`: why, where a single bug attaches to it. */
export function seam<V, C = undefined>(id: string, forOne?: string): Seam<V, C> {
  return forOne === undefined ? { id } : { id, forOne };
}

/** What is handed over beside the value: nothing where the seam has no context. */
export type SeamContext<C> = [C] extends [undefined] ? [] : [context: C];
