import type { Store } from './store.ts';

/** A row of somebody else, who works beside the client under test (the kernel variant "busy"). */
export interface ForeignRow {
  /** Which of theirs it is, from 0. */
  readonly place: number;
  /** A GUID for it. */
  readonly id: string;
}

/** The row of theirs that is written next. They keep so many, and write one after the other, again and again. */
export function nextForeignRow(store: Store, kept: number): ForeignRow {
  return foreignRow(Number(store.next('foreign writes', 0n) % BigInt(kept)));
}

/** The row of theirs in this place. */
export function foreignRow(place: number): ForeignRow {
  return { place, id: `0194fe82-0000-7000-8000-${place.toString(16).padStart(12, '0')}` };
}
