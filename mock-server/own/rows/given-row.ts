import type { JsonObject } from '../../../core/json.ts';
import type { Place } from '../place-in.ts';

/** A row that somebody has written down, and where. */
export interface GivenRow {
  readonly table: string;
  readonly row: JsonObject;
  /** Where it begins. */
  readonly place: Place;
  /** Where its members begin. */
  readonly members: ReadonlyMap<string, Place>;
}

/** What is wrong with rows that somebody has written down, where, and what to do. */
export interface RowFault {
  readonly place: Place;
  readonly message: string;
  readonly hint?: string;
}

/** Rows, and the tables that they are of, with the places where those are named; there may be one without rows. */
export interface GivenRows {
  readonly rows: readonly GivenRow[];
  readonly tables: ReadonlyMap<string, Place>;
}

/** Rows as they were read; faults: nothing of it counts. */
export interface ReadRows extends GivenRows {
  readonly faults: readonly RowFault[];
}

/** Nothing but what is wrong. */
export function unreadable(...faults: readonly RowFault[]): ReadRows {
  return { rows: [], tables: new Map(), faults };
}
